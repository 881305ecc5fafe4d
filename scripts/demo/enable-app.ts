import { StartAuthenticatorAppEnrollmentDocument } from '../../src/client/generated/graphql.js';
import { qrCodeForTerminal } from '../../src/crypto/qr-code.js';
import { type AuthenticatorApp, scan } from './authenticator-app.js';
import { confirmEnrollment } from './confirm-enrollment.js';
import { expectResult, expectTrue } from './surprise.js';
import type { Walk } from './walk.js';

export interface EnabledApp {
  readonly app: AuthenticatorApp;
  /** It is used up. */
  readonly confirmingToken: string;
}

export async function enableApp(walk: Walk, session: string): Promise<EnabledApp> {
  const { client, narrator, password, clock } = walk;
  narrator.heading('Enable app-based 2FA');
  narrator.does('Enroll authenticator app, enter the password, Next');
  const started = await client.execute(StartAuthenticatorAppEnrollmentDocument, { password }, session);
  const enrollment = expectResult(started.startAuthenticatorAppEnrollment, 'AuthenticatorAppEnrollment');
  narrator.sees('Scan this QR code with your authenticator app, or enter the key below it:');
  narrator.shows(await qrCodeForTerminal(enrollment.otpauthUri));
  narrator.shows(enrollment.key);

  narrator.does('scan the QR code with the phone');
  const app = scan(enrollment.otpauthUri, clock);
  expectTrue(app.key === enrollment.key.replaceAll(' ', ''), 'QR code and key to be the same value', 'two values');
  narrator.sees('the QR code and the key are the same value');

  const { enrollmentId } = enrollment;
  const confirmingToken = app.readToken();
  await confirmEnrollment(walk, session, {
    enrollmentId,
    method: 'AUTHENTICATOR_APP',
    rightToken: confirmingToken,
    wrongToken: app.wrongToken(),
  });
  return { app, confirmingToken };
}
