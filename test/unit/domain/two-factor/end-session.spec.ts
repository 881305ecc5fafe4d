import { describe, it } from 'vitest';
import { hour } from '../../../../src/domain/instant.js';
import type { EndSession } from '../../../../src/domain/two-factor/end-session.js';
import {
  ago,
  challengeClosed,
  challengeIssued,
  enrolledApp,
  now,
  sessionsEnded,
  signedIn,
  stepUpIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const endSession: EndSession = { type: 'endSession', at: now, sessionId: 'session-1', endedSessionId: 'session-2' };
const two = given([...enrolledApp(), signedIn(), signedIn({ sessionId: 'session-2' })]);

describe('endSession', () => {
  it('B10: a person ends another session of their own', () => {
    two.when(endSession).then([sessionsEnded(['session-2'], 'REQUESTED')]);
  });

  it('B10: or the one that asks', () => {
    two.when({ ...endSession, endedSessionId: 'session-1' }).then([sessionsEnded(['session-1'], 'REQUESTED')]);
  });

  it('B4: its step-up closes with it; other challenges stay open', () => {
    two
      .and([challengeIssued(), stepUpIssued({ challengeId: 'own' })])
      .and([stepUpIssued({ challengeId: 'its', sessionId: 'session-2' })])
      .when(endSession)
      .then([sessionsEnded(['session-2'], 'REQUESTED'), challengeClosed('its', 'SESSION_ENDED')]);
  });

  it("somebody else's session looks like one that never was (attack 13)", () => {
    two.when({ ...endSession, endedSessionId: 'somebody-elses' }).then([]);
  });

  it('one that is over needs no event', () => {
    given([signedIn({ sessionId: 'session-2' })], ago(hour))
      .and([signedIn()])
      .when(endSession)
      .then([]);
  });

  it('B10: a session that ended ends no other', () => {
    two
      .and([sessionsEnded(['session-1'], 'TOO_MANY')])
      .when(endSession)
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
