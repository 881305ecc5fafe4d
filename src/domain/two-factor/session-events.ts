import type { Instant } from '../instant.js';
import type { Interface } from './method.js';

/** What can happen to a user's sessions. */
export type SessionEvent = SignedIn | SessionSeen | SignedOut | SessionsEnded;

/** A session began. */
export interface SignedIn {
  readonly type: 'SignedIn';
  readonly data: {
    readonly sessionId: string;
    readonly interface: Interface;
    /** How the person signed in: RFC 8176 values, and `recovery_code`. */
    readonly amr: readonly string[];
    readonly expiresAt: Instant;
    /** Version of the password that was right; the session dies with it. */
    readonly credentialVersion: number;
    readonly restrictedToEnrollment: boolean;
    /** The challenge that was passed; absent where two-factor is off. */
    readonly challengeId?: string;
  };
}

/** A session was in use. Recorded every few minutes at most, so that idle sessions end (B10). */
export interface SessionSeen {
  readonly type: 'SessionSeen';
  readonly data: { readonly sessionId: string };
}

/** A person ended the very session that asked. */
export interface SignedOut {
  readonly type: 'SignedOut';
  readonly data: { readonly sessionId: string };
}

export interface SessionsEnded {
  readonly type: 'SessionsEnded';
  readonly data: {
    readonly sessionIds: readonly string[];
    readonly reason: 'REQUESTED' | 'METHOD_ENROLLED' | 'METHOD_REMOVED' | 'PASSWORD_CHANGED' | 'TOO_MANY';
  };
}
