import {
  AnswerChallengeDocument,
  type Interface,
  LoginChallengeDocument,
  RedeemRecoveryCodeDocument,
  SignInDocument,
  SignOutDocument,
} from '../../src/client/generated/graphql.js';
import type { Phone } from './phone.js';
import { expectRefusal, expectResult, Surprise } from './surprise.js';
import type { Walk } from './walk.js';

/** @returns the token of the new session. */
export async function signInWithToken(
  walk: Walk,
  session: string,
  { phone, usedToken }: { readonly phone: Phone; readonly usedToken: string },
): Promise<string> {
  const { client, narrator } = walk;
  narrator.heading('How 2FA works at login');
  narrator.does('sign out');
  await client.execute(SignOutDocument, {}, session);
  const challengeId = await enterPassword(walk, 'CONTROL_PANEL');

  const answer = async (token: string) => {
    narrator.does(`enter the token ${token}`);
    return (await client.execute(AnswerChallengeDocument, { input: { challengeId, token } })).answerChallenge;
  };
  const { message } = expectRefusal(await answer(usedToken), 'TOKEN_ALREADY_USED');
  narrator.refused(`the one that confirmed the enrollment is refused: ${message}`);
  await narrator.waitUntil(phone.nextTokenAt(), 'the app to show the next token');
  const { session: begun } = expectResult(await answer(phone.readToken()), 'SignedIn');
  narrator.succeeds(`signed in, by ${begun.amr.join(', ')}`);
  return begun.token;
}

interface CodesToTry {
  readonly voidCode: string | undefined;
  readonly freshCode: string | undefined;
}

/** @returns the token of the new session. */
export async function signInWithRecoveryCode(walk: Walk, codes: CodesToTry): Promise<string> {
  const { client, narrator } = walk;
  narrator.heading('Lost the phone: sign in with a recovery code');
  const challengeId = await enterPassword(walk, 'CLASSIC');

  const redeem = async (recoveryCode: string | undefined) => {
    if (recoveryCode === undefined) throw new Surprise('recovery codes to have been issued', 'none');
    narrator.does(`enter the recovery code ${recoveryCode}`);
    return (await client.execute(RedeemRecoveryCodeDocument, { input: { challengeId, recoveryCode } }))
      .redeemRecoveryCode;
  };
  const { message } = expectRefusal(await redeem(codes.voidCode), 'RECOVERY_CODE_WRONG');
  narrator.refused(`one of the old set is refused: ${message}`);
  const signedIn = expectResult(await redeem(codes.freshCode), 'SignedIn');
  const { defaultMethod, defaultReason } = signedIn.user.twoFactor;
  narrator.succeeds(
    `signed in, by ${signedIn.session.amr.join(', ')}: ${String(signedIn.recoveryCodesLeft)} codes left`,
  );
  narrator.sees(`two-factor stays on; the default method is ${String(defaultMethod)} (${String(defaultReason)})`);
  return signedIn.session.token;
}

const interfaceNames: Readonly<Record<Interface, string>> = {
  CONTROL_PANEL: 'Reseller Control Panel',
  CLASSIC: 'Classic Reseller Interface',
};

/** @returns the id of the challenge that a right password leads to. */
async function enterPassword({ client, narrator, username, password }: Walk, place: Interface): Promise<string> {
  narrator.does(`sign in to the ${interfaceNames[place]} with username and password`);
  const { signIn } = await client.execute(SignInDocument, { input: { username, password, interface: place } });
  const { challenge, position } = expectResult(signIn, 'ChallengeRequired');
  const { loginChallenge } = await client.execute(LoginChallengeDocument, { id: challenge.id, after: position });
  if (loginChallenge?.state !== 'OPEN') throw new Surprise('the challenge to be OPEN', loginChallenge?.state ?? 'none');
  const { method, attemptsLeft, allowedActions } = loginChallenge;
  narrator.sees(`prompted for a token (${method}), ${attemptsLeft} tries left; offered: ${allowedActions.join(', ')}`);
  return challenge.id;
}
