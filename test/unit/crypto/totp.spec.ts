import fc from 'fast-check';
import { HOTP, Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  createTotpSecret,
  formatTotpKey,
  matchTimeStep,
  measureClockDifference,
  timeStepAt,
  tokenOfTimeStep,
} from '../../../src/crypto/totp.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const seconds = 1_000;
/** "12345678901234567890", the secret of both RFCs. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** An implementation other than the one in use. */
const phone = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });

describe('TOTP tokens', () => {
  it('RFC 4226 appendix D: counts 0 to 9 give the tokens printed there', () => {
    expect(Array.from({ length: 10 }, (_, count) => tokenOfTimeStep(rfcSecret, count))).toEqual([
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ]);
  });

  // The RFC prints eight digits; six digits are the last six of them (RFC 4226 section 5.3: modulo 10^digits).
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('RFC 6238 appendix B (SHA-1): %i seconds give %s', (time, token) => {
    expect(tokenOfTimeStep(rfcSecret, timeStepAt(time * seconds))).toBe(token.slice(-6));
    expect(matchTimeStep({ secret: rfcSecret, token: token.slice(-6), at: time * seconds })).toBe(
      Math.floor(time / 30),
    );
  });

  it('are those of another implementation, for all secrets and times', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2 ** 35 }), (seed, time) => {
        const secret = createTotpSecret(seededRandomBytes(seed));
        const step = timeStepAt(time * seconds);
        expect(tokenOfTimeStep(secret, step)).toBe(phone(secret).generate({ timestamp: time * seconds }));
        expect(tokenOfTimeStep(secret, step)).toBe(HOTP.generate({ secret: Secret.fromBase32(secret), counter: step }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('matching a token', () => {
  const secret = createTotpSecret(seededRandomBytes('matching'));
  const at = Date.parse('2026-11-24T03:47:05Z');
  const now = timeStepAt(at);

  it('C1: accepts now, the step before and the step after, and no other; whatever the secret and time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 20 * 30, max: 2 ** 35 }),
        fc.integer({ min: -20, max: 20 }),
        (seed, time, off) => {
          const anySecret = createTotpSecret(seededRandomBytes(seed));
          const token = phone(anySecret).generate({ timestamp: (time + off * 30) * seconds });
          const match = matchTimeStep({ secret: anySecret, token, at: time * seconds });
          const inWindow = [1, 0, -1].map((offset) => timeStepAt(time * seconds) + offset);
          expect(match).toBe(inWindow.find((step) => tokenOfTimeStep(anySecret, step) === token));
          if (Math.abs(off) <= 1) expect(match).toBeDefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('attack 32: the window ends on the millisecond', () => {
    const token = tokenOfTimeStep(secret, now);
    const [first, pastLast] = [(now - 1) * 30 * seconds, (now + 2) * 30 * seconds];
    expect(matchTimeStep({ secret, token, at: first - 1 })).toBeUndefined();
    expect(matchTimeStep({ secret, token, at: first })).toBe(now);
    expect(matchTimeStep({ secret, token, at: pastLast - 1 })).toBe(now);
    expect(matchTimeStep({ secret, token, at: pastLast })).toBeUndefined();
  });

  it('C4: takes the later of two steps that have the same token, so that the digits cannot be used twice', () => {
    // Found by search: one pair of steps in a million is like this.
    const first = 910_737;
    const token = tokenOfTimeStep(rfcSecret, first);
    expect(tokenOfTimeStep(rfcSecret, first + 1)).toBe(token);
    expect(matchTimeStep({ secret: rfcSecret, token, at: first * 30 * seconds })).toBe(first + 1);
  });

  it.each([
    '',
    '12345',
    '1234567',
    ' 123456',
    '123456\n',
    '12345a',
    '-12345',
    '+12345',
    '1e5   ',
    '１２３４５６',
    '١٢٣٤٥٦',
    '123 456',
    '\u0000'.repeat(6),
    '0x1234',
    '1'.repeat(100_000),
  ])('attack 10: an odd token matches nothing and breaks nothing: %j', (token) => {
    expect(matchTimeStep({ secret, token, at })).toBeUndefined();
    expect(measureClockDifference({ secret, token, at })).toBeUndefined();
  });

  it('works in the first minute of 1970, where there is no step before', () => {
    expect(matchTimeStep({ secret, token: tokenOfTimeStep(secret, 0), at: 0 })).toBe(0);
    expect(matchTimeStep({ secret, token: tokenOfTimeStep(secret, 1), at: 0 })).toBe(1);
  });

  it('attack 37: a broken secret is not repeated in the error', () => {
    try {
      tokenOfTimeStep('JBSWY3DP!HPK3PXP', 1);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('!HPK3');
      expect((error as Error).message).toBe('A TOTP secret is base32.');
    }
  });

  it.each([
    [300, 300],
    [-300, -300],
    [45, 30],
    [60, 60],
    [600, 600],
    [-600, -600],
    [630, undefined],
    [-630, undefined],
  ])('C5: a phone whose clock is off by %i s is told %s', (off, told) => {
    const atStep = now * 30 * seconds;
    const token = phone(secret).generate({ timestamp: atStep + off * seconds });
    expect(measureClockDifference({ secret, token, at: atStep })).toBe(told);
  });

  it('C5: tells the difference to within one step, ahead as positive, whatever the secret and time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1_000, max: 2 ** 35 }),
        fc.integer({ min: -570, max: 570 }),
        (seed, time, off) => {
          const anySecret = createTotpSecret(seededRandomBytes(seed));
          const token = phone(anySecret).generate({ timestamp: (time + off) * seconds });
          const told = measureClockDifference({ secret: anySecret, token, at: time * seconds });
          // A token that happens to be that of a nearer step too is taken for it: then less is told.
          expect(told).toBeDefined();
          expect(Math.abs(told ?? Infinity)).toBeLessThan(Math.abs(off) + 30);
          const steps = Array.from({ length: 41 }, (_, index) => timeStepAt(time * seconds) - 20 + index);
          if (steps.filter((step) => tokenOfTimeStep(anySecret, step) === token).length === 1) {
            expect(Math.abs((told ?? Infinity) - off)).toBeLessThan(30);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a new TOTP secret', () => {
  it('C1: is 20 random bytes in unpadded base32', () => {
    const bytes = seededRandomBytes('secret')(20);
    const secret = createTotpSecret(() => bytes);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(Buffer.from(Secret.fromBase32(secret).bytes)).toEqual(bytes);
  });

  it('C3: is shown in groups of four', () => {
    expect(formatTotpKey(rfcSecret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
    expect(formatTotpKey(rfcSecret).replaceAll(' ', '')).toBe(rfcSecret);
  });
});
