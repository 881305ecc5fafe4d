import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../src/domain/instant.js';
import { activityProjection } from '../../../src/projections/activity.projection.js';
import { projectionSpecification } from '../../support/projection-specification.js';
import {
  challengeClosed,
  challengeIssued,
  challengePassed,
  codesRegenerated,
  defaultChanged,
  enrolledApp,
  enrollmentTokenIssued,
  inTime,
  locked,
  methodChosen,
  methodRemoved,
  now,
  recoveryCodeRejected,
  recoveryCodeUsed,
  sessionsEnded,
  signedIn,
  signedInWithApp,
  smsEnrollmentStarted,
  stepUpIssued,
  tokenDelivered,
  tokenIssued,
  tokenRejected,
  tokenSent,
  tokenUndelivered,
  tokenWithheld,
} from '../../support/two-factor-history.js';
import { passwordRejected, passwordSet, userAdded, userDeactivated } from '../../support/user-history.js';

const { given } = projectionSpecification(activityProjection, now);

const one = { eventId: 'event-1', at: now };
const onceOnly = { ...one, count: 1, since: now };

describe('the recent activity of an account', () => {
  it('is nothing before anything happened', () => {
    given().thenView([]);
  });

  it('is told newest first, over both factors', () => {
    given([userAdded(), passwordSet()])
      .and([signedIn()], inTime(second))
      .thenView([
        {
          kind: 'SIGNED_IN',
          eventId: 'event-3',
          at: inTime(second),
          interface: 'CONTROL_PANEL',
          amr: ['pwd'],
          restrictedToEnrollment: false,
        },
        { kind: 'PASSWORD_SET', eventId: 'set-1', at: now, isFirst: true },
        { kind: 'USER_ADDED', eventId: 'added', at: now, role: 'OWNER' },
      ]);
  });

  it('B10: tells a sign-in once: by which interface and how', () => {
    const began = signedInWithApp({ interface: 'CLASSIC' });
    given([challengeIssued({ interface: 'CLASSIC' }), challengePassed(), began]).thenView([
      {
        kind: 'SIGNED_IN',
        eventId: 'event-3',
        at: now,
        interface: 'CLASSIC',
        amr: ['pwd', 'otp', 'mfa'],
        restrictedToEnrollment: false,
      },
    ]);
  });

  it('E3: tells an enrollment with all that it changed', () => {
    given(enrolledApp()).thenView([
      { kind: 'CODES_REGENERATED', eventId: 'event-4', at: now, codesLeft: 10, reason: 'ENROLLMENT' },
      { kind: 'DEFAULT_CHANGED', eventId: 'event-3', at: now, method: 'AUTHENTICATOR_APP', reason: 'LAST_ENROLLED' },
      { kind: 'METHOD_ENROLLED', eventId: 'event-2', at: now, method: 'AUTHENTICATOR_APP' },
    ]);
  });

  it.each([
    ['a new password', passwordSet(2), { kind: 'PASSWORD_SET', ...one, eventId: 'set-2', isFirst: false }],
    ['a deactivation', userDeactivated, { kind: 'USER_DEACTIVATED', ...one }],
    ['a sign-out', { type: 'SignedOut', data: { sessionId: 'session-1' } }, { kind: 'SIGNED_OUT', ...one }],
    [
      'sessions that were ended, and why',
      sessionsEnded(['session-1', 'session-2'], 'PASSWORD_CHANGED'),
      { kind: 'SESSIONS_ENDED', ...one, sessions: 2, reason: 'PASSWORD_CHANGED' },
    ],
    [
      'a step-up',
      challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1' }),
      { kind: 'STEPPED_UP', ...one, factor: 'AUTHENTICATOR_APP' },
    ],
    [
      'a method that was removed, and why',
      methodRemoved('SMS', 'RECOVERY_CODE_USED'),
      { kind: 'METHOD_REMOVED', ...one, method: 'SMS', reason: 'RECOVERY_CODE_USED' },
    ],
    [
      'another default, and why',
      defaultChanged({ method: 'SMS', reason: 'CHOSEN' }),
      { kind: 'DEFAULT_CHANGED', ...one, method: 'SMS', reason: 'CHOSEN' },
    ],
    [
      'new recovery codes',
      codesRegenerated(),
      { kind: 'CODES_REGENERATED', ...one, codesLeft: 10, reason: 'REQUESTED' },
    ],
    ['a used recovery code', recoveryCodeUsed(), { kind: 'RECOVERY_CODE_USED', ...one, codesLeft: 9 }],
    ['a wrong password, and where', passwordRejected(), { kind: 'PASSWORD_REJECTED', ...onceOnly, where: 'SIGN_IN' }],
    [
      'a wrong token, and what is wrong with it',
      tokenRejected({ reason: 'TOKEN_ALREADY_USED' }),
      { kind: 'TOKEN_REJECTED', ...onceOnly, method: 'AUTHENTICATOR_APP', reason: 'TOKEN_ALREADY_USED' },
    ],
    ['a wrong recovery code', recoveryCodeRejected(), { kind: 'RECOVERY_CODE_REJECTED', ...onceOnly }],
    [
      'a lock, and until when',
      locked(5, inTime(minute)),
      { kind: 'SECOND_FACTOR_LOCKED', ...onceOnly, until: inTime(minute), wrongInARow: 5 },
    ],
    [
      'a lock until somebody unlocks it',
      locked(100, null),
      { kind: 'SECOND_FACTOR_LOCKED', ...onceOnly, until: null, wrongInARow: 100 },
    ],
    [
      'an unlock, without the words of whoever did it',
      { type: 'SecondFactorUnlocked', data: { reason: 'Jane Doe called' } },
      { kind: 'SECOND_FACTOR_UNLOCKED', ...one },
    ],
  ] as const)('tells %s', (_, event, entry) => {
    given([event]).thenView([entry]);
  });

  it.each([
    ['a prompt', [challengeIssued(), methodChosen('SMS'), challengeClosed('challenge-1', 'TOO_MANY_OPEN')]],
    ['a prompt for the account settings', [stepUpIssued()]],
    ['a message', [tokenIssued(), tokenSent(), tokenDelivered(), tokenUndelivered(), tokenWithheld('USER')]],
    ['an enrollment that nothing came of', [smsEnrollmentStarted(), enrollmentTokenIssued()]],
    [
      'a slip at an enrollment',
      [
        { type: 'EnrollmentTokenRejected', data: { enrollmentId: 'enrollment-1', reason: 'TOKEN_WRONG' } },
        { type: 'EnrollmentClosed', data: { enrollmentId: 'enrollment-1', reason: 'ATTEMPTS_USED_UP' } },
      ],
    ],
    ['a session in use', [{ type: 'SessionSeen', data: { sessionId: 'session-1' } }]],
  ] as const)('tells nothing of %s', (_, events) => {
    given(events).thenView([]);
  });
});

describe('failed tries in the recent activity', () => {
  const kindsAndCounts = (events: Parameters<typeof given>[0]) =>
    given(events).view.map((entry) => ('count' in entry ? `${entry.kind} ${entry.count}` : entry.kind));

  it('are one entry of each sort: how many, since when, and the last of them', () => {
    given([passwordRejected()])
      .and([passwordRejected()], inTime(second))
      .and([passwordRejected()], inTime(minute))
      .thenView([
        { kind: 'PASSWORD_REJECTED', eventId: 'event-3', at: inTime(minute), count: 3, since: now, where: 'SIGN_IN' },
      ]);
  });

  it('are told apart by where, by the method and by what is wrong', () => {
    const tries = [
      passwordRejected('SIGN_IN'),
      passwordRejected('ACCOUNT_SETTINGS'),
      tokenRejected(),
      tokenRejected({ method: 'SMS' }),
      tokenRejected({ method: 'SMS', reason: 'TOKEN_SUPERSEDED' }),
      recoveryCodeRejected(),
    ];
    expect(given(tries).view).toHaveLength(tries.length);
  });

  it('begin anew once somebody was let in: what the owner did stays in its place', () => {
    const wrong = passwordRejected();
    expect(kindsAndCounts([wrong, wrong, signedIn(), wrong, recoveryCodeRejected(), wrong])).toEqual([
      'PASSWORD_REJECTED 2',
      'RECOVERY_CODE_REJECTED 1',
      'SIGNED_IN',
      'PASSWORD_REJECTED 2',
    ]);
  });

  it('have the newest lock', () => {
    given([tokenRejected({ wrongInARow: 5 }), locked(5, inTime(minute))])
      .and([tokenRejected({ wrongInARow: 6 }), locked(6, inTime(3 * minute))], inTime(minute))
      .thenView([
        {
          kind: 'SECOND_FACTOR_LOCKED',
          eventId: 'event-4',
          at: inTime(minute),
          count: 2,
          since: now,
          until: inTime(3 * minute),
          wrongInARow: 6,
        },
        {
          kind: 'TOKEN_REJECTED',
          eventId: 'event-3',
          at: inTime(minute),
          count: 2,
          since: now,
          method: 'AUTHENTICATOR_APP',
          reason: 'TOKEN_WRONG',
        },
      ]);
  });

  it('cannot push what matters out of the list, however many there are', () => {
    const guesses = Array.from({ length: 200 }, (_, index) => [
      passwordRejected(),
      tokenRejected({ wrongInARow: index + 1 }),
      locked(index + 1, inTime(minute)),
      recoveryCodeRejected(),
    ]).flat();
    expect(kindsAndCounts([...enrolledApp(), ...guesses])).toEqual([
      'RECOVERY_CODE_REJECTED 200',
      'SECOND_FACTOR_LOCKED 200',
      'TOKEN_REJECTED 200',
      'PASSWORD_REJECTED 200',
      'CODES_REGENERATED',
      'DEFAULT_CHANGED',
      'METHOD_ENROLLED',
    ]);
  });
});

describe('the length of the recent activity', () => {
  it('is 50: the oldest entry goes when another one comes', () => {
    const signIns = Array.from({ length: 49 }, () => signedIn());
    const full = given([passwordRejected(), ...signIns]);
    expect(full.view).toHaveLength(50);
    expect(full.view.at(-1)).toMatchObject({ kind: 'PASSWORD_REJECTED' });
    const longer = full.and([signedIn()]).view;
    expect(longer).toHaveLength(50);
    expect(longer.map(({ eventId }) => eventId)).toEqual([
      'event-51',
      ...full.view.slice(0, -1).map(({ eventId }) => eventId),
    ]);
  });
});
