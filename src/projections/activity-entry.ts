import type { Occurred } from '../domain/decision.js';
import type { DataOf } from '../domain/events.js';
import type { Instant } from '../domain/instant.js';
import type { TwoFactorEvent } from '../domain/two-factor/events.js';
import type { Interface, Method, SecondFactor } from '../domain/two-factor/method.js';
import type { SessionEvent } from '../domain/two-factor/session-events.js';
import type { Role, UserEvent } from '../domain/user/events.js';

/** One line of what a person is told about an account: nothing secret, and nothing about who the person is. */
export type ActivityEntry = Deed | FailedTry;

interface Noted {
  /** Of the event in the history. */
  readonly eventId: string;
  readonly at: Instant;
}

/** What somebody did who was let in, or who may do it. */
export type Deed = Noted &
  (
    | { readonly kind: 'USER_ADDED'; readonly role: Role }
    | { readonly kind: 'USER_DEACTIVATED' }
    | { readonly kind: 'PASSWORD_SET'; readonly isFirst: boolean }
    | {
        readonly kind: 'SIGNED_IN';
        readonly interface: Interface;
        /** How: RFC 8176 values, and `recovery_code`. */
        readonly amr: readonly string[];
        readonly restrictedToEnrollment: boolean;
      }
    | { readonly kind: 'SIGNED_OUT' }
    | {
        readonly kind: 'SESSIONS_ENDED';
        /** How many. */
        readonly sessions: number;
        readonly reason: DataOf<'SessionsEnded'>['reason'];
      }
    | { readonly kind: 'STEPPED_UP'; readonly factor: SecondFactor }
    | { readonly kind: 'METHOD_ENROLLED'; readonly method: Method }
    | {
        readonly kind: 'METHOD_REMOVED';
        readonly method: Method;
        readonly reason: DataOf<'MethodRemoved'>['reason'];
      }
    | {
        readonly kind: 'DEFAULT_CHANGED';
        readonly method: Method;
        readonly reason: DataOf<'DefaultChanged'>['reason'];
      }
    | {
        readonly kind: 'CODES_REGENERATED';
        readonly codesLeft: number;
        readonly reason: DataOf<'CodesRegenerated'>['reason'];
      }
    | { readonly kind: 'RECOVERY_CODE_USED'; readonly codesLeft: number }
    | { readonly kind: 'SECOND_FACTOR_UNLOCKED' }
  );

/**
 * What can happen on the outside of the gate. Tries of one sort are one entry as long as nobody did anything else:
 * `eventId` and `at` are those of the last one.
 */
export type FailedTry = Noted & {
  /** How many there were. */
  readonly count: number;
  /** When the first of them was. */
  readonly since: Instant;
} & (
    | { readonly kind: 'PASSWORD_REJECTED'; readonly where: DataOf<'PasswordRejected'>['at'] }
    | {
        readonly kind: 'TOKEN_REJECTED';
        readonly method: Method;
        readonly reason: DataOf<'TokenRejected'>['reason'];
      }
    | { readonly kind: 'RECOVERY_CODE_REJECTED' }
    | {
        readonly kind: 'SECOND_FACTOR_LOCKED';
        /** `null`: until an admin or support unlocks it. */
        readonly until: Instant | null;
        readonly wrongInARow: number;
      }
  );

/** What one event adds; `undefined`: nothing that somebody who looks after an account needs to see. */
export function entryOf(event: Occurred<UserEvent | TwoFactorEvent>): ActivityEntry | undefined {
  switch (event.type) {
    case 'UserAdded':
    case 'UserDeactivated':
    case 'PasswordSet':
    case 'PasswordRejected':
      return entryOfUser(event);
    case 'SignedIn':
    case 'SessionSeen':
    case 'SignedOut':
    case 'SessionsEnded':
      return entryOfSession(event);
    case 'MethodEnrolled':
    case 'DefaultChanged':
    case 'MethodRemoved':
    case 'CodesRegenerated':
      return entryOfMethod(event);
    case 'RecoveryCodeUsed':
    case 'RecoveryCodeRejected':
    case 'TokenRejected':
    case 'ChallengePassed':
    case 'SecondFactorLocked':
    case 'SecondFactorUnlocked':
      return entryOfAnswer(event);
    // Prompts and messages lead to something that is told, or to nothing. Whoever enrolls has the secret on the screen:
    // a wrong token there is a slip.
    case 'EnrollmentStarted':
    case 'EnrollmentTokenIssued':
    case 'EnrollmentTokenRejected':
    case 'EnrollmentClosed':
    case 'ChallengeIssued':
    case 'ChallengeMethodChosen':
    case 'ChallengeClosed':
    case 'TokenIssued':
    case 'TokenWithheld':
    case 'TokenSent':
    case 'TokenDelivered':
    case 'TokenDeliveryFailed':
      return undefined;
  }
}

type EventOf<Type extends TwoFactorEvent['type']> = Occurred<Extract<TwoFactorEvent, { type: Type }>>;

function entryOfUser(event: Occurred<UserEvent>): ActivityEntry {
  switch (event.type) {
    case 'UserAdded':
      return { kind: 'USER_ADDED', ...noted(event), role: event.data.role };
    case 'UserDeactivated':
      return { kind: 'USER_DEACTIVATED', ...noted(event) };
    case 'PasswordSet':
      return { kind: 'PASSWORD_SET', ...noted(event), isFirst: event.data.credentialVersion === 1 };
    case 'PasswordRejected':
      return { kind: 'PASSWORD_REJECTED', ...once(event), where: event.data.at };
  }
}

function entryOfSession(event: Occurred<SessionEvent>): ActivityEntry | undefined {
  switch (event.type) {
    case 'SignedIn': {
      const { interface: through, amr, restrictedToEnrollment } = event.data;
      return { kind: 'SIGNED_IN', ...noted(event), interface: through, amr, restrictedToEnrollment };
    }
    case 'SignedOut':
      return { kind: 'SIGNED_OUT', ...noted(event) };
    case 'SessionsEnded': {
      const { sessionIds, reason } = event.data;
      return { kind: 'SESSIONS_ENDED', ...noted(event), sessions: sessionIds.length, reason };
    }
    case 'SessionSeen':
      return undefined;
  }
}

function entryOfMethod(
  event: EventOf<'MethodEnrolled' | 'DefaultChanged' | 'MethodRemoved' | 'CodesRegenerated'>,
): ActivityEntry {
  switch (event.type) {
    case 'MethodEnrolled':
      return { kind: 'METHOD_ENROLLED', ...noted(event), method: event.data.method };
    case 'DefaultChanged': {
      const { method, reason } = event.data;
      return { kind: 'DEFAULT_CHANGED', ...noted(event), method, reason };
    }
    case 'MethodRemoved': {
      const { method, reason } = event.data;
      return { kind: 'METHOD_REMOVED', ...noted(event), method, reason };
    }
    case 'CodesRegenerated': {
      const { codes, reason } = event.data;
      return { kind: 'CODES_REGENERATED', ...noted(event), codesLeft: codes.length, reason };
    }
  }
}

function entryOfAnswer(
  event: EventOf<
    | 'RecoveryCodeUsed'
    | 'RecoveryCodeRejected'
    | 'TokenRejected'
    | 'ChallengePassed'
    | 'SecondFactorLocked'
    | 'SecondFactorUnlocked'
  >,
): ActivityEntry | undefined {
  switch (event.type) {
    case 'RecoveryCodeUsed':
      return { kind: 'RECOVERY_CODE_USED', ...noted(event), codesLeft: event.data.codesLeft };
    case 'RecoveryCodeRejected':
      return { kind: 'RECOVERY_CODE_REJECTED', ...once(event) };
    case 'TokenRejected': {
      const { method, reason } = event.data;
      return { kind: 'TOKEN_REJECTED', ...once(event), method, reason };
    }
    case 'ChallengePassed': {
      const { purpose, factor } = event.data;
      // The other purpose is a sign-in, which says more.
      return purpose === 'STEP_UP' ? { kind: 'STEPPED_UP', ...noted(event), factor } : undefined;
    }
    case 'SecondFactorLocked': {
      const { until, wrongInARow } = event.data;
      return { kind: 'SECOND_FACTOR_LOCKED', ...once(event), until, wrongInARow };
    }
    case 'SecondFactorUnlocked':
      // Its reason is free text, in which somebody may have written who called.
      return { kind: 'SECOND_FACTOR_UNLOCKED', ...noted(event) };
  }
}

function noted({ id, occurredAt }: { readonly id: string; readonly occurredAt: Instant }) {
  return { eventId: id, at: occurredAt };
}

function once(event: { readonly id: string; readonly occurredAt: Instant }) {
  return { ...noted(event), count: 1, since: event.occurredAt };
}
