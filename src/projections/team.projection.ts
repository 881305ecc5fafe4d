import type { Occurred } from '../domain/decision.js';
import type { Instant } from '../domain/instant.js';
import { type Attempts, evolveAttempts, noAttempts } from '../domain/two-factor/attempts.js';
import { type Enrolled, evolveEnrolled, nothingEnrolled } from '../domain/two-factor/enrolled.js';
import type { TwoFactorEvent } from '../domain/two-factor/events.js';
import type { UserEvent } from '../domain/user/events.js';
import { evolveUser, type PresentUser } from '../domain/user/state.js';
import type { Projection } from './projection.js';
import { unlessUnchanged } from './unless-unchanged.js';

/** One user in the list of a reseller's users. */
export type TeamRow = MemberRow | AbsentRow;

/** Names and addresses stay sealed. */
export interface MemberRow extends Omit<PresentUser, 'credential'>, SignInFacts {
  readonly addedAt: Instant;
}

/** Nobody was added by this id. */
interface AbsentRow extends SignInFacts {
  readonly status: 'ABSENT';
}

interface SignInFacts {
  readonly enrolled: Enrolled;
  /** Wrong answers and the lock; whether that is over depends on when one asks. */
  readonly attempts: Attempts;
  /** Absent: never. */
  readonly lastSignedInAt?: Instant;
}

/** Who are the users of a reseller, and how do they sign in? One row a user, listed by reseller; staff are in no list. */
export const teamProjection: Projection<TeamRow, 'user' | 'twoFactor'> = {
  name: 'team',
  version: 1,
  categories: ['user', 'twoFactor'],
  initialView: { status: 'ABSENT', enrolled: nothingEnrolled, attempts: noAttempts },
  evolve: (row, event) => {
    const { type } = event;
    return type === 'UserAdded' || type === 'UserDeactivated' || type === 'PasswordSet' || type === 'PasswordRejected'
      ? evolveMember(row, event)
      : evolveSignInFacts(row, event);
  },
  groupOf: (row) => (row.status === 'ABSENT' ? undefined : (row.resellerId ?? undefined)),
};

function evolveMember(row: TeamRow, event: Occurred<UserEvent>): TeamRow {
  const user = evolveUser(row.status === 'ABSENT' ? row : { ...row, credential: undefined }, event);
  if (user.status === 'ABSENT') return row;
  // No view has the hash of a password, not even sealed.
  const { credential: _, ...member } = user;
  return { ...row, ...member, addedAt: row.status === 'ABSENT' ? event.occurredAt : row.addedAt };
}

function evolveSignInFacts(row: TeamRow, event: Occurred<TwoFactorEvent>): TeamRow {
  const enrolled = evolveEnrolled(row.enrolled, event);
  const attempts = evolveAttempts(row.attempts, event);
  const signedIn = event.type === 'SignedIn' ? { lastSignedInAt: event.occurredAt } : {};
  return unlessUnchanged(row, { ...row, enrolled, attempts, ...signedIn });
}
