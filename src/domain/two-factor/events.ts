import type { Instant } from '../instant.js';
import type { SealedValue } from '../sealed-value.js';
import type { TokenDelivered, TokenDeliveryFailed, TokenSent } from './delivery-events.js';
import type { ChallengePurpose, DefaultReason, Interface, Method, SecondFactor } from './method.js';
import type { SendingLimit } from './sending.js';
import type { SessionEvent } from './session-events.js';

/** Everything that can stand in a `twoFactor-<userId>` stream. The decider decides from these alone. */
export type TwoFactorEvent =
  | EnrollmentStarted
  | EnrollmentTokenIssued
  | EnrollmentTokenRejected
  | EnrollmentClosed
  | MethodEnrolled
  | DefaultChanged
  | MethodRemoved
  | CodesRegenerated
  | RecoveryCodeUsed
  | RecoveryCodeRejected
  | ChallengeIssued
  | ChallengeMethodChosen
  | TokenIssued
  | TokenWithheld
  | TokenSent
  | TokenDelivered
  | TokenDeliveryFailed
  | TokenRejected
  | ChallengePassed
  | ChallengeClosed
  | SecondFactorLocked
  | SecondFactorUnlocked
  | SessionEvent;

/** A person proved the password and was given something to enroll: a secret to scan, or a number to confirm. */
export interface EnrollmentStarted {
  readonly type: 'EnrollmentStarted';
  readonly data: EnrollmentOfApp | EnrollmentOfSms;
}
interface EnrollmentBasics {
  readonly enrollmentId: string;
  /** The session that started it; no other session can confirm it. */
  readonly sessionId: string;
  readonly expiresAt: Instant;
}
export interface EnrollmentOfApp extends EnrollmentBasics {
  readonly method: 'AUTHENTICATOR_APP';
  /** The TOTP secret (base32), under a key of its own that is destroyed with the method. */
  readonly secret: SealedValue;
}
export interface EnrollmentOfSms extends EnrollmentBasics {
  readonly method: 'SMS';
  readonly phoneNumber: SealedValue;
  /** All digits but the last two masked (D1). */
  readonly maskedPhoneNumber: string;
}

/** The order to send a token to the number that is being enrolled. */
export interface EnrollmentTokenIssued {
  readonly type: 'EnrollmentTokenIssued';
  readonly data: OrderedToken & { readonly enrollmentId: string };
}
/** A token that is to be sent. The token itself is nowhere in the history. */
export interface OrderedToken {
  /** What the token is derived from, together with a key that is not in the history (ADR 0009). */
  readonly tokenId: string;
  /** The token is good until then. An older one of the same prompt is void from now on (D2). */
  readonly expiresAt: Instant;
  /** ISO 3166-1 alpha-2, of the number: what pumping is watched by (D3). */
  readonly country: string;
}

/** A wrong token was entered at an enrollment. */
export interface EnrollmentTokenRejected {
  readonly type: 'EnrollmentTokenRejected';
  readonly data: {
    readonly enrollmentId: string;
    readonly reason: 'TOKEN_WRONG' | 'TOKEN_SUPERSEDED' | 'CLOCK_SKEW';
    /** With CLOCK_SKEW: how far the phone's clock is ahead of the server's (negative: behind), in seconds. */
    readonly clockDifferenceSeconds?: number;
  };
}

/** An enrollment ended without a method: another one replaced it, or its tries were used up. */
export interface EnrollmentClosed {
  readonly type: 'EnrollmentClosed';
  readonly data: { readonly enrollmentId: string; readonly reason: 'REPLACED' | 'ATTEMPTS_USED_UP' };
}

/** The enrollment's token was right: the method is in use from here on, in place of an older one of its kind. */
export interface MethodEnrolled {
  readonly type: 'MethodEnrolled';
  readonly data: {
    readonly enrollmentId: string;
    readonly method: Method;
    /** Authenticator app: the time step of the confirming token. It is burnt (C4). */
    readonly timeStep?: number;
    /** SMS: the token that was right. */
    readonly tokenId?: string;
    /** SMS: all digits but the last two masked (D1). */
    readonly maskedPhoneNumber?: string;
  };
}

export interface DefaultChanged {
  readonly type: 'DefaultChanged';
  readonly data: { readonly method: Method; readonly reason: DefaultReason };
}

/** A method was taken away. Without a method left, two-factor is off and the recovery codes are void. */
export interface MethodRemoved {
  readonly type: 'MethodRemoved';
  readonly data: { readonly method: Method; readonly reason: 'REQUESTED' | 'RECOVERY_CODE_USED' };
}

/** A fresh set of recovery codes; every older set is void (E7). */
export interface CodesRegenerated {
  readonly type: 'CodesRegenerated';
  readonly data: {
    readonly reason: 'ENROLLMENT' | 'REQUESTED';
    /** Salt of the whole set, base64url. */
    readonly salt: string;
    /** argon2id hashes, base64url. A code has 80 random bits, so its hash cannot be guessed offline. */
    readonly codes: readonly RecoveryCodeHash[];
  };
}
export interface RecoveryCodeHash {
  readonly codeId: string;
  readonly hash: string;
}

export interface RecoveryCodeUsed {
  readonly type: 'RecoveryCodeUsed';
  readonly data: { readonly challengeId: string; readonly codeId: string; readonly codesLeft: number };
}

export interface RecoveryCodeRejected {
  readonly type: 'RecoveryCodeRejected';
  readonly data: { readonly challengeId: string };
}

/** The password was right and a second factor is asked for. */
export interface ChallengeIssued {
  readonly type: 'ChallengeIssued';
  readonly data: {
    readonly challengeId: string;
    readonly purpose: ChallengePurpose;
    readonly interface: Interface;
    readonly method: Method;
    readonly expiresAt: Instant;
    /** Version of the password that was right; the challenge dies with it (B4). */
    readonly credentialVersion: number;
    /** STEP_UP: the session that is stepped up; no other session can answer. */
    readonly sessionId?: string;
  };
}

export interface ChallengeMethodChosen {
  readonly type: 'ChallengeMethodChosen';
  readonly data: { readonly challengeId: string; readonly method: Method };
}

/** The order to send a token to the enrolled number (D5). */
export interface TokenIssued {
  readonly type: 'TokenIssued';
  readonly data: OrderedToken & { readonly challengeId: string };
}

/** A challenge asks for an SMS token, and none was sent: a limit was reached (D3). */
export interface TokenWithheld {
  readonly type: 'TokenWithheld';
  readonly data: {
    readonly challengeId: string;
    readonly limit: SendingLimit;
    /** When it is worth asking again; absent: when an operator says so. */
    readonly retryAt?: Instant;
  };
}

/** A wrong answer to a challenge. It counts for the account (B5). */
export interface TokenRejected {
  readonly type: 'TokenRejected';
  readonly data: {
    readonly challengeId: string;
    readonly method: Method;
    readonly reason: 'TOKEN_WRONG' | 'TOKEN_ALREADY_USED' | 'TOKEN_SUPERSEDED';
    /** Wrong answers of this account in a row, this one included. */
    readonly wrongInARow: number;
  };
}

export interface ChallengePassed {
  readonly type: 'ChallengePassed';
  readonly data: {
    readonly challengeId: string;
    readonly purpose: ChallengePurpose;
    readonly factor: SecondFactor;
    /** Authenticator app: the time step of the accepted token; no step up to it is accepted again (C4). */
    readonly timeStep?: number;
    /** SMS: the token that was right. */
    readonly tokenId?: string;
    /** STEP_UP: the session that is stepped up. */
    readonly sessionId?: string;
  };
}

export interface ChallengeClosed {
  readonly type: 'ChallengeClosed';
  readonly data: {
    readonly challengeId: string;
    readonly reason: 'TOO_MANY_OPEN' | 'PASSWORD_CHANGED' | 'METHODS_CHANGED' | 'SESSION_ENDED';
  };
}

export interface SecondFactorLocked {
  readonly type: 'SecondFactorLocked';
  readonly data: {
    readonly wrongInARow: number;
    /** `null`: until an admin or support unlocks it. */
    readonly until: Instant | null;
  };
}

export interface SecondFactorUnlocked {
  readonly type: 'SecondFactorUnlocked';
  readonly data: { readonly reason: string };
}
