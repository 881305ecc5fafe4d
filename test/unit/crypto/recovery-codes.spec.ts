import { hashRaw } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecoveryCodes, matchRecoveryCode, normaliseRecoveryCode } from '../../../src/crypto/recovery-codes.js';
import { anyText } from './any-text.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const set = await createRecoveryCodes(seededRandomBytes('set'));
const [first = '', , third = ''] = set.plain;

const code = fc
  .string({ unit: fc.constantFrom(...crockford.split('')), minLength: 16, maxLength: 16 })
  .map((characters) => characters.replace(/.{4}(?!$)/g, '$&-'));

describe('E7: a set of recovery codes', () => {
  it('has ten different codes of sixteen Crockford characters in groups of four', () => {
    expect(set.plain).toHaveLength(10);
    expect(new Set(set.plain).size).toBe(10);
    for (const each of set.plain) expect(each).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('takes each character from five bits of its own: 80 random bits a code, all values equally likely', async () => {
    const counts = new Map<string, number>();
    for (let start = 0; start < 256; start += 16) {
      const bytes = Uint8Array.from({ length: 16 }, (_, index) => start + index);
      const codes = await createRecoveryCodes((size) => (size === 16 ? bytes : new Uint8Array(size)));
      for (const character of codes.plain[0]?.replaceAll('-', '') ?? '') {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    expect([...counts.keys()].toSorted().join('')).toBe(crockford);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it('is kept as argon2id hashes with one salt, and nothing of a code besides', async () => {
    const { salt, codes } = set.stored;
    expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
    expect(new Set(codes.map(({ codeId }) => codeId)).size).toBe(10);
    const options = {
      memoryCost: 8_192,
      timeCost: 1,
      parallelism: 1,
      outputLen: 32,
      salt: Buffer.from(salt, 'base64url'),
    };
    expect(codes[2]?.hash).toBe((await hashRaw(third, options)).toString('base64url'));
    const kept = JSON.stringify(set.stored);
    for (const each of set.plain) {
      expect(kept).not.toContain(each);
      expect(kept).not.toContain(each.replaceAll('-', ''));
    }
  });

  it('shares nothing with the next set', async () => {
    const random = seededRandomBytes('two sets');
    const [one, two] = [await createRecoveryCodes(random), await createRecoveryCodes(random)];
    expect(one.stored.salt).not.toBe(two.stored.salt);
    const all = [one, two].flatMap(({ plain, stored }) => [
      ...plain,
      ...stored.codes.flatMap((c) => [c.codeId, c.hash]),
    ]);
    expect(new Set(all).size).toBe(60);
  });
});

describe('E7: entering a recovery code', () => {
  it('a printed code is its own normal form', () => {
    fc.assert(
      fc.property(code, (printed) => {
        expect(normaliseRecoveryCode(printed)).toBe(printed);
      }),
    );
  });

  it('ignores case and separators, reads O as 0, I and L as 1', () => {
    const separators = fc.array(fc.constantFrom('', '', ' ', '-', '–', '—', '\t', '\u00a0', '\n'), {
      minLength: 17,
      maxLength: 17,
    });
    fc.assert(
      fc.property(code, separators, fc.array(fc.nat(5), { minLength: 16, maxLength: 16 }), (printed, between, how) => {
        const sloppy = [...printed.replaceAll('-', '')].map((character, index) => {
          const choices = { 0: ['0', 'O', 'o'], 1: ['1', 'I', 'i', 'L', 'l'] }[character] ?? [
            character,
            character.toLowerCase(),
          ];
          return choices[(how[index] ?? 0) % choices.length];
        });
        const entry = between.map((separator, index) => separator + (sloppy[index] ?? '')).join('');
        expect(normaliseRecoveryCode(entry)).toBe(printed);
      }),
    );
  });

  it.each([
    '',
    '-',
    'ABCD-EFGH-JKMN-PQR',
    'ABCD-EFGH-JKMN-PQRST',
    'ABCD-EFGH-JKMN-PQRU',
    'ABCD_EFGH_JKMN_PQRS',
    'ABCD-EFGH-JKMN-PQR!',
    'ＡBCD-EFGH-JKMN-PQRS',
    'ſBCD-EFGH-JKMN-PQRS',
    'ıBCD-EFGH-JKMN-PQRS',
    '\u0000BCD-EFGH-JKMN-PQRS',
    '123456',
    `ABCD-EFGH-JKMN-PQRS${' '.repeat(1_000_000)}`,
  ])('attack 10: what cannot be a code is none: %.40j', (entry) => {
    expect(normaliseRecoveryCode(entry)).toBeUndefined();
  });

  it('never breaks and never gives anything but a code, whatever is entered', () => {
    fc.assert(
      fc.property(anyText(80), (entry) => {
        const normal = normaliseRecoveryCode(entry);
        if (normal !== undefined) expect(normal).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('finds each code of the set, as it was typed', async () => {
    for (const [index, printed] of set.plain.entries()) {
      const typed = printed.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(await matchRecoveryCode(typed, set.stored)).toBe(set.stored.codes[index]?.codeId);
    }
  });

  it('finds no code that is not of the set: one character off, or from an older set', async () => {
    for (const character of crockford) {
      const entry = character + first.slice(1);
      if (entry !== first) expect(await matchRecoveryCode(entry, set.stored)).toBeUndefined();
    }
    const other = await createRecoveryCodes(seededRandomBytes('other set'));
    expect(await matchRecoveryCode(first, other.stored)).toBeUndefined();
    expect(await matchRecoveryCode(first, { ...set.stored, salt: other.stored.salt })).toBeUndefined();
    expect(await matchRecoveryCode(first, { ...set.stored, codes: [] })).toBeUndefined();
  });

  it('attack 33: a stored hash that was cut matches nothing', async () => {
    const codes = set.stored.codes.map(({ codeId, hash }) => ({ codeId, hash: hash.slice(0, 0) }));
    expect(await matchRecoveryCode(first, { ...set.stored, codes })).toBeUndefined();
  });

  it('finds nothing for an entry that is no code', async () => {
    expect(await matchRecoveryCode('123456', set.stored)).toBeUndefined();
  });
});
