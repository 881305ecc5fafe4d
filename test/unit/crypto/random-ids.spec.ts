import fc from 'fast-check';
import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createRandomIds, userOfChallenge } from '../../../src/crypto/random-ids.js';
import { anyText } from './any-text.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const now = Date.parse('2026-11-24T03:47:05.123Z');
const idsFrom = (seed: string, at = now) => createRandomIds({ randomBytes: seededRandomBytes(seed), now: () => at });

describe('ids', () => {
  it('of events are UUIDv7 of the given time: later ones sort later', () => {
    const id = idsFrom('event').eventId();
    expect(version(id)).toBe(7);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    expect(idsFrom('z', now + 1).eventId() > idsFrom('a', now).eventId()).toBe(true);
  });

  it('of users and resellers are UUIDv4', () => {
    const ids = idsFrom('uuid');
    expect([ids.userId(), ids.resellerId()].map(version)).toEqual([4, 4]);
  });

  it('of sessions and enrollments have 128 random bits', () => {
    const ids = idsFrom('opaque');
    for (const id of [ids.sessionId(), ids.enrollmentId()]) expect(id).toMatch(/^[\w-]{22}$/);
  });

  it('differ every time', () => {
    const ids = idsFrom('all');
    const userId = ids.userId();
    const all = Array.from({ length: 100 }, () => [
      ids.eventId(),
      ids.userId(),
      ids.resellerId(),
      ids.sessionId(),
      ids.enrollmentId(),
      ids.challengeId(userId),
    ]).flat();
    expect(new Set(all).size).toBe(600);
  });
});

describe('challenge ids', () => {
  it('carry their user and 128 random bits', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const ids = idsFrom(seed);
        const userId = ids.userId();
        const [first, second] = [ids.challengeId(userId), ids.challengeId(userId)];
        expect(first).toMatch(/^[\w-]{43}$/);
        expect([userOfChallenge(first), userOfChallenge(second)]).toEqual([userId, userId]);
        expect(first.slice(22)).not.toBe(second.slice(22));
      }),
    );
  });

  it('attack 13: an id of another form has no user', () => {
    const ids = idsFrom('odd');
    const id = ids.challengeId(ids.userId());
    const bytes = Buffer.from(id, 'base64url');
    const last = id.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spareBitSet = alphabet[alphabet.indexOf(last) + 1] ?? '';
    const odd = [
      '',
      'x',
      id.slice(1),
      `${id}A`,
      `${id}=`,
      ` ${id}`,
      `${id.slice(0, -1)}\n`,
      id.slice(0, -1) + spareBitSet,
      bytes.toString('hex'),
      bytes.toString('base64'),
      `${id.slice(0, 20)}+${id.slice(21)}`,
      Buffer.alloc(32).toString('base64url'),
      Buffer.alloc(32, 255).toString('base64url'),
      Buffer.from([...bytes.subarray(0, 6), 0x70, ...bytes.subarray(7)]).toString('base64url'),
      'A'.repeat(10_000_000),
    ];
    for (const each of odd) expect(userOfChallenge(each)).toBeUndefined();
  });

  it('attack 10: any text either has a user or has none, and each user’s id is written in one way only', () => {
    const text = fc.oneof(anyText(50), fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64url));
    fc.assert(
      fc.property(text, (each) => {
        const userId = userOfChallenge(each);
        if (userId === undefined) return;
        expect(validate(userId)).toBe(true);
        expect(userId).toBe(userId.toLowerCase());
        expect(Buffer.from(each, 'base64url').toString('base64url')).toBe(each);
      }),
      { numRuns: 1_000 },
    );
  });
});

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
