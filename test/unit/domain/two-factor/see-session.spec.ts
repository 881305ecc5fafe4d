import { describe, it } from 'vitest';
import { day, hour, minute } from '../../../../src/domain/instant.js';
import type { TwoFactorEvent } from '../../../../src/domain/two-factor/events.js';
import type { SeeSession } from '../../../../src/domain/two-factor/see-session.js';
import { ago, around, inTime, now, sessionsEnded, signedIn } from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const seeSession = (at = now): SeeSession => ({ type: 'seeSession', at, sessionId: 'session-1', credentialVersion: 1 });
const seen: TwoFactorEvent = { type: 'SessionSeen', data: { sessionId: 'session-1' } };
const ended = { reason: 'SESSION_ENDED' } as const;

describe('seeSession', () => {
  it('B10: a session in use is recorded every five minutes at most', () => {
    const [before, at, after] = around(5 * minute);
    const session = given([signedIn()]);
    session.when(seeSession(inTime(before))).then([]);
    session.when(seeSession(inTime(at))).then([seen]);
    session.when(seeSession(inTime(after))).then([seen]);
    session
      .and([seen], inTime(at))
      .when(seeSession(inTime(at + before)))
      .then([]);
  });

  it('B10: an idle session ends after an hour, to the millisecond (attack 32)', () => {
    const [before, at, after] = around(hour);
    for (const idleSince of [given([signedIn()]), given([signedIn()], ago(hour)).and([seen])]) {
      idleSince.when(seeSession(inTime(before))).then([seen]);
      idleSince.when(seeSession(inTime(at))).thenRejected(ended);
      idleSince.when(seeSession(inTime(after))).thenRejected(ended);
    }
  });

  it('B10: a session ends after a day, however busy, to the millisecond (attack 32)', () => {
    const [before, at, after] = around(day);
    const busy = given([signedIn()]).and([seen], inTime(day - 30 * minute));
    busy.when(seeSession(inTime(before))).then([seen]);
    busy.when(seeSession(inTime(at))).thenRejected(ended);
    busy.when(seeSession(inTime(after))).thenRejected(ended);
  });

  it('attack 21: a session that was opened with an older password has ended, though nothing ended it', () => {
    const opened = given([signedIn({ credentialVersion: 1 })]);
    opened.when({ ...seeSession(), credentialVersion: 1 }).then([]);
    opened.when({ ...seeSession(), credentialVersion: 2 }).thenRejected(ended);
  });

  it.each([
    ['unknown', []],
    ["another person's", [signedIn({ sessionId: 'session-2' })]],
    ['ended', [signedIn(), sessionsEnded(['session-1'], 'REQUESTED')]],
    ['signed out', [signedIn(), { type: 'SignedOut', data: { sessionId: 'session-1' } }]],
  ] as const)('B10: one that is %s is signed in no more', (_, history) => {
    given(history).when(seeSession()).thenRejected(ended);
  });
});
