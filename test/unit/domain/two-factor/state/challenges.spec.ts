import { describe, expect, it } from 'vitest';
import { minute } from '../../../../../src/domain/instant.js';
import { type Challenge, isOpen } from '../../../../../src/domain/two-factor/challenges.js';
import {
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  inTime,
  methodChosen,
  now,
  stepUpIssued,
  tokenIssued,
  tokenRejected,
  tokenWithheld,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const issued: Challenge = { ...challengeIssued().data, wrongAnswers: 0, outcome: 'OPEN' };
const other: Challenge = { ...issued, challengeId: 'challenge-2' };
const two = [challengeIssued(), challengeIssued({ challengeId: 'challenge-2' })];

describe('challenges', () => {
  it('B4: one that was issued is open', () => {
    given([challengeIssued()]).thenState({ challenges: [issued] });
    given([stepUpIssued()]).thenState({ challenges: [{ ...issued, purpose: 'STEP_UP', sessionId: 'session-1' }] });
  });

  it('B4: wrong answers count for the challenge that they answered', () => {
    given([...two, tokenRejected(), tokenRejected({ wrongInARow: 2 })]).thenState({
      challenges: [{ ...issued, wrongAnswers: 2 }, other],
      attempts: { wrongInARow: 2, lock: { status: 'OPEN' } },
    });
  });

  it('B3: choosing a method changes what one asks for, and not the answers it has left', () => {
    given([...two, tokenRejected(), methodChosen('SMS')]).thenState({
      challenges: [{ ...issued, wrongAnswers: 1, method: 'SMS' }, other],
      attempts: { wrongInARow: 1, lock: { status: 'OPEN' } },
    });
  });

  it('D3: one keeps the limit that forbade its last token, until one is sent', () => {
    const limited = { limit: 'NUMBER', retryAt: inTime(minute) } as const;
    const asked = given([...two, tokenWithheld('NUMBER', { retryAt: limited.retryAt })]);
    asked.thenState({ challenges: [{ ...issued, withheld: { ...limited, at: now } }, other] });
    asked.and([tokenWithheld('STOPPED')], inTime(minute)).thenState({
      challenges: [{ ...issued, withheld: { limit: 'STOPPED', at: inTime(minute) } }, other],
    });
    asked.and([tokenIssued({ challengeId: 'challenge-2' })]).thenState({ challenges: asked.state.challenges });
    asked.and([tokenIssued()]).thenState({ challenges: [issued, other] });
  });

  it('B4: one that was passed or closed stays so', () => {
    given([...two, challengePassed()]).thenState({ challenges: [{ ...issued, outcome: 'PASSED' }, other] });
    given([...two, challengeClosed('challenge-1', 'METHODS_CHANGED')]).thenState({
      challenges: [{ ...issued, outcome: 'CLOSED' }, other],
    });
  });

  const past = Array.from({ length: 20 }, (_, index) => `past-${index + 1}`).flatMap((challengeId) => [
    challengeIssued({ challengeId }),
    challengePassed({ challengeId }),
  ]);
  const idsAfter = (history: Parameters<typeof given>[0]) =>
    given(history).state.challenges.map(({ challengeId }) => challengeId);

  it('the last eight past ones are kept, so that a frontend can be told what became of its own', () => {
    const lastEight = [13, 14, 15, 16, 17, 18, 19, 20].map((number) => `past-${number}`);
    expect(idsAfter([...past, challengeIssued()])).toEqual([...lastEight, 'challenge-1']);
  });

  it('B4: an open one is kept, however many came after it; an expired one is not', () => {
    expect(idsAfter([challengeIssued(), ...past])).toContain('challenge-1');
    expect(idsAfter([challengeIssued({ expiresAt: now }), ...past])).not.toContain('challenge-1');
  });

  it('B4: one is open until, and not at, the instant at which it expires (attack 32)', () => {
    const [before, at, after] = around(10 * minute);
    expect(isOpen(issued, inTime(before))).toBe(true);
    expect(isOpen(issued, inTime(at))).toBe(false);
    expect(isOpen(issued, inTime(after))).toBe(false);
    expect(isOpen({ ...issued, outcome: 'PASSED' }, now)).toBe(false);
    expect(isOpen({ ...issued, outcome: 'CLOSED' }, now)).toBe(false);
  });
});
