import { describe, it } from 'vitest';
import type { TwoFactorEvent } from '../../../../src/domain/two-factor/events.js';
import type { SignOut } from '../../../../src/domain/two-factor/sign-out.js';
import {
  challengeClosed,
  challengeIssued,
  enrolledApp,
  now,
  signedIn,
  stepUpIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const signOut: SignOut = { type: 'signOut', at: now, sessionId: 'session-1' };
const signedOut: TwoFactorEvent = { type: 'SignedOut', data: { sessionId: 'session-1' } };

describe('signOut', () => {
  it('B10: the session that asks ends, and no other', () => {
    const two = given([signedIn(), signedIn({ sessionId: 'session-2' })]);
    two.when(signOut).then([signedOut]);
    two.and([signedOut]).thenState({ sessions: given([signedIn({ sessionId: 'session-2' })]).state.sessions });
  });

  it('B4: its step-up closes with it; other challenges stay open', () => {
    given([...enrolledApp(), signedIn(), stepUpIssued({ challengeId: 'own' }), challengeIssued()])
      .and([stepUpIssued({ challengeId: 'other', sessionId: 'session-2' })])
      .when(signOut)
      .then([signedOut, challengeClosed('own', 'SESSION_ENDED')]);
  });

  it('B10: a session that ended already is signed in no more', () => {
    given([signedIn(), signedOut]).when(signOut).thenRejected({ reason: 'SESSION_ENDED' });
  });
});
