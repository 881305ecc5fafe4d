import { describeSending } from '../domain/two-factor/describe-sending.js';
import { type HandledTwoFactor, positionAfter } from './answer.js';
import type { Core } from './core.js';
import { describeDelivery } from './describe-delivery.js';
import type { SmsEnrollment } from './results.js';

/** The pending enrollment of a number, right after a token was ordered for it. */
export function smsEnrollment(core: Core, handled: HandledTwoFactor): SmsEnrollment {
  const { enrollment, smsTokens: tokens } = handled.state;
  if (enrollment?.method !== 'SMS') throw new Error('The enrollment that was decided on is not in the decided state.');
  const { enrollmentId, maskedPhoneNumber, expiresAt } = enrollment;
  const sending = describeSending({ tokens }, { enrollmentId }, handled.at, core.limits);
  const { tokenExpiresAt, resendAvailableAt, delivery } = sending ?? {};
  if (tokenExpiresAt === undefined || resendAvailableAt === undefined || delivery === undefined) {
    throw new Error('The token that was decided on is not in the decided state.');
  }
  return {
    kind: 'SmsEnrollment',
    enrollmentId,
    maskedPhoneNumber,
    tokenExpiresAt,
    resendAvailableAt,
    expiresAt,
    delivery: describeDelivery(delivery),
    position: positionAfter(core, handled),
  };
}
