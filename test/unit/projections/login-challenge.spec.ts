import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../src/domain/instant.js';
import { describeChallenge } from '../../../src/domain/two-factor/describe-challenge.js';
import { defaultLimits } from '../../../src/domain/two-factor/limits.js';
import type { DecidedTwoFactorEvent } from '../../../src/domain/two-factor/two-factor-decision.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { projectionSpecification } from '../../support/projection-specification.js';
import {
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  maskedPhoneNumber,
  methodChosen,
  now,
  signedInWithSms,
  smsEnrollmentStarted,
  tokenDelivered,
  tokenIssued,
  tokenNotSent,
  tokenRejected,
  tokenSent,
  tokenUndelivered,
  tokenWithheld,
} from '../../support/two-factor-history.js';
import { historyOf, inEveryWalk } from '../../support/two-factor-walks.js';

const { given, givenHistory } = projectionSpecification(loginChallengeProjection, now);

/** `challenge-1` as a sign-in page shows it at `at`. */
const shown = (events: readonly DecidedTwoFactorEvent[], at = now) =>
  describeChallenge(given(events).view, 'challenge-1', at, defaultLimits);

const first = tokenIssued({ tokenId: 'token-1' });
const asked = [...enrolledApp(), ...enrolledSms(), challengeIssued({ method: 'SMS' }), first];

describe('the view of a login challenge by SMS', () => {
  it('has all that a sign-in page shows', () => {
    expect(shown(asked)).toMatchObject({
      state: 'OPEN',
      method: 'SMS',
      methods: [
        { method: 'SMS', isDefault: true, maskedPhoneNumber },
        { method: 'AUTHENTICATOR_APP', isDefault: false },
      ],
      attemptsLeft: 5,
      allowedActions: ['ANSWER', 'SEND_TOKEN', 'CHOOSE_METHOD', 'REDEEM_RECOVERY_CODE'],
      sending: {
        tokenExpiresAt: inTime(5 * minute),
        resendAvailableAt: inTime(30 * second),
        delivery: { state: 'QUEUED', at: now },
      },
    });
  });

  it.each([
    ['SENT', [tokenSent()]],
    ['DELIVERED', [tokenSent(), tokenDelivered()]],
    ['FAILED', [tokenSent(), tokenUndelivered()]],
    ['FAILED', [tokenNotSent({ final: false })]],
    ['FAILED', [tokenWithheld('NUMBER', { retryAt: inTime(minute) })]],
    ['QUEUED', [tokenSent(), tokenIssued({ tokenId: 'token-2' })]],
  ] as const)('D7: follows the message: %s', (state, events) => {
    expect(shown([...asked, ...events])?.sending?.delivery.state).toBe(state);
  });

  it('D2: a token that was sent again leaves the answers as they were', () => {
    const wrong = [tokenRejected({ method: 'SMS' }), tokenRejected({ method: 'SMS', wrongInARow: 2 })];
    expect(shown([...asked, ...wrong, tokenIssued({ tokenId: 'token-2' })])?.attemptsLeft).toBe(3);
  });

  it('B3: shows nothing of the sending while the app is asked for', () => {
    expect(shown([...asked, methodChosen('AUTHENTICATOR_APP')])).toMatchObject({
      method: 'AUTHENTICATOR_APP',
      sending: undefined,
    });
  });

  it('E4: shows the number in use while another one waits to be confirmed (attack 19)', () => {
    const changing = smsEnrollmentStarted({ enrollmentId: 'enrollment-2', secret: 'number-2' });
    const token = enrollmentTokenIssued({ enrollmentId: 'enrollment-2', tokenId: 'token-2' });
    expect(shown([...asked, changing, token])).toEqual(shown(asked));
  });

  it('holds no number, no secret and no hash', () => {
    const passed = [challengePassed({ factor: 'SMS', tokenId: 'token-1' }), signedInWithSms()];
    expect(JSON.stringify(given([...asked, ...passed]).view)).not.toMatch(/"ct"|secret|hash|salt|"number"/);
  });
});

describe('the view of any login challenge', () => {
  it('is nothing before anything happened', () => {
    given().thenView({
      challenges: [],
      attempts: { wrongInARow: 0, lock: { status: 'OPEN' } },
      recoveryAttempts: [],
      enrolled: { status: 'OFF' },
      smsTokens: [],
    });
  });

  it('says what the decider knows: whatever happened, both are made of the same parts', () => {
    inEveryWalk((walk) => {
      const { challenges, attempts, recoveryAttempts, enrolled, smsTokens } = walk.steps.at(-1)!.after;
      givenHistory(historyOf(walk)).thenView({ challenges, attempts, recoveryAttempts, enrolled, smsTokens });
    });
  });
});
