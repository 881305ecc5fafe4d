import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import type { ChangePassword } from '../../../../src/domain/two-factor/change-password.js';
import {
  challengeClosed,
  challengeIssued,
  challengePassed,
  enrolledApp,
  inTime,
  now,
  sessionsEnded,
  signedIn,
  stepUpIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const changePassword: ChangePassword = { type: 'changePassword', at: now };

describe('changePassword', () => {
  it('B4: every session ends and every open challenge closes (attacks 21 and 22)', () => {
    given([...enrolledApp(), signedIn(), signedIn({ sessionId: 'session-2' }), challengeIssued()])
      .and([stepUpIssued({ challengeId: 'challenge-2' })])
      .when(changePassword)
      .then([
        sessionsEnded(['session-1', 'session-2'], 'PASSWORD_CHANGED'),
        challengeClosed('challenge-1', 'PASSWORD_CHANGED'),
        challengeClosed('challenge-2', 'PASSWORD_CHANGED'),
      ]);
  });

  it('challenges that are over are not closed again', () => {
    given([...enrolledApp(), challengeIssued(), challengeIssued({ challengeId: 'passed' })])
      .and([challengePassed({ challengeId: 'passed' })])
      .when({ ...changePassword, at: inTime(10 * minute) })
      .then([]);
  });
});
