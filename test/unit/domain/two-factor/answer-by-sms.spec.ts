import { describe, it } from 'vitest';
import { day, minute, second } from '../../../../src/domain/instant.js';
import { answerChallenge, answerSms, answerWrong, sendToken } from '../../../support/two-factor-commands.js';
import {
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  locked,
  methodChosen,
  now,
  signedIn,
  signedInWithSms,
  smsEnrollmentStarted,
  stepUpIssued,
  tokenIssued,
  tokenRejected,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const challenge = challengeIssued({ method: 'SMS' });
const first = tokenIssued({ tokenId: 'token-1' });
const next = tokenIssued({ tokenId: 'token-2' }, inTime(minute));
/** `token-1` was sent for `challenge-1`. */
const asked = given([...enrolledSms(), challenge, first]);
/** `token-2` was sent a minute after it. */
const resent = asked.and([next], inTime(minute));
const passed = challengePassed({ factor: 'SMS', tokenId: 'token-1' });
const newSession = signedInWithSms({ sessionId: 'new-session' });
const rejected = (wrongInARow: number, reason: 'TOKEN_WRONG' | 'TOKEN_SUPERSEDED' = 'TOKEN_WRONG') =>
  tokenRejected({ method: 'SMS', reason, wrongInARow });

describe('answerChallenge by SMS with the right token', () => {
  it.each(['CONTROL_PANEL', 'CLASSIC'] as const)('B10: a session in %s begins, and says that it was SMS', (through) => {
    given([...enrolledSms(), challengeIssued({ method: 'SMS', interface: through }), first])
      .when(answerSms('token-1'))
      .then([passed, signedInWithSms({ sessionId: 'new-session', interface: through })]);
  });

  it('E2: a step-up opens the account settings to its session', () => {
    given([...enrolledSms(), signedIn(), stepUpIssued({ method: 'SMS' }), first])
      .when(answerSms('token-1', { sessionId: 'session-1' }))
      .then([challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1', factor: 'SMS', tokenId: 'token-1' })]);
  });

  it('B3: a challenge that was switched to SMS is answered', () => {
    given([...enrolledSms(), ...enrolledApp(), challengeIssued(), methodChosen('SMS'), first])
      .when(answerSms('token-1'))
      .then([passed, newSession]);
  });

  it('B5: success resets the count of wrong answers', () => {
    asked.and([rejected(1), rejected(2), passed]).thenState({ attempts: { wrongInARow: 0, lock: { status: 'OPEN' } } });
  });

  it('B4: it passes once (attacks 1 and 4)', () => {
    asked.and([passed, newSession]).when(answerSms('token-1')).thenRejected({ reason: 'CHALLENGE_CLOSED' });
  });

  it('the app answers no challenge for SMS, and SMS none for the app', () => {
    const both = [...enrolledApp(), ...enrolledSms()];
    given([...both, challenge, first])
      .when(answerChallenge())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [rejected(1)]);
    given([...both, challenge, first, methodChosen('AUTHENTICATOR_APP')])
      .when(answerSms('token-1'))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [tokenRejected()]);
  });
});

describe('answerChallenge by SMS with a token that a newer one has followed', () => {
  it('D2: only the last one is good', () => {
    resent
      .when(answerSms('token-2', { at: inTime(minute) }))
      .then([
        challengePassed({ factor: 'SMS', tokenId: 'token-2' }),
        signedInWithSms({ sessionId: 'new-session', expiresAt: inTime(minute + day) }),
      ]);
  });

  it('B9: it is refused as such, and counts like a wrong one', () => {
    resent
      .when(answerSms('token-1', { at: inTime(minute) }))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [rejected(1, 'TOKEN_SUPERSEDED')]);
    const until = inTime(2 * minute);
    resent
      .and(wrongTokens(4))
      .when(answerSms('token-1', { at: inTime(minute) }))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 0, retryAt: until }, [
        rejected(5, 'TOKEN_SUPERSEDED'),
        locked(5, until),
      ]);
  });
});

describe('answerChallenge by SMS with a token of something else', () => {
  const other = challengeIssued({ challengeId: 'challenge-2', method: 'SMS' });

  it('D2: one of another challenge is nothing here, and right there', () => {
    const two = asked.and([other, tokenIssued({ challengeId: 'challenge-2', tokenId: 'token-2' })]);
    two.when(answerSms('token-2')).thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [rejected(1)]);
    two
      .when(answerSms('token-2', { challengeId: 'challenge-2' }))
      .then([
        challengePassed({ challengeId: 'challenge-2', factor: 'SMS', tokenId: 'token-2' }),
        signedInWithSms({ sessionId: 'new-session', challengeId: 'challenge-2' }),
      ]);
  });

  it('D2: so is one of an enrollment, whose number nobody has confirmed (attack 19)', () => {
    const enrolling = [signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-2' })];
    asked
      .and(enrolling)
      .when(answerSms('token-2'))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [rejected(1)]);
  });

  it('D2: where nothing was sent for this challenge, nothing is looked at', () => {
    asked
      .and([other])
      .when(answerSms('token-1', { challengeId: 'challenge-2' }))
      .thenRejected({
        reason: 'TOKEN_EXPIRED',
      });
  });
});

describe('answerChallenge by SMS with a wrong token', () => {
  it('B8: it is recorded, and the answers left are told', () => {
    asked.when(answerWrong()).thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [rejected(1)]);
  });

  it('B5: the fifth in a row locks, however often a token was resent in between (attack 7)', () => {
    let guessed = asked;
    for (const [index, elapsed] of [minute, 3 * minute, 5 * minute, 7 * minute].entries()) {
      const at = inTime(elapsed);
      guessed
        .when(answerWrong({ at: inTime(elapsed - second) }))
        .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 - index }, [rejected(index + 1)]);
      guessed = guessed.and([rejected(index + 1)], inTime(elapsed - second));
      guessed.when(sendToken({ at })).then([tokenIssued({}, at)]);
      guessed = guessed.and([tokenIssued({ tokenId: `resent-${index}` }, at)], at);
    }
    const at = inTime(7 * minute);
    const until = inTime(8 * minute);
    guessed
      .when(answerWrong({ at }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: until }, [rejected(5), locked(5, until)]);
  });

  it('B5: so it does over several challenges and both methods (attack 6)', () => {
    const until = inTime(minute);
    const wrong = (challengeId: string, method: 'AUTHENTICATOR_APP' | 'SMS', wrongInARow: number) =>
      tokenRejected({ challengeId, method, wrongInARow });
    given([...enrolledApp(), ...enrolledSms(), challengeIssued({ challengeId: 'second' }), challenge, first])
      .and([wrong('first', 'SMS', 1), wrong('first', 'SMS', 2)])
      .and([wrong('second', 'AUTHENTICATOR_APP', 3), wrong('second', 'AUTHENTICATOR_APP', 4)])
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: until }, [rejected(5), locked(5, until)]);
  });

  it('B6: while locked a right token and a wrong one get the same refusal, and leave no trace (attack 8)', () => {
    const lockedOut = asked.and([...wrongTokens(5), locked(5, inTime(minute))]);
    for (const answer of [answerSms('token-1'), answerWrong()]) {
      lockedOut.when(answer).thenRejected({ reason: 'TOO_MANY_ATTEMPTS', retryAt: inTime(minute) });
    }
  });
});

describe('answerChallenge by SMS when the token has expired', () => {
  const [before, at, after] = around(5 * minute);

  it('D2: a token is good for 5 minutes, to the millisecond (attack 32)', () => {
    asked
      .when(answerSms('token-1', { at: inTime(before) }))
      .then([passed, signedInWithSms({ sessionId: 'new-session', expiresAt: inTime(before + day) })]);
    asked.when(answerSms('token-1', { at: inTime(at) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
    asked.when(answerSms('token-1', { at: inTime(after) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
  });

  it('B9: then nothing is looked at and nothing counts: there is no token that could be guessed', () => {
    asked
      .when(answerWrong({ at: inTime(before) }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [rejected(1)]);
    asked.when(answerWrong({ at: inTime(at) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
    asked.when(answerWrong({ at: inTime(after) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
  });

  it('D2: the life of the last token counts, also for telling that an older one was followed by it', () => {
    const superseded = resent.when(answerSms('token-1', { at: inTime(minute + before) }));
    superseded.thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [rejected(1, 'TOKEN_SUPERSEDED')]);
    for (const tokenId of ['token-1', 'token-2']) {
      resent.when(answerSms(tokenId, { at: inTime(minute + at) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
    }
  });

  it('B4: a token outlives no challenge', () => {
    given([...enrolledSms(), challengeIssued({ method: 'SMS', expiresAt: now }), first])
      .when(answerSms('token-1'))
      .thenRejected({ reason: 'CHALLENGE_CLOSED' });
  });
});
