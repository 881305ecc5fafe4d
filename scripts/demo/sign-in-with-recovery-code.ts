import { RedeemRecoveryCodeDocument } from '../../src/client/generated/graphql.js';
import { enterPassword } from './enter-password.js';
import { expectRefusal, expectResult, Surprise } from './surprise.js';
import type { Walk } from './walk.js';

interface CodesToTry {
  readonly voidCode: string | undefined;
  readonly freshCode: string | undefined;
}

/** @returns the token of the new session. */
export async function signInWithRecoveryCode(walk: Walk, codes: CodesToTry): Promise<string> {
  const { client, narrator } = walk;
  narrator.heading('Lost the phone: sign in with a recovery code');
  const { id: challengeId } = await enterPassword(walk, 'CLASSIC');

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
