import { describe, it } from 'vitest';
import { minute, second } from '../../../src/domain/instant.js';
import { defaultLimits } from '../../../src/domain/two-factor/limits.js';
import type { Session } from '../../../src/domain/two-factor/sessions.js';
import { sessionsProjection } from '../../../src/projections/sessions.projection.js';
import { projectionSpecification } from '../../support/projection-specification.js';
import {
  challengePassed,
  enrolledApp,
  inTime,
  now,
  sessionsEnded,
  signedIn,
  signedInWithRecoveryCode,
} from '../../support/two-factor-history.js';
import { historyOf, inEveryWalk } from '../../support/two-factor-walks.js';

const { given, givenHistory } = projectionSpecification(sessionsProjection, now);

const session: Session = {
  sessionId: 'session-1',
  interface: 'CONTROL_PANEL',
  amr: ['pwd'],
  signedInAt: now,
  lastSeenAt: now,
  expiresAt: inTime(defaultLimits.sessionLifetime),
  credentialVersion: 1,
  restrictedToEnrollment: false,
  recovering: false,
};
const other = { ...session, sessionId: 'session-2' };

describe('the view of the sessions', () => {
  it('has none before anybody signed in', () => {
    given().thenView([]);
    given(enrolledApp()).thenView([]);
  });

  it('B10: has each session, oldest first: since when, how and by which interface', () => {
    const classic = signedIn({ sessionId: 'session-2', interface: 'CLASSIC' });
    given([signedIn()])
      .and([classic], inTime(second))
      .thenView([session, { ...other, interface: 'CLASSIC', signedInAt: inTime(second), lastSeenAt: inTime(second) }]);
  });

  it('B10: has when a session was last in use', () => {
    given([signedIn()])
      .and([{ type: 'SessionSeen', data: { sessionId: 'session-1' } }], inTime(minute))
      .thenView([{ ...session, lastSeenAt: inTime(minute) }]);
  });

  it('E2: has when a session last answered a second factor', () => {
    const stepUp = challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1' });
    given([signedIn()])
      .and([stepUp], inTime(minute))
      .thenView([{ ...session, secondFactorAt: inTime(minute) }]);
  });

  it('E8: has that a session began with a recovery code', () => {
    const amr = ['pwd', 'recovery_code', 'mfa'];
    given([signedInWithRecoveryCode()]).thenView([{ ...session, amr, secondFactorAt: now, recovering: true }]);
  });

  it.each([
    ['its person signs out', { type: 'SignedOut', data: { sessionId: 'session-1' } }],
    ['somebody ends it', sessionsEnded(['session-1'], 'REQUESTED')],
    ['a method is enrolled in another one', sessionsEnded(['session-1'], 'METHOD_ENROLLED')],
  ] as const)('B10: has a session no longer once %s', (_, end) => {
    given([signedIn(), signedIn({ sessionId: 'session-2' }), end]).thenView([other]);
  });

  it('says what the decider knows: whatever happened, both are made of the same fold', () => {
    inEveryWalk((walk) => {
      givenHistory(historyOf(walk)).thenView(walk.steps.at(-1)!.after.sessions);
    });
  });
});
