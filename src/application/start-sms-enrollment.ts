import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { changeSettings } from './account-settings.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { smsEnrollment } from './describe-sms-enrollment.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected, SmsEnrollment } from './results.js';
import { subjectKeyOf } from './stream-kinds.js';

export interface StartSmsEnrollmentInput {
  readonly password: string;
  /** As the person typed it, with the country code. */
  readonly phoneNumber: string;
}

export type StartSmsEnrollment = (
  input: StartSmsEnrollmentInput,
  context: RequestContext,
) => Promise<SmsEnrollment | ChallengeRequired | Rejected>;

/** Step 3 of the article up to the message (E1, D1). An enrolled number stays in use until the new one is confirmed (E4). */
export function createStartSmsEnrollment(core: Core): StartSmsEnrollment {
  return async ({ password, phoneNumber }, context) => {
    const caller = requireCaller(context);
    const offered = core.phoneNumbers.parse(phoneNumber);
    if (offered.status === 'REFUSED') return rejected({ reason: 'PHONE_NUMBER_REFUSED' });
    const { e164, masked: maskedPhoneNumber } = offered;
    const enrollmentId = core.ids.enrollmentId();
    const eventId = core.ids.eventId();
    const place = { eventId, eventType: 'EnrollmentStarted', field: 'phoneNumber' };
    const seal = async () => (await core.sealer.under(subjectKeyOf(caller.userId)))(e164, place);

    const settled = await changeSettings(
      core,
      {
        caller,
        password,
        offered,
        decide: async (state, facts) => {
          const number = { method: 'SMS', phoneNumber: { eventId, value: await seal() }, maskedPhoneNumber } as const;
          const command = { type: 'startEnrollment', ...facts, enrollmentId, offered: number } as const;
          return decideTwoFactor(state, command, core.limits);
        },
      },
      context,
    );
    return settled.kind === 'done' ? smsEnrollment(core, settled.handled) : settled;
  };
}
