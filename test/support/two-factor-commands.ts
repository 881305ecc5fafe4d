import type { AnswerChallenge } from '../../src/domain/two-factor/answer-challenge.js';
import type { ChangeDefaultMethod } from '../../src/domain/two-factor/change-default-method.js';
import type { ChooseMethod } from '../../src/domain/two-factor/choose-method.js';
import type { ConfirmEnrollment, EnrollmentToken } from '../../src/domain/two-factor/confirm-enrollment.js';
import type { Method } from '../../src/domain/two-factor/method.js';
import type { SendingFacts } from '../../src/domain/two-factor/order-token.js';
import type { TokenProof } from '../../src/domain/two-factor/pass-challenge.js';
import type { DeliveryOutcome, RecordDelivery } from '../../src/domain/two-factor/record-delivery.js';
import type { RedeemRecoveryCode } from '../../src/domain/two-factor/redeem-recovery-code.js';
import type { RegenerateRecoveryCodes } from '../../src/domain/two-factor/regenerate-recovery-codes.js';
import type { RemoveMethod } from '../../src/domain/two-factor/remove-method.js';
import type { ResendEnrollmentToken } from '../../src/domain/two-factor/resend-enrollment-token.js';
import type { SendToken } from '../../src/domain/two-factor/send-token.js';
import type { SignIn } from '../../src/domain/two-factor/sign-in.js';
import type { OfferedMethod, StartEnrollment } from '../../src/domain/two-factor/start-enrollment.js';
import type { StepUp } from '../../src/domain/two-factor/step-up.js';
import { enrolledTimeStep, maskedPhoneNumber, now, recoveryCodes, sealed } from './two-factor-history.js';

/** Commands as `session-1` or the holder of `challenge-1` gives them, at `now`, unless told otherwise. */

const both: readonly Method[] = ['AUTHENTICATOR_APP', 'SMS'];
/** Both numbers are of a country that is served, and no shared limit is reached. */
export const sending: SendingFacts = { tokenId: 'new-token', enrolledCountry: 'US', offeredCountry: 'CA' };
const stepUpFacts = { at: now, sessionId: 'session-1', challengeId: 'step-up', credentialVersion: 1, sending };
const enrollmentFacts = { at: now, sessionId: 'session-1', enrollmentId: 'enrollment-1', allowedMethods: both };
const challengeFacts = { at: now, challengeId: 'challenge-1', credentialVersion: 1 };

export function signIn(facts: Partial<SignIn> = {}): SignIn {
  const ids = { challengeId: 'new-challenge', sessionId: 'new-session' };
  const fixed = { at: now, interface: 'CONTROL_PANEL', credentialVersion: 1, twoFactorRequired: false } as const;
  return { type: 'signIn', ...ids, ...fixed, sending, ...facts };
}

/** With a right token of the app, of the step after the enrollment's. */
export function answerChallenge(facts: Partial<AnswerChallenge> = {}): AnswerChallenge {
  const answer = { matchedTimeStep: enrolledTimeStep + 1, matchedTokenId: undefined, newSessionId: 'new-session' };
  return { type: 'answerChallenge', ...challengeFacts, ...answer, ...facts };
}

/** By SMS, with the token of this id. */
export function answerSms(tokenId: string, facts: Partial<AnswerChallenge> = {}): AnswerChallenge {
  return answerChallenge({ matchedTimeStep: undefined, matchedTokenId: tokenId, ...facts });
}

/** With a wrong token. */
export function answerWrong(facts: Partial<AnswerChallenge> = {}): AnswerChallenge {
  return answerChallenge({ matchedTimeStep: undefined, ...facts });
}

/** With `code-1`. */
export function redeemRecoveryCode(facts: Partial<RedeemRecoveryCode> = {}): RedeemRecoveryCode {
  const answer = { matchedCodeId: 'code-1', newSessionId: 'new-session' };
  const policy = { effect: 'KEEPS_TWO_FACTOR', twoFactorRequired: false } as const;
  return { type: 'redeemRecoveryCode', ...challengeFacts, ...answer, ...policy, ...facts };
}

export function chooseMethod(method: Method, facts: Partial<ChooseMethod> = {}): ChooseMethod {
  return { type: 'chooseMethod', ...challengeFacts, method, allowedMethods: both, sending, ...facts };
}

export function sendToken(facts: Partial<SendToken> = {}): SendToken {
  return { type: 'sendToken', ...challengeFacts, allowedMethods: both, sending, ...facts };
}

export function stepUp(facts: Partial<StepUp> = {}): StepUp {
  return { type: 'stepUp', ...stepUpFacts, ...facts };
}

export const offeredApp: OfferedMethod = {
  method: 'AUTHENTICATOR_APP',
  secret: { eventId: 'sealed-2', value: sealed('secret-2') },
};
export const offeredSms: OfferedMethod = {
  method: 'SMS',
  phoneNumber: { eventId: 'sealed-2', value: sealed('number-2') },
  maskedPhoneNumber,
};

/** Of an authenticator app. */
export function startEnrollment(facts: Partial<StartEnrollment> = {}): StartEnrollment {
  const offer = { enrollmentId: 'enrollment-2', allowedMethods: both, offered: offeredApp };
  return { type: 'startEnrollment', ...stepUpFacts, ...offer, ...facts };
}

/** The enrollment of `appEnrollmentStarted`, with a right token. */
export function confirmEnrollment(facts: Partial<ConfirmEnrollment> = {}): ConfirmEnrollment {
  return { type: 'confirmEnrollment', ...enrollmentFacts, token: right({ timeStep: enrolledTimeStep }), ...facts };
}

/** The enrollment of `smsEnrollmentStarted`, with the token of this id. */
export function confirmSms(tokenId: string, facts: Partial<ConfirmEnrollment> = {}): ConfirmEnrollment {
  return confirmEnrollment({ token: right({ tokenId }), ...facts });
}

/** A token that is right at an enrollment; `fresh-1`, `fresh-2` … are the recovery codes that come with the method. */
export function right(proof: TokenProof): EnrollmentToken {
  return { is: 'RIGHT', proof, recoveryCodes: recoveryCodes('fresh') };
}

/** For the enrollment of `smsEnrollmentStarted`. */
export function resendEnrollmentToken(facts: Partial<ResendEnrollmentToken> = {}): ResendEnrollmentToken {
  return { type: 'resendEnrollmentToken', ...enrollmentFacts, sending, ...facts };
}

export function recordDelivery(outcome: DeliveryOutcome): RecordDelivery {
  return { type: 'recordDelivery', outcome };
}

export function changeDefaultMethod(method: Method, facts: Partial<ChangeDefaultMethod> = {}): ChangeDefaultMethod {
  const fixed = { at: now, sessionId: 'session-1', allowedMethods: both };
  return { type: 'changeDefaultMethod', ...fixed, method, ...facts };
}

export function removeMethod(method: Method, facts: Partial<RemoveMethod> = {}): RemoveMethod {
  return { type: 'removeMethod', ...stepUpFacts, twoFactorRequired: false, method, ...facts };
}

export function regenerateRecoveryCodes(facts: Partial<RegenerateRecoveryCodes> = {}): RegenerateRecoveryCodes {
  return { type: 'regenerateRecoveryCodes', ...stepUpFacts, recoveryCodes: recoveryCodes('fresh'), ...facts };
}
