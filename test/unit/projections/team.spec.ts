import { describe, expect, it } from 'vitest';
import { minute } from '../../../src/domain/instant.js';
import type { Enrolled } from '../../../src/domain/two-factor/enrolled.js';
import { type MemberRow, teamProjection } from '../../../src/projections/team.projection.js';
import { countTeam, teamOrders } from '../../../src/projections/team-view.js';
import { projectionSpecification } from '../../support/projection-specification.js';
import {
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodRemoved,
  now,
  recoveryCodeUsed,
  signedIn,
  signedInWithApp,
} from '../../support/two-factor-history.js';
import { passwordRejected, passwordSet, personal, userAdded, userDeactivated } from '../../support/user-history.js';

const { initialView, groupOf } = teamProjection;
const { given } = projectionSpecification(teamProjection, now);

const row: MemberRow = {
  status: 'ACTIVE',
  resellerId: 'reseller-1',
  role: 'OWNER',
  ...personal,
  addedAt: now,
  enrolled: { status: 'OFF' },
  attempts: { wrongInARow: 0, lock: { status: 'OPEN' } },
};
const withApp: Enrolled = {
  status: 'ON',
  methods: [{ method: 'AUTHENTICATOR_APP', enrolledAt: now }],
  defaultMethod: 'AUTHENTICATOR_APP',
  defaultReason: 'LAST_ENROLLED',
  recoveryCodesLeft: 10,
  recoveryCodesIssuedAt: now,
};

describe('the row of a user', () => {
  it('F1: has the role, since when, and names and addresses sealed, with the event that opens them', () => {
    given([userAdded()]).thenView(row);
    given([userAdded({ role: 'MEMBER' })]).thenView({ ...row, role: 'MEMBER' });
  });

  it('G1: has nothing of a password, sealed or not', () => {
    given([userAdded(), passwordSet(), passwordRejected(), passwordSet(2)])
      .and([passwordRejected()], inTime(minute))
      .thenView(row);
  });

  it('F1: has the methods, the default and the recovery codes left', () => {
    given([userAdded(), ...enrolledApp(), recoveryCodeUsed()]).thenView({
      ...row,
      enrolled: { ...withApp, recoveryCodesLeft: 9 },
    });
    given([userAdded(), ...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')]).thenView(row);
  });

  it('F1: has the last sign-in', () => {
    given([userAdded(), signedIn()])
      .and([signedInWithApp({ sessionId: 'session-2' })], inTime(minute))
      .thenView({ ...row, lastSignedInAt: inTime(minute) });
  });

  it('B5: has the lock', () => {
    const lock = { status: 'LOCKED', until: inTime(minute) } as const;
    given([userAdded(), locked(5, inTime(minute))]).thenView({ ...row, attempts: { ...row.attempts, lock } });
  });

  it('F2: stays once the user is deactivated, and says so', () => {
    given([userAdded(), ...enrolledApp()])
      .and([userDeactivated, passwordSet(2)], inTime(minute))
      .thenView({ ...row, enrolled: withApp, status: 'DEACTIVATED' });
  });

  it('says of a user who was not added that there is none', () => {
    given().thenView({ ...initialView, status: 'ABSENT' });
    given([passwordSet(), userDeactivated, signedIn()]).thenView({ ...initialView, lastSignedInAt: now });
  });

  it('is listed with those of its reseller, and in no list before it is there or of staff', () => {
    const listOf = (events: Parameters<typeof given>[0]) => groupOf?.(given(events).view);
    expect(listOf([userAdded()])).toBe('reseller-1');
    expect(listOf([userAdded(), ...enrolledApp(), userDeactivated])).toBe('reseller-1');
    expect(listOf([userAdded({ resellerId: null, role: 'SUPPORT' })])).toBeUndefined();
    expect(listOf([])).toBeUndefined();
  });
});

describe('the count of a team', () => {
  it('F1: is of nobody where there is nobody', () => {
    const nobody = { active: 0, withTwoFactor: 0, withoutTwoFactor: 0, deactivated: 0 };
    expect(countTeam([])).toEqual({ ...nobody, byMethod: { AUTHENTICATOR_APP: 0, SMS: 0 } });
    expect(countTeam([initialView])).toEqual(countTeam([]));
  });

  it('F1: has who uses two-factor, by method, and who does not; deactivated users stand apart', () => {
    const rows = [
      [userAdded(), ...enrolledApp()],
      [userAdded(), ...enrolledApp(), ...enrolledSms()],
      [userAdded(), ...enrolledSms()],
      [userAdded(), ...enrolledSms(), methodRemoved('SMS')],
      [userAdded()],
      [userAdded(), ...enrolledApp(), userDeactivated],
      [userAdded(), userDeactivated],
    ].map((events) => given(events).view);
    expect(countTeam(rows)).toEqual({
      active: 5,
      withTwoFactor: 3,
      withoutTwoFactor: 2,
      byMethod: { AUTHENTICATOR_APP: 2, SMS: 2 },
      deactivated: 2,
    });
  });
});

describe('the orders of a team', () => {
  const named = (name: string, facts: Partial<MemberRow>): readonly [string, MemberRow] => [name, { ...row, ...facts }];
  const sorted = (rows: readonly (readonly [string, MemberRow])[], order: keyof typeof teamOrders) => {
    const compare = (by: readonly (readonly [string, MemberRow])[]) =>
      by.toSorted(([, one], [, other]) => teamOrders[order](one, other)).map(([name]) => name);
    // However the rows come.
    expect(compare(rows.toReversed())).toEqual(compare(rows));
    return compare(rows);
  };

  it('by role: the most powerful first', () => {
    const roles = ['OPERATOR', 'AUDITOR', 'SUPPORT', 'MEMBER', 'ADMIN', 'OWNER'] as const;
    const rows = roles.map((role) => named(role, { role }));
    expect(sorted(rows, 'ROLE')).toEqual(roles.toReversed());
  });

  it('by sign-in: the last one first, and who never signed in at the end', () => {
    const rows = [
      named('never', {}),
      named('first', { lastSignedInAt: now }),
      named('last', { lastSignedInAt: inTime(minute) }),
    ];
    expect(sorted(rows, 'LAST_SIGNED_IN')).toEqual(['last', 'first', 'never']);
  });

  it('by two-factor: those without first', () => {
    const rows = [named('with', { enrolled: withApp }), named('without', {})];
    expect(sorted(rows, 'TWO_FACTOR')).toEqual(['without', 'with']);
  });

  it('among equals: whoever was added first, and in one order also at the same instant', () => {
    const added = (eventId: string): Partial<MemberRow> => ({ username: { ...row.username, eventId } });
    const rows = [named('later', { addedAt: inTime(minute) }), named('b', added('b')), named('a', added('a'))];
    for (const order of ['ROLE', 'LAST_SIGNED_IN', 'TWO_FACTOR'] as const) {
      expect(sorted(rows, order)).toEqual(['a', 'b', 'later']);
    }
  });
});
