import type { Instant } from '../instant.js';
import type { SendingLimit } from './sending.js';

/** Why a command was refused (B9). The list is closed: frontends translate by reason. */
export type RejectionReason =
  | 'CREDENTIALS_WRONG'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOKEN_WRONG'
  | 'TOKEN_EXPIRED'
  | 'TOKEN_ALREADY_USED'
  | 'TOKEN_SUPERSEDED'
  | 'CLOCK_SKEW'
  | 'RECOVERY_CODE_WRONG'
  | 'CHALLENGE_CLOSED'
  | 'ENROLLMENT_CLOSED'
  | 'METHOD_NOT_ENROLLED'
  | 'METHOD_NOT_ALLOWED'
  | 'TWO_FACTOR_REQUIRED'
  | 'PHONE_NUMBER_REFUSED'
  | 'SENDING_LIMIT_REACHED'
  | 'PASSWORD_UNACCEPTABLE'
  | 'LINK_EXPIRED';

/** What a decider says of a session that has ended meanwhile: the person is signed in no more. */
export interface SessionEnded {
  readonly reason: 'SESSION_ENDED';
}

/** A refusal as data: the reason, and what helps the person to go on. */
export interface Rejection {
  readonly reason: RejectionReason;
  /** Tries left before this challenge, enrollment or account takes no more. */
  readonly attemptsLeft?: number;
  /** When it is worth trying again; absent with TOO_MANY_ATTEMPTS where only an admin or support can help. */
  readonly retryAt?: Instant;
  /** CLOCK_SKEW: how far the phone's clock is ahead of the server's (negative: behind). */
  readonly clockDifferenceSeconds?: number;
  /** SENDING_LIMIT_REACHED: which one. */
  readonly limit?: SendingLimit;
}
