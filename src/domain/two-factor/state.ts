import type { Occurred } from '../decision.js';
import { type Attempts, evolveAttempts, noAttempts } from './attempts.js';
import { type Challenges, evolveChallenges } from './challenges.js';
import { type Credentials, evolveCredentials, noCredentials } from './credentials.js';
import { type Enrolled, evolveEnrolled, nothingEnrolled } from './enrolled.js';
import { evolveEnrollment, type PendingEnrollment } from './enrollment.js';
import type { TwoFactorEvent } from './events.js';
import { evolveRecoveryAttempts, type RecoveryAttempts } from './recovery-attempts.js';
import { evolveSessions, type Sessions } from './sessions.js';
import { evolveSmsTokens, type SmsTokens } from './sms-tokens.js';

/** All that a decision about one user's second factor can depend on; folded from the user's stream. */
export interface TwoFactorState {
  readonly enrolled: Enrolled;
  readonly credentials: Credentials;
  readonly enrollment: PendingEnrollment | undefined;
  readonly challenges: Challenges;
  readonly attempts: Attempts;
  readonly recoveryAttempts: RecoveryAttempts;
  readonly sessions: Sessions;
  readonly smsTokens: SmsTokens;
}

export const initialTwoFactorState: TwoFactorState = {
  enrolled: nothingEnrolled,
  credentials: noCredentials,
  enrollment: undefined,
  challenges: [],
  attempts: noAttempts,
  recoveryAttempts: [],
  sessions: [],
  smsTokens: [],
};

/** Each part reads the events that concern it; the views are made of the same parts, so they cannot disagree. */
export function evolveTwoFactor(state: TwoFactorState, event: Occurred<TwoFactorEvent>): TwoFactorState {
  return {
    enrolled: evolveEnrolled(state.enrolled, event),
    credentials: evolveCredentials(state.credentials, state.enrollment, event),
    enrollment: evolveEnrollment(state.enrollment, event),
    challenges: evolveChallenges(state.challenges, event),
    attempts: evolveAttempts(state.attempts, event),
    recoveryAttempts: evolveRecoveryAttempts(state.recoveryAttempts, event),
    sessions: evolveSessions(state.sessions, event),
    smsTokens: evolveSmsTokens(state.smsTokens, event),
  };
}
