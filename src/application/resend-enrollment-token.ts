import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { createSendingDecisions, openNumber } from './decide-sending.js';
import { smsEnrollment } from './describe-sms-enrollment.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, SmsEnrollment } from './results.js';

export type ResendEnrollmentToken = (
  input: { readonly enrollmentId: string },
  context: RequestContext,
) => Promise<SmsEnrollment | Rejected>;

/** Sends a fresh token to the number that is being enrolled; the one before is void (D2). */
export function createResendEnrollmentToken(core: Core): ResendEnrollmentToken {
  return async ({ enrollmentId }, context) => {
    const { userId, session } = requireCaller(context);
    const { sessionId } = session;
    const sends = createSendingDecisions(core, userId);

    const handled = await core.twoFactor.handle(userId, context, async (state, at) => {
      const { state: user } = await core.users.load(userId);
      const { allowedMethods } = await policyFor(core, user, at);
      const { enrollment } = state;
      const offered = enrollment?.method === 'SMS' ? await openNumber(core, enrollment.phoneNumber) : undefined;
      const facts = { at, sessionId, enrollmentId, allowedMethods };
      return sends.decide({ state, user, offered }, (sending) =>
        decideTwoFactor(state, { type: 'resendEnrollmentToken', ...facts, sending }, core.limits),
      );
    });
    return handled.decision.verdict === 'rejected'
      ? rejected(handled.decision.rejection)
      : smsEnrollment(core, handled);
  };
}
