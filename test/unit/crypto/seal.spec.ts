import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CannotOpen, open, type SealContext, seal } from '../../../src/crypto/seal.js';
import type { SealedValue } from '../../../src/domain/sealed-value.js';
import { anyText } from './any-text.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const context: SealContext = { eventId: 'event-1', eventType: 'EnrollmentStarted', field: 'secret' };
const key = { kid: 'enrollment:1', bytes: Buffer.alloc(32, 3) };
const text = anyText(100);

describe('sealed values', () => {
  it('open to the text that was sealed, whatever it is', () => {
    fc.assert(
      fc.property(
        text,
        fc.record({ eventId: text, eventType: text, field: text }),
        fc.string(),
        (plain, place, seed) => {
          const sealed = seal(plain, place, key, seededRandomBytes(seed));
          expect(open(sealed, place, key.bytes)).toBe(plain);
        },
      ),
    );
  });

  it('are written as events.md says', () => {
    const sealed = seal('JBSWY3DPEHPK3PXP', context, key, seededRandomBytes('format'));
    expect(sealed).toEqual({
      kid: 'enrollment:1',
      alg: 'A256GCM',
      iv: expect.stringMatching(/^[\w-]{16}$/),
      ct: expect.stringMatching(/^[\w-]{22}$/),
      tag: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  it('are bound to event id, type and field as JSON: what another program must do to open them', () => {
    const cipher = createCipheriv('aes-256-gcm', key.bytes, Buffer.alloc(12, 9));
    cipher.setAAD(Buffer.from('["event-1","EnrollmentStarted","secret"]'));
    const ct = Buffer.concat([cipher.update('text'), cipher.final()]).toString('base64url');
    expect(seal('text', context, key, (size) => Buffer.alloc(size, 9))).toEqual({
      kid: key.kid,
      alg: 'A256GCM',
      iv: Buffer.alloc(12, 9).toString('base64url'),
      ct,
      tag: cipher.getAuthTag().toString('base64url'),
    });
  });

  it('never show the same bytes for the same text', () => {
    const random = seededRandomBytes('twice');
    const [first, second] = [seal('text', context, key, random), seal('text', context, key, random)];
    expect(first.iv).not.toBe(second.iv);
    expect(first.ct).not.toBe(second.ct);
  });

  it('do not open with another key', () => {
    const sealed = seal('text', context, key, seededRandomBytes('key'));
    expect(() => open(sealed, context, Buffer.alloc(32, 4))).toThrow(CannotOpen);
  });

  it.each([
    { eventId: 'event-2' },
    { eventType: 'EnrollmentStarte' },
    { field: 'phoneNumber' },
    { eventId: 'event-1E', eventType: 'nrollmentStarted' },
    { eventId: 'event-1","EnrollmentStarted', eventType: 'secret', field: '' },
  ])('do not open in another place: %o', (change) => {
    const sealed = seal('text', context, key, seededRandomBytes('place'));
    expect(() => open(sealed, { ...context, ...change }, key.bytes)).toThrow(CannotOpen);
  });

  it('do not open after any edit of one character', () => {
    const sealed = seal('some text', context, key, seededRandomBytes('edit'));
    const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    for (const part of ['iv', 'ct', 'tag'] as const) {
      for (let index = 0; index < sealed[part].length; index++) {
        for (const character of [...base64url, '=', ' ', '+', '']) {
          const edited = sealed[part].slice(0, index) + character + sealed[part].slice(index + 1);
          if (edited === sealed[part]) continue;
          expect(() => open({ ...sealed, [part]: edited }, context, key.bytes)).toThrow(CannotOpen);
        }
      }
    }
  });

  it('do not open with any byte changed, in any text', () => {
    const part = fc.constantFrom('iv' as const, 'ct' as const, 'tag' as const);
    fc.assert(
      fc.property(text, part, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, which, at, difference) => {
        const sealed = seal(`${plain}.`, context, key, seededRandomBytes('bytes'));
        const bytes = Buffer.from(sealed[which], 'base64url');
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ difference, index);
        const edited = { ...sealed, [which]: bytes.toString('base64url') };
        expect(() => open(edited, context, key.bytes)).toThrow(CannotOpen);
      }),
    );
  });

  it.each([4, 8, 12, 15])('do not open with a tag cut to %i bytes, which could be forged by trying', (size) => {
    const sealed = seal('text', context, key, seededRandomBytes('tag'));
    const tag = Buffer.from(sealed.tag, 'base64url').subarray(0, size).toString('base64url');
    expect(() => open({ ...sealed, tag }, context, key.bytes)).toThrow(CannotOpen);
  });

  it.each(['', Buffer.alloc(11).toString('base64url'), Buffer.alloc(16).toString('base64url')])(
    'do not open with an IV of another length: "%s"',
    (iv) => {
      const sealed = seal('text', context, key, seededRandomBytes('iv'));
      expect(() => open({ ...sealed, iv }, context, key.bytes)).toThrow(CannotOpen);
    },
  );

  it('do not open under another algorithm, whatever the file says', () => {
    const sealed = seal('text', context, key, seededRandomBytes('alg'));
    const edited: SealedValue = JSON.parse(JSON.stringify({ ...sealed, alg: 'none' }));
    expect(() => open(edited, context, key.bytes)).toThrow(CannotOpen);
  });

  it('attack 37: a refusal repeats nothing of the text, the key or the value', () => {
    const sealed = seal('JBSWY3DPEHPK3PXP', context, key, seededRandomBytes('error'));
    try {
      open(sealed, { ...context, field: 'other' }, key.bytes);
      expect.unreachable();
    } catch (error) {
      const all = JSON.stringify(error, Object.getOwnPropertyNames(error));
      for (const secret of ['JBSWY3DPEHPK3PXP', sealed.ct, key.bytes.toString('hex')])
        expect(all).not.toContain(secret);
      expect(error).toBeInstanceOf(CannotOpen);
      expect((error as Error).cause).toBeUndefined();
    }
  });
});
