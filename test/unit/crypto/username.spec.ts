import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCase, normaliseUsername } from '../../../src/crypto/username.js';
import { anyText } from './any-text.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

describe('A1: usernames', () => {
  it.each([
    ['Jan.de.Vries', 'jan.de.vries'],
    ['OWNER@Example.ORG', 'owner@example.org'],
    ['ｏｗｎｅｒ', 'owner'],
    ['ﬁnance', 'finance'],
    ['Ren\u0065\u0301e', 'ren\u00e9e'],
    ['J\u030can', '\u01f0an'],
    ['КЛЮЧ', 'ключ'],
    ['हिन्दी', 'हिन्दी'],
    ['a+b_c-d', 'a+b_c-d'],
    ['007', '007'],
  ])('%s is compared as %s', (entry, username) => {
    expect(normaliseUsername(entry)).toBe(username);
  });

  it.each([
    '',
    'ab',
    'a'.repeat(65),
    'a b c',
    ' abc',
    'abc\n',
    'abc\u0000',
    '.abc',
    '@abc',
    '-abc',
    'a/b/c',
    'a:bc',
    'a\u200bbc',
    'a\u202ebc',
    '\u0301abc',
    'ab\ud800',
    '😀😀😀',
    'a'.repeat(1_000_000),
    '<b>abc</b>',
  ])('refuses %.20j', (entry) => {
    expect(normaliseUsername(entry)).toBeUndefined();
  });

  it('takes 3 to 64 characters, counted as people count them', () => {
    expect(normaliseUsername('abc')).toBe('abc');
    expect(normaliseUsername('a'.repeat(64))).toBe('a'.repeat(64));
    expect(normaliseUsername('𠮷'.repeat(64))).toBe('𠮷'.repeat(64));
  });

  it('a normal form is its own normal form', () => {
    fc.assert(
      fc.property(anyText(64, 3), (entry) => {
        expect(foldCase(foldCase(entry))).toBe(foldCase(entry));
        const username = normaliseUsername(entry);
        if (username !== undefined) expect(normaliseUsername(username)).toBe(username);
      }),
      { numRuns: 1_000 },
    );
  });

  it('case makes no difference', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'z', 'ä', 'é', 'ñ', 'ø', 'ж', 'я'),
      minLength: 3,
      maxLength: 64,
    });
    fc.assert(
      fc.property(letters, (entry) => {
        expect(normaliseUsername(entry.toUpperCase())).toBe(entry);
      }),
    );
  });
});
