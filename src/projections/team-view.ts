import { isEnrolled } from '../domain/two-factor/enrolled.js';
import type { Method } from '../domain/two-factor/method.js';
import type { Role } from '../domain/user/events.js';
import type { MemberRow, TeamRow } from './team.projection.js';

/** How far two-factor is in use (F1). Who was deactivated counts as that alone. */
export interface TeamCounts {
  readonly active: number;
  readonly withTwoFactor: number;
  readonly withoutTwoFactor: number;
  /** Who has several counts for each. */
  readonly byMethod: Readonly<Record<Method, number>>;
  readonly deactivated: number;
}

export function countTeam(rows: readonly TeamRow[]): TeamCounts {
  const active = rows.filter(({ status }) => status === 'ACTIVE');
  const having = (method: Method) => active.filter(({ enrolled }) => isEnrolled(enrolled, method)).length;
  const withTwoFactor = active.filter(hasTwoFactor).length;
  return {
    active: active.length,
    withTwoFactor,
    withoutTwoFactor: active.length - withTwoFactor,
    byMethod: { AUTHENTICATOR_APP: having('AUTHENTICATOR_APP'), SMS: having('SMS') },
    deactivated: rows.filter(({ status }) => status === 'DEACTIVATED').length,
  };
}

type Comparison = (one: MemberRow, other: MemberRow) => number;

/** By what users can be sorted without a key. Names and addresses are sealed: nothing here looks at them. */
type TeamOrder = 'ROLE' | 'LAST_SIGNED_IN' | 'TWO_FACTOR';

const ranks: Readonly<Record<Role, number>> = { OWNER: 0, ADMIN: 1, MEMBER: 2, SUPPORT: 3, AUDITOR: 4, OPERATOR: 5 };

/** Among equals whoever was added first stands first, so that rows are in one order however they come. */
export const teamOrders: Readonly<Record<TeamOrder, Comparison>> = {
  /** The most powerful first. */
  ROLE: thenByAge((one, other) => ranks[one.role] - ranks[other.role]),
  /** The last to sign in first; at the end, who never did. */
  LAST_SIGNED_IN: thenByAge((one, other) => ascending(other.lastSignedInAt ?? '', one.lastSignedInAt ?? '')),
  /** Those without first: it is them an admin has to talk to. */
  TWO_FACTOR: thenByAge((one, other) => Number(hasTwoFactor(one)) - Number(hasTwoFactor(other))),
};

function thenByAge(comparison: Comparison): Comparison {
  return (one, other) =>
    comparison(one, other) ||
    ascending(one.addedAt, other.addedAt) ||
    // Two in the same millisecond: the event that added a user is nobody else's.
    ascending(one.username.eventId, other.username.eventId);
}

function ascending(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function hasTwoFactor({ enrolled }: TeamRow): boolean {
  return enrolled.status === 'ON';
}
