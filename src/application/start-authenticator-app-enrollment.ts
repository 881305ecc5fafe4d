import { otpauthUri } from '../crypto/otpauth-uri.js';
import { qrCodeSvg } from '../crypto/qr-code.js';
import { createTotpSecret, formatTotpKey } from '../crypto/totp.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { changeSettings } from './account-settings.js';
import { positionAfter } from './answer.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { openUser } from './open-user.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { AuthenticatorAppEnrollment, ChallengeRequired, Rejected } from './results.js';

export type StartAuthenticatorAppEnrollment = (
  input: { readonly password: string },
  context: RequestContext,
) => Promise<AuthenticatorAppEnrollment | ChallengeRequired | Rejected>;

/** Step 2 of the article up to the QR code (E1, C3). The secret leaves the service in this answer and never again. */
export function createStartAuthenticatorAppEnrollment(core: Core): StartAuthenticatorAppEnrollment {
  return async ({ password }, context) => {
    const caller = requireCaller(context);
    const secret = createTotpSecret(core.randomBytes);
    const enrollmentId = core.ids.enrollmentId();
    const eventId = core.ids.eventId();
    // A key of its own, which is destroyed with the method. On disk before the event that needs it.
    const place = { eventId, eventType: 'EnrollmentStarted', field: 'secret' };
    const seal = async () => (await core.sealer.under(`totp:${enrollmentId}`))(secret, place);

    const settled = await changeSettings(
      core,
      {
        caller,
        password,
        decide: async (state, facts) => {
          const offered = { method: 'AUTHENTICATOR_APP', secret: { eventId, value: await seal() } } as const;
          return decideTwoFactor(state, { type: 'startEnrollment', ...facts, enrollmentId, offered }, core.limits);
        },
      },
      context,
    );
    if (settled.kind !== 'done') return settled;

    const { enrollment } = settled.handled.state;
    const user = (await core.users.load(caller.userId)).state;
    if (enrollment === undefined || user.status === 'ABSENT') return rejected({ reason: 'ENROLLMENT_CLOSED' });
    const { username } = await openUser(core, user);
    const uri = otpauthUri({ issuer: core.issuerName, account: username, secret });
    return {
      kind: 'AuthenticatorAppEnrollment',
      enrollmentId,
      key: formatTotpKey(secret),
      otpauthUri: uri,
      qrCodeSvg: await qrCodeSvg(uri),
      expiresAt: enrollment.expiresAt,
      position: positionAfter(core, settled.handled),
    };
  };
}
