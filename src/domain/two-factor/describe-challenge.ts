import type { Instant } from '../instant.js';
import { type Attempts, lockedOut, wrongAnswersBeforeLock } from './attempts.js';
import type { Challenge, Challenges } from './challenges.js';
import { type DescribedSending, describeSending } from './describe-sending.js';
import type { Enrolled } from './enrolled.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { type RecoveryAttempts, recoveryAttemptsLeft } from './recovery-attempts.js';
import type { SmsTokens } from './sms-tokens.js';

/** What a prompt depends on: a part of the decider's state, and the whole of the `login-challenge` view. */
export interface ChallengeContext {
  readonly challenges: Challenges;
  readonly attempts: Attempts;
  readonly recoveryAttempts: RecoveryAttempts;
  readonly enrolled: Enrolled;
  readonly smsTokens: SmsTokens;
}

export type ChallengeState = 'OPEN' | 'PASSED' | 'LOCKED' | 'EXPIRED' | 'CLOSED';
export type ChallengeAction = 'ANSWER' | 'SEND_TOKEN' | 'CHOOSE_METHOD' | 'REDEEM_RECOVERY_CODE';

/** A challenge as a frontend shows it, at one moment. */
export interface DescribedChallenge extends Challenge {
  readonly state: ChallengeState;
  /** All that may be chosen, default first. */
  readonly methods: readonly DescribedMethod[];
  readonly attemptsLeft: number;
  readonly lockedUntil: Instant | undefined;
  readonly allowedActions: readonly ChallengeAction[];
  /** SMS is the method prompted for: what was sent; `undefined`: nothing was asked for. */
  readonly sending: DescribedSending | undefined;
}
export interface DescribedMethod {
  readonly method: Method;
  readonly isDefault: boolean;
  readonly maskedPhoneNumber: string | undefined;
}

/** `undefined`: there is no such challenge. */
export function describeChallenge(
  context: ChallengeContext,
  challengeId: string,
  at: Instant,
  limits: Limits,
): DescribedChallenge | undefined {
  const challenge = context.challenges.find((one) => one.challengeId === challengeId);
  if (challenge === undefined) {
    return undefined;
  }
  const state = stateOf(challenge, context, at, limits);
  return {
    ...challenge,
    state,
    methods: describeMethods(context.enrolled),
    attemptsLeft: state === 'OPEN' ? answersLeft(context.attempts, challenge.wrongAnswers, limits) : 0,
    lockedUntil: lockedOut(context.attempts, at)?.retryAt,
    allowedActions: allowedActions(
      state,
      challenge,
      context,
      recoveryAttemptsLeft(context.recoveryAttempts, at, limits),
    ),
    sending: challenge.method === 'SMS' ? sendingOf(challenge, context, at, limits) : undefined,
  };
}

function sendingOf(
  { challengeId, withheld }: Challenge,
  { smsTokens: tokens }: ChallengeContext,
  at: Instant,
  limits: Limits,
): DescribedSending | undefined {
  return describeSending({ tokens, withheld }, { challengeId }, at, limits);
}

/** Wrong answers that a challenge still takes: its own, and those before the account's next lock. */
export function answersLeft(attempts: Attempts, wrongAnswers: number, limits: Limits): number {
  return Math.max(0, Math.min(limits.answersPerChallenge - wrongAnswers, wrongAnswersBeforeLock(attempts, limits)));
}

function stateOf(challenge: Challenge, { attempts }: ChallengeContext, at: Instant, limits: Limits): ChallengeState {
  if (challenge.outcome !== 'OPEN') {
    return challenge.outcome;
  }
  if (at >= challenge.expiresAt) {
    return 'EXPIRED';
  }
  // A challenge whose answers are used up takes a recovery code still, and nothing else.
  const usedUp = challenge.wrongAnswers >= limits.answersPerChallenge;
  return usedUp || lockedOut(attempts, at) !== undefined ? 'LOCKED' : 'OPEN';
}

function describeMethods(enrolled: Enrolled): readonly DescribedMethod[] {
  if (enrolled.status === 'OFF') {
    return [];
  }
  return enrolled.methods
    .map(({ method, maskedPhoneNumber }) => ({
      method,
      isDefault: method === enrolled.defaultMethod,
      maskedPhoneNumber,
    }))
    .toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault));
}

function allowedActions(
  state: ChallengeState,
  { method }: Challenge,
  { enrolled }: ChallengeContext,
  recoveryAttempts: number,
): readonly ChallengeAction[] {
  if (enrolled.status === 'OFF' || (state !== 'OPEN' && state !== 'LOCKED')) {
    return [];
  }
  const whileOpen: readonly (readonly [ChallengeAction, boolean])[] = [
    ['ANSWER', true],
    ['SEND_TOKEN', method === 'SMS'],
    ['CHOOSE_METHOD', enrolled.methods.length > 1],
  ];
  const actions: readonly (readonly [ChallengeAction, boolean])[] = [
    ...(state === 'OPEN' ? whileOpen : []),
    ['REDEEM_RECOVERY_CODE', enrolled.recoveryCodesLeft > 0 && recoveryAttempts > 0],
  ];
  return actions.filter(([, allowed]) => allowed).map(([action]) => action);
}
