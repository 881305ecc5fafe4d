import { describe, it } from 'vitest';
import { day, hour, minute } from '../../../../src/domain/instant.js';
import { answerChallenge, answerWrong } from '../../../support/two-factor-commands.js';
import {
  ago,
  appEnrollmentStarted,
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  codesRegenerated,
  enrolledApp,
  enrolledSms,
  enrolledTimeStep,
  inTime,
  methodChosen,
  now,
  sessionsEnded,
  signedIn,
  signedInWithApp,
  stepUpIssued,
  tokenRejected,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const closed = { reason: 'CHALLENGE_CLOSED' } as const;
const newSession = signedInWithApp({ sessionId: 'new-session' });

describe('answerChallenge with a right token', () => {
  it.each(['CONTROL_PANEL', 'CLASSIC'] as const)('B10: a session in %s begins', (through) => {
    given([...enrolledApp(), challengeIssued({ interface: through })])
      .when(answerChallenge())
      .then([challengePassed(), signedInWithApp({ sessionId: 'new-session', interface: through })]);
  });

  it('B10: the session lives a day from the answer', () => {
    given([...enrolledApp(), challengeIssued()])
      .when(answerChallenge({ at: inTime(minute) }))
      .then([challengePassed(), signedInWithApp({ sessionId: 'new-session', expiresAt: inTime(minute + day) })]);
  });

  it('B10: too many sessions: the oldest ends', () => {
    const sessions = Array.from({ length: 50 }, (_, index) => signedIn({ sessionId: `session-${index + 1}` }));
    given([...enrolledApp(), ...sessions, challengeIssued()])
      .when(answerChallenge())
      .then([challengePassed(), sessionsEnded(['session-1'], 'TOO_MANY'), newSession]);
  });

  it('B3: the app answers a challenge that was switched to it', () => {
    given([...enrolledApp(), ...enrolledSms(), challengeIssued({ method: 'SMS' }), methodChosen('AUTHENTICATOR_APP')])
      .when(answerChallenge())
      .then([challengePassed(), newSession]);
  });

  it('E2: a step-up opens the account settings to its session, and no new session begins', () => {
    given([...enrolledApp(), signedIn(), stepUpIssued()])
      .when(answerChallenge({ sessionId: 'session-1' }))
      .then([challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1' })]);
  });

  it('E4: the old app answers until the new one is confirmed', () => {
    const started = appEnrollmentStarted({ enrollmentId: 'enrollment-2', eventId: 'sealed-2', secret: 'secret-2' });
    given([...enrolledApp(), started, challengeIssued()])
      .when(answerChallenge())
      .then([challengePassed(), newSession]);
  });
});

describe('answerChallenge with a token seen before', () => {
  const alreadyUsed = { reason: 'TOKEN_ALREADY_USED', attemptsLeft: 4 } as const;

  it.each([enrolledTimeStep - 1, enrolledTimeStep])(
    'C4: no step up to the one that confirmed the enrollment is taken (step %d, attack 5)',
    (matchedTimeStep) => {
      given([...enrolledApp(), challengeIssued()])
        .when(answerChallenge({ matchedTimeStep }))
        .thenRejected(alreadyUsed, [tokenRejected({ reason: 'TOKEN_ALREADY_USED' })]);
    },
  );

  it.each([102, 103])(
    'C4: no step up to the last accepted one is taken (step %d of 103, attack 4)',
    (matchedTimeStep) => {
      const passed = challengePassed({ challengeId: 'earlier', timeStep: 103 });
      given([...enrolledApp(), challengeIssued({ challengeId: 'earlier' }), challengeIssued(), passed])
        .when(answerChallenge({ matchedTimeStep }))
        .thenRejected(alreadyUsed, [tokenRejected({ reason: 'TOKEN_ALREADY_USED' })]);
    },
  );

  it('C4: the step after the last accepted one is taken', () => {
    const passed = challengePassed({ challengeId: 'earlier', timeStep: 103 });
    given([...enrolledApp(), challengeIssued({ challengeId: 'earlier' }), challengeIssued(), passed])
      .when(answerChallenge({ matchedTimeStep: 104 }))
      .then([challengePassed({ timeStep: 104 }), newSession]);
  });

  it('C4: a step-up burns a step for the sign-in', () => {
    const passed = challengePassed({
      challengeId: 'step-up',
      purpose: 'STEP_UP',
      sessionId: 'session-1',
      timeStep: 101,
    });
    given([...enrolledApp(), signedIn(), stepUpIssued({ challengeId: 'step-up' }), challengeIssued(), passed])
      .when(answerChallenge({ matchedTimeStep: 101 }))
      .thenRejected(alreadyUsed, [tokenRejected({ reason: 'TOKEN_ALREADY_USED' })]);
  });

  it('C4: an app whose confirming step is not known takes none', () => {
    const confirmed = { enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP' } as const;
    given([appEnrollmentStarted(), { type: 'MethodEnrolled', data: confirmed }, challengeIssued()])
      .when(answerChallenge({ matchedTimeStep: Number.MAX_SAFE_INTEGER }))
      .thenRejected(alreadyUsed, [tokenRejected({ reason: 'TOKEN_ALREADY_USED' })]);
  });
});

describe('answerChallenge with a token that cannot be right', () => {
  it('B8: a wrong token is recorded and the answers left are told', () => {
    given([...enrolledApp(), challengeIssued()])
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [tokenRejected()]);
  });

  it('B4: five answers to one challenge, also where a success in between reset the count of the account', () => {
    const afterSuccess = given([...enrolledApp(), challengeIssued({ challengeId: 'other' }), challengeIssued()])
      .and([1, 2, 3, 4].map((wrongInARow) => tokenRejected({ wrongInARow })))
      .and([challengePassed({ challengeId: 'other' })]);
    afterSuccess.when(answerWrong()).thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0 }, [tokenRejected()]);
    const usedUp = afterSuccess.and([tokenRejected()]);
    usedUp.when(answerWrong()).thenRejected(closed);
    usedUp.when(answerChallenge({ matchedTimeStep: 102 })).thenRejected(closed);
  });

  it('B4: the answers left are the fewer of those of the challenge and those of the account', () => {
    given([...enrolledApp(), challengeIssued({ challengeId: 'other' }), challengeIssued()])
      .and([1, 2, 3].map((wrongInARow) => tokenRejected({ challengeId: 'other', wrongInARow })))
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 1 }, [tokenRejected({ wrongInARow: 4 })]);
  });

  it.each([answerChallenge(), answerWrong()])(
    'D2: no SMS token is alive, so an SMS answer is not looked at',
    (answer) => {
      given([...enrolledSms(), challengeIssued({ method: 'SMS' })])
        .when(answer)
        .thenRejected({ reason: 'TOKEN_EXPIRED' });
    },
  );

  it('a token of an app that the history never enrolled is wrong, whatever it is said to match', () => {
    given([codesRegenerated(), challengeIssued()])
      .when(answerChallenge())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [tokenRejected()]);
  });
});

describe('answerChallenge of a challenge that is not open to who asks', () => {
  it.each([
    ['unknown', []],
    ['passed', [challengeIssued(), challengePassed()]],
    ['replaced', [challengeIssued(), challengeClosed('challenge-1', 'TOO_MANY_OPEN')]],
    ['dead with the password', [challengeIssued(), challengeClosed('challenge-1', 'PASSWORD_CHANGED')]],
  ] as const)('B4: %s: closed, nothing else is told (attack 13)', (_, challenge) => {
    given([...enrolledApp(), ...challenge])
      .when(answerChallenge({ matchedTimeStep: 105 }))
      .thenRejected(closed);
  });

  it('B4: a challenge opened with an older password is dead, even before the history tells (attack 22)', () => {
    given([...enrolledApp(), challengeIssued()])
      .when(answerChallenge({ credentialVersion: 2 }))
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('B4: a challenge lives 10 minutes, to the millisecond (attack 32)', () => {
    const open = given([...enrolledApp(), challengeIssued()]);
    const session = signedInWithApp({ sessionId: 'new-session', expiresAt: inTime(before + day) });
    open.when(answerChallenge({ at: inTime(before) })).then([challengePassed(), session]);
    open.when(answerChallenge({ at: inTime(at) })).thenRejected(closed);
    open.when(answerChallenge({ at: inTime(after) })).thenRejected(closed);
  });

  it.each([undefined, 'session-2'])('a step-up is closed to every session but its own (%s, attack 13)', (sessionId) => {
    given([...enrolledApp(), signedIn(), signedIn({ sessionId: 'session-2' }), stepUpIssued()])
      .when(answerChallenge(sessionId === undefined ? {} : { sessionId }))
      .thenRejected(closed);
  });

  it('a step-up dies with its session: ended, idle for an hour, a day old', () => {
    const answer = answerChallenge({ sessionId: 'session-1' });
    given([...enrolledApp(), signedIn(), stepUpIssued(), sessionsEnded(['session-1'], 'TOO_MANY')])
      .when(answer)
      .thenRejected(closed);
    given([...enrolledApp(), signedIn()], ago(hour))
      .and([stepUpIssued()])
      .when(answer)
      .thenRejected(closed);
    given([...enrolledApp(), signedIn({ expiresAt: now }), stepUpIssued()])
      .when(answer)
      .thenRejected(closed);
  });
});
