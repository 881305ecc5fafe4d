import type { Instant } from '../domain/instant.js';
import type { ChallengeAction, ChallengeState } from '../domain/two-factor/describe-challenge.js';
import type { ChallengePurpose, DefaultReason, Interface, Method } from '../domain/two-factor/method.js';
import type { RejectionReason } from '../domain/two-factor/rejection.js';
import type { DeliveryState, SendingLimit } from '../domain/two-factor/sending.js';
import type { Role } from '../domain/user/events.js';
import type { ProjectionState } from '../projections/view-status.js';

/** What use cases answer. `kind` is the name of the GraphQL type; fields are named as in the schema. */

export interface Rejected {
  readonly kind: 'Rejected';
  readonly reason: RejectionReason;
  readonly message: string;
  readonly attemptsLeft?: number;
  readonly retryAt?: Instant;
  readonly clockDifferenceSeconds?: number;
  readonly limit?: SendingLimit;
}

export interface IssuedSession {
  readonly id: string;
  /** The bearer token. Shown once. */
  readonly token: string;
  readonly expiresAt: Instant;
  readonly interface: Interface;
  readonly amr: readonly string[];
  readonly restrictedToEnrollment: boolean;
}

export interface SignedIn {
  readonly kind: 'SignedIn';
  readonly session: IssuedSession;
  readonly user: User;
  /** `null`: two-factor is off. */
  readonly recoveryCodesLeft: number | null;
  readonly position: string;
}

export interface EnrollmentRequired {
  readonly kind: 'EnrollmentRequired';
  readonly session: IssuedSession;
  readonly allowedMethods: readonly Method[];
  readonly position: string;
}

export interface ChallengeRequired {
  readonly kind: 'ChallengeRequired';
  readonly challenge: LoginChallenge;
  readonly position: string;
}

export interface SteppedUp {
  readonly kind: 'SteppedUp';
  readonly until: Instant;
  readonly position: string;
}

export interface LoginChallenge {
  readonly id: string;
  readonly purpose: ChallengePurpose;
  readonly state: ChallengeState;
  readonly interface: Interface;
  readonly method: Method;
  readonly methods: readonly ChallengeMethod[];
  readonly expiresAt: Instant;
  readonly attemptsLeft: number;
  readonly lockedUntil: Instant | undefined;
  readonly tokenExpiresAt?: Instant;
  readonly resendAvailableAt?: Instant;
  readonly delivery?: Delivery;
  readonly allowedActions: readonly ChallengeAction[];
}

export interface Delivery {
  readonly state: DeliveryState;
  readonly at: Instant;
  /** With FAILED: why, for people. */
  readonly reason?: string;
}

export interface ChallengeMethod {
  readonly method: Method;
  readonly isDefault: boolean;
  readonly maskedPhoneNumber: string | undefined;
}

export interface User {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly twoFactor: TwoFactor;
  readonly sessions: readonly SessionInfo[];
}

export interface SessionInfo {
  readonly id: string;
  readonly interface: Interface;
  readonly amr: readonly string[];
  readonly signedInAt: Instant;
  readonly lastSeenAt: Instant;
  readonly current: boolean;
}

export interface TwoFactor {
  readonly enabled: boolean;
  readonly methods: readonly EnrolledMethod[];
  readonly defaultMethod?: Method;
  readonly defaultReason?: DefaultReason;
  readonly recoveryCodesLeft: number;
  readonly recoveryCodesIssuedAt?: Instant;
  readonly lockedUntil?: Instant;
}

export interface EnrolledMethod {
  readonly method: Method;
  readonly isDefault: boolean;
  readonly enrolledAt: Instant;
  readonly lastUsedAt?: Instant;
  readonly maskedPhoneNumber?: string;
}

export interface AuthenticatorAppEnrollment {
  readonly kind: 'AuthenticatorAppEnrollment';
  readonly enrollmentId: string;
  /** The secret in groups of four. Shown once. */
  readonly key: string;
  readonly otpauthUri: string;
  readonly qrCodeSvg: string;
  readonly expiresAt: Instant;
  readonly position: string;
}

export interface SmsEnrollment {
  readonly kind: 'SmsEnrollment';
  readonly enrollmentId: string;
  readonly maskedPhoneNumber: string;
  readonly tokenExpiresAt: Instant;
  readonly resendAvailableAt: Instant;
  readonly expiresAt: Instant;
  readonly delivery: Delivery;
  readonly position: string;
}

export interface MethodEnrolled {
  readonly kind: 'MethodEnrolled';
  readonly twoFactor: TwoFactor;
  /** Shown once. */
  readonly recoveryCodes: readonly string[];
  readonly position: string;
}

export interface RecoveryCodes {
  readonly kind: 'RecoveryCodes';
  readonly recoveryCodes: readonly string[];
  readonly twoFactor: TwoFactor;
  readonly position: string;
}

export interface TwoFactorChanged {
  readonly kind: 'TwoFactorChanged';
  readonly twoFactor: TwoFactor;
  readonly position: string;
}

export interface ProjectionInfo {
  readonly name: string;
  readonly state: ProjectionState;
  readonly version: number;
  readonly edition?: string;
  readonly position?: string;
  readonly lagEvents?: number;
  readonly oldestUnprocessedSeconds?: number;
  readonly parkedCount: number;
  readonly parked: readonly ParkedDocumentInfo[];
  readonly building?: ProjectionRebuild;
}

export interface ParkedDocumentInfo {
  readonly id: string;
  readonly position: string;
  readonly eventType: string;
  readonly since: Instant;
}

export interface ProjectionRebuild {
  readonly edition: string;
  readonly startedAt: Instant;
  /** From 0 to 1. */
  readonly progress: number;
}
