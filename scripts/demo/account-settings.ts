import {
  AnswerChallengeDocument,
  ChangeDefaultMethodDocument,
  ConfirmEnrollmentDocument,
  RegenerateRecoveryCodesDocument,
  RemoveMethodDocument,
  SignInDocument,
  StartAuthenticatorAppEnrollmentDocument,
  StepUpDocument,
} from '../../src/client/generated/graphql.js';
import { qrCodeForTerminal } from '../../src/crypto/qr-code.js';
import type { Narrator } from './narrator.js';
import { type Phone, scan } from './phone.js';
import { expectRefusal, expectResult, expectTrue } from './surprise.js';
import type { Walk } from './walk.js';

export interface EnabledApp {
  readonly phone: Phone;
  readonly confirmingToken: string;
  readonly recoveryCodes: readonly string[];
}

export async function enableApp({ client, narrator, password }: Walk, session: string): Promise<EnabledApp> {
  narrator.heading('Enable app-based 2FA');
  narrator.does('Enroll authenticator app, enter the password, Next');
  const started = await client.execute(StartAuthenticatorAppEnrollmentDocument, { password }, session);
  const enrollment = expectResult(started.startAuthenticatorAppEnrollment, 'AuthenticatorAppEnrollment');
  narrator.sees('Scan this QR code with your authenticator app, or enter the key below it:');
  narrator.shows(await qrCodeForTerminal(enrollment.otpauthUri));
  narrator.shows(enrollment.key);

  narrator.does('scan the QR code with the phone');
  const phone = scan(enrollment.otpauthUri);
  expectTrue(phone.key === enrollment.key.replaceAll(' ', ''), 'QR code and key to be the same value', 'two values');
  narrator.sees('the QR code and the key are the same value');

  const confirm = async (token: string) => {
    narrator.does(`enter the token ${token}, Enable`);
    const input = { enrollmentId: enrollment.enrollmentId, token };
    return (await client.execute(ConfirmEnrollmentDocument, { input }, session)).confirmEnrollment;
  };
  const { message, attemptsLeft } = expectRefusal(await confirm(phone.wrongToken()), 'TOKEN_WRONG');
  narrator.refused(`mistyped, and refused: ${message} (${attemptsLeft ?? 'no'} tries left)`);

  const confirmingToken = phone.readToken();
  const { twoFactor, recoveryCodes } = expectResult(await confirm(confirmingToken), 'MethodEnrolled');
  expectTrue(twoFactor.enabled, 'two-factor to be on', 'it off');
  narrator.succeeds('2FA is now active. Print the recovery codes and store them somewhere safe:');
  showCodes(narrator, recoveryCodes);
  return { phone, confirmingToken, recoveryCodes };
}

/** Behind a step-up: the person answers the second factor ahead of the change. */
export async function regenerateCodes(walk: Walk, session: string, phone: Phone): Promise<readonly string[]> {
  const { client, narrator, password } = walk;
  narrator.heading('Regenerate recovery codes');
  narrator.does('the printed codes are lost: Account settings, enter the password');
  const asked = (await client.execute(StepUpDocument, { password }, session)).stepUp;
  const { challenge } = expectResult(asked, 'ChallengeRequired');
  narrator.sees(
    `asked for a token (${challenge.method}, ${challenge.purpose}): a stolen session is not enough to change settings`,
  );

  await narrator.waitUntil(phone.nextTokenAt(), 'the app to show the next token, since each works once');
  const token = phone.readToken();
  narrator.does(`enter the token ${token}`);
  const answer = await client.execute(
    AnswerChallengeDocument,
    { input: { challengeId: challenge.id, token } },
    session,
  );
  const { until } = expectResult(answer.answerChallenge, 'SteppedUp');
  narrator.succeeds(`the settings are open to this session until ${until}`);

  narrator.does('Regenerate recovery codes');
  const regenerated = await client.execute(RegenerateRecoveryCodesDocument, { password }, session);
  const { recoveryCodes } = expectResult(regenerated.regenerateRecoveryCodes, 'RecoveryCodes');
  narrator.succeeds('a fresh set; all older codes are void:');
  showCodes(narrator, recoveryCodes);
  return recoveryCodes;
}

export async function changeDefault({ client, narrator }: Walk, session: string): Promise<void> {
  narrator.heading('Change your default login method');
  narrator.does('choose the authenticator app to be prompted first');
  const changed = await client.execute(ChangeDefaultMethodDocument, { method: 'AUTHENTICATOR_APP' }, session);
  const { defaultMethod, defaultReason } = expectResult(changed.changeDefaultMethod, 'TwoFactorChanged').twoFactor;
  expectTrue(defaultMethod === 'AUTHENTICATOR_APP', 'the app to be the default', String(defaultMethod));
  narrator.succeeds(
    `the default is ${String(defaultMethod)}, as ${String(defaultReason)}: it is the only one enrolled`,
  );
}

export async function turnOff({ client, narrator, username, password }: Walk, session: string): Promise<void> {
  narrator.heading('Turn two-factor off');
  narrator.does('remove the authenticator app, enter the password');
  const input = { method: 'AUTHENTICATOR_APP', password } as const;
  const removed = await client.execute(RemoveMethodDocument, { input }, session);
  const { twoFactor } = expectResult(removed.removeMethod, 'TwoFactorChanged');
  expectTrue(!twoFactor.enabled, 'two-factor to be off', 'it on');
  narrator.succeeds('it was the last method: two-factor is off, and the recovery codes are void');

  narrator.does('sign in with username and password');
  const again = await client.execute(SignInDocument, { input: { username, password, interface: 'CONTROL_PANEL' } });
  expectResult(again.signIn, 'SignedIn');
  narrator.succeeds('signed in, by the password alone');
}

function showCodes(narrator: Narrator, codes: readonly string[]): void {
  const half = Math.ceil(codes.length / 2);
  narrator.shows(
    codes
      .slice(0, half)
      .map((code, index) => `${code}   ${codes[half + index] ?? ''}`.trimEnd())
      .join('\n'),
  );
}
