import { describe, expect, it } from 'vitest';
import type { TwoFactorEvent } from '../../../../src/domain/two-factor/events.js';
import type { SendingLimit } from '../../../../src/domain/two-factor/sending.js';
import { tokensFor } from '../../../../src/domain/two-factor/sms-tokens.js';
import { atEveryStep, ofType, type Step, type Walk } from '../../../support/two-factor-walks.js';

describe('the walks', () => {
  const has =
    (type: TwoFactorEvent['type'], matches: (event: TwoFactorEvent) => boolean = () => true) =>
    ({ events }: Step) =>
      events.some((event) => event.type === type && matches(event));
  const because =
    (reason: string) =>
    ({ data }: TwoFactorEvent) =>
      'reason' in data && data.reason === reason;
  const refused =
    (reason: string) =>
    ({ decision }: Step) =>
      decision.verdict === 'rejected' && decision.rejection.reason === reason;

  const limited =
    (limit: SendingLimit) =>
    ({ decision }: Step) =>
      decision.verdict === 'rejected' && 'limit' in decision.rejection && decision.rejection.limit === limit;

  const places: Readonly<Record<string, (step: Step, walk: Walk) => boolean>> = {
    'an app enrolled': has('MethodEnrolled', ({ data }) => 'method' in data && data.method === 'AUTHENTICATOR_APP'),
    'SMS enrolled': has('MethodEnrolled', ({ data }) => 'method' in data && data.method === 'SMS'),
    'both enrolled': ({ after: { enrolled } }) => enrolled.status === 'ON' && enrolled.methods.length === 2,
    'an app replaced': (step) =>
      has('MethodEnrolled', ({ data }) => 'timeStep' in data)(step) && step.before.credentials.app !== undefined,
    'an enrollment replaced': has('EnrollmentClosed', because('REPLACED')),
    'an enrollment used up': has('EnrollmentClosed', because('ATTEMPTS_USED_UP')),
    'a sign-in by the app': has('ChallengePassed', ({ data }) => 'factor' in data && data.factor !== 'RECOVERY_CODE'),
    'a step-up passed': has('ChallengePassed', ({ data }) => 'purpose' in data && data.purpose === 'STEP_UP'),
    'a recovery code used': has('RecoveryCodeUsed'),
    'two-factor turned off by one': has('MethodRemoved', because('RECOVERY_CODE_USED')),
    'the budget of recovery codes used up': (step) =>
      refused('TOO_MANY_ATTEMPTS')(step) && step.command.type === 'redeemRecoveryCode',
    'a used token refused': refused('TOKEN_ALREADY_USED'),
    'a sign-in by SMS': has('ChallengePassed', ({ data }) => 'factor' in data && data.factor === 'SMS'),
    'a number replaced': (step) =>
      has('MethodEnrolled', ({ data }) => 'tokenId' in data)(step) && step.before.credentials.sms !== undefined,
    'a superseded token refused': has('TokenRejected', because('TOKEN_SUPERSEDED')),
    'a superseded token refused at an enrollment': has('EnrollmentTokenRejected', because('TOKEN_SUPERSEDED')),
    'an expired token refused': (step) =>
      refused('TOKEN_EXPIRED')(step) && step.before.smsTokens.length > 0 && step.command.type === 'answerChallenge',
    'an expired token refused at an enrollment': (step) =>
      refused('TOKEN_EXPIRED')(step) && step.command.type === 'confirmEnrollment',
    'a token of another prompt tried': ({ before, command, decision }) =>
      command.type === 'answerChallenge' &&
      decision.verdict === 'rejected' &&
      decision.rejection.reason === 'TOKEN_WRONG' &&
      before.smsTokens.some(({ tokenId }) => tokenId === command.matchedTokenId),
    'a token sent again': ({ events, after }) =>
      ofType(events, 'TokenIssued').some(
        ({ data: { challengeId } }) => tokensFor(after.smsTokens, { challengeId }).length > 1,
      ),
    'a third token for a prompt': ({ events, after }) =>
      ofType(events, 'TokenIssued').some(
        ({ data: { challengeId } }) => tokensFor(after.smsTokens, { challengeId }).length > 2,
      ),
    'a token sent again at an enrollment': ({ command, events }) =>
      command.type === 'resendEnrollmentToken' && events.length > 0,
    'a token asked for too soon': limited('RESEND_WAIT'),
    'too many tokens asked for': limited('USER'),
    'too many tokens where none is asked for': has(
      'TokenWithheld',
      ({ data }) => 'limit' in data && data.limit === 'USER',
    ),
    'a number that cannot be sent to': limited('COUNTRY'),
    'a message taken': has('TokenSent'),
    'a message that arrived': has('TokenDelivered'),
    'a message that did not arrive': has('TokenDeliveryFailed', because('UNDELIVERED')),
    'a report that says nothing new': ({ before, command, events }) =>
      command.type === 'recordDelivery' && events.length === 0 && before.smsTokens.length > 0,
    'switched to SMS while its token is good': ({ events }) =>
      ofType(events, 'ChallengeMethodChosen').some(({ data }) => data.method === 'SMS') && events.length === 1,
    'a lock': has('SecondFactorLocked', ({ data }) => 'until' in data && data.until !== null),
    'a lock for good': has('SecondFactorLocked', ({ data }) => 'until' in data && data.until === null),
    'an answer while locked': (step) => refused('TOO_MANY_ATTEMPTS')(step) && step.command.type === 'answerChallenge',
    'an answer to a challenge that takes no more': ({ at, before, command, decision }, { limits }) =>
      command.type === 'answerChallenge' &&
      decision.verdict === 'rejected' &&
      decision.rejection.reason === 'CHALLENGE_CLOSED' &&
      before.challenges.some(
        ({ challengeId, outcome, expiresAt, wrongAnswers }) =>
          challengeId === command.challengeId &&
          outcome === 'OPEN' &&
          at < expiresAt &&
          wrongAnswers >= limits.answersPerChallenge,
      ),
    'a method enrolled or removed while wrong answers count': (step) =>
      (has('MethodEnrolled')(step) || has('MethodRemoved', because('REQUESTED'))(step)) &&
      step.after.attempts.wrongInARow > 0,
    'an unlock': has('SecondFactorUnlocked'),
    'a method removed': has('MethodRemoved', because('REQUESTED')),
    'a fallback': has('DefaultChanged', because('FALLBACK')),
    'a default chosen': has('DefaultChanged', because('CHOSEN')),
    'codes regenerated': has('CodesRegenerated', because('REQUESTED')),
    'a method chosen': has('ChallengeMethodChosen'),
    'too many challenges': has('ChallengeClosed', because('TOO_MANY_OPEN')),
    'too many sessions': has('SessionsEnded', because('TOO_MANY')),
    'a password changed under an open challenge': has('ChallengeClosed', because('PASSWORD_CHANGED')),
    'a method changed under an open challenge': has('ChallengeClosed', because('METHODS_CHANGED')),
    'a session over': refused('SESSION_ENDED'),
    'a restricted session': has(
      'SignedIn',
      ({ data }) => 'restrictedToEnrollment' in data && data.restrictedToEnrollment,
    ),
    'an enrollment by a recovered session': ({ before, command, events }) =>
      before.enrolled.status === 'ON' &&
      ofType(events, 'EnrollmentStarted').length > 0 &&
      before.sessions.some(
        ({ sessionId, amr }) =>
          'sessionId' in command && sessionId === command.sessionId && amr.includes('recovery_code'),
      ),
  };

  it('get everywhere, or the properties would say nothing', () => {
    const times = Object.fromEntries(Object.keys(places).map((place) => [place, 0]));
    atEveryStep((step, walk) => {
      for (const [place, isThere] of Object.entries(places)) {
        times[place] = (times[place] ?? 0) + (isThere(step, walk) ? 1 : 0);
      }
    });
    expect(Object.entries(times).filter(([, count]) => count < 10)).toEqual([]);
  });
});
