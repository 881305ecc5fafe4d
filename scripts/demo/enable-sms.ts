import { StartSmsEnrollmentDocument } from '../../src/client/generated/graphql.js';
import { confirmEnrollment } from './confirm-enrollment.js';
import type { EnabledApp } from './enable-app.js';
import { enterToken } from './enter-token.js';
import { fictionalLandline } from './fictional-number.js';
import { mistyped } from './mobile-phone.js';
import { readMessage } from './read-message.js';
import { expectRefusal, expectResult } from './surprise.js';
import type { Walk } from './walk.js';

/** @returns the recovery codes. */
export async function enableSms(walk: Walk, session: string, enabledApp: EnabledApp): Promise<readonly string[]> {
  const { narrator, phone } = walk;
  narrator.heading('Enable SMS-based 2FA');
  const { message } = expectRefusal(await enrollNumber(walk, session, fictionalLandline), 'PHONE_NUMBER_REFUSED');
  narrator.refused(`a landline is refused: ${message}`);

  const { challenge } = expectResult(await enrollNumber(walk, session, phone.number), 'ChallengeRequired');
  narrator.sees(`asked for a token (${challenge.method}, ${challenge.purpose}): with 2FA on, a stolen session is not`);
  narrator.sees('enough to change settings');
  await stepUp(walk, session, challenge.id, enabledApp);

  const enrollment = expectResult(await enrollNumber(walk, session, phone.number), 'SmsEnrollment');
  const { enrollmentId, maskedPhoneNumber, tokenExpiresAt, delivery } = enrollment;
  narrator.sees(`a token is on its way to ${maskedPhoneNumber} (${delivery.state}), good until ${tokenExpiresAt}`);
  const { token } = await readMessage(walk);
  return confirmEnrollment(walk, session, {
    enrollmentId,
    method: 'SMS',
    rightToken: token,
    wrongToken: mistyped(token),
  });
}

async function enrollNumber({ client, narrator, password }: Walk, session: string, phoneNumber: string) {
  narrator.does(`Enroll SMS, enter the password and the number ${phoneNumber}, Next`);
  const input = { password, phoneNumber };
  return (await client.execute(StartSmsEnrollmentDocument, { input }, session)).startSmsEnrollment;
}

async function stepUp(
  walk: Walk,
  session: string,
  challengeId: string,
  { app, confirmingToken }: EnabledApp,
): Promise<void> {
  const { narrator } = walk;
  const { message } = expectRefusal(
    await enterToken(walk, { challengeId, token: confirmingToken }, session),
    'TOKEN_ALREADY_USED',
  );
  narrator.refused(`the one that confirmed the app is refused: ${message}`);
  await narrator.waitUntil(app.nextTokenAt(), 'the app to show the next token, since each works once');
  const answer = await enterToken(walk, { challengeId, token: app.readToken() }, session);
  const { until } = expectResult(answer, 'SteppedUp');
  narrator.succeeds(`the settings are open to this session until ${until}`);
}
