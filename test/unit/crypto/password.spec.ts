import { parseOptions } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPasswords } from '../../../src/crypto/password.js';
import { anyText } from './any-text.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const passwords = await createPasswords(seededRandomBytes('passwords'));

describe('A2: a new password', () => {
  it.each([
    ['eleven-char', 'TOO_SHORT'],
    ['twelve-chars', undefined],
    ['', 'TOO_SHORT'],
    ['x'.repeat(128), undefined],
    ['x'.repeat(129), 'TOO_LONG'],
    ['x'.repeat(10_000_000), 'TOO_LONG'],
  ])('has 12 to 128 characters: %.20s… is %s', (password, fault) => {
    expect(passwords.faultOf(password, 'owner')).toBe(fault);
  });

  it('is counted in characters, not in the bytes or units that they take', () => {
    expect(passwords.faultOf('𠮷'.repeat(128), 'owner')).toBeUndefined();
    expect(passwords.faultOf('𠮷'.repeat(11), 'owner')).toBe('TOO_SHORT');
    // A letter and its accent typed apart are one character, as on another keyboard.
    expect(passwords.faultOf('e\u0301'.repeat(11), 'owner')).toBe('TOO_SHORT');
    expect(passwords.faultOf('e\u0301'.repeat(128), 'owner')).toBeUndefined();
  });

  it('needs no digits, symbols or capitals', () => {
    expect(passwords.faultOf('a river runs under the old mill', 'owner')).toBeUndefined();
  });

  it.each(['qwerty123456', '1Q2W3E4R5T6Y', 'Administrator', 'ADMINISTRATOR', 'ａｄｍｉｎｉｓｔｒａｔｏｒ'])(
    'is not a common one, whatever the case: %s',
    (password) => {
      expect(passwords.faultOf(password, 'owner')).toBe('TOO_COMMON');
    },
  );

  it.each(['owner-river-mill', 'river-OWNER-mill', 'river-mill-ｏｗｎｅｒ'])(
    'does not contain the username: %s',
    (password) => {
      expect(passwords.faultOf(password, 'owner')).toBe('CONTAINS_USERNAME');
      expect(passwords.faultOf(password, 'Owner')).toBe('CONTAINS_USERNAME');
      expect(passwords.faultOf(password, 'other')).toBeUndefined();
    },
  );

  it('is text: a lone surrogate would hash like every other one', () => {
    expect(passwords.faultOf('river-mill-\ud800-end', 'owner')).toBe('NOT_TEXT');
    expect(passwords.faultOf('river-mill-😀-end', 'owner')).toBeUndefined();
  });
});

describe('A2: a stored password', () => {
  it('is an argon2id PHC string of 19 MiB, two passes, one lane, with a salt of 16 bytes', async () => {
    const phc = await passwords.hash('river under mill');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(parseOptions(phc)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16 });
  });

  it('has a salt of its own', async () => {
    expect(await passwords.hash('river under mill')).not.toBe(await passwords.hash('river under mill'));
  });
});

describe('A4: checking a password', () => {
  const phc = passwords.hash('río under the mill');

  it('takes the right one, typed on any keyboard, and no other', async () => {
    expect(await passwords.verify('río under the mill', await phc)).toBe(true);
    expect(await passwords.verify('ri\u0301o under the mill', await phc)).toBe(true);
    expect(await passwords.verify('Río under the mill', await phc)).toBe(false);
    expect(await passwords.verify('río under the mill ', await phc)).toBe(false);
    expect(await passwords.verify('', await phc)).toBe(false);
  });

  it('takes every acceptable password back, and none that differs', async () => {
    const acceptable = anyText(128, 12).filter((password) => passwords.faultOf(password, 'owner') === undefined);
    await fc.assert(
      fc.asyncProperty(acceptable, async (password) => {
        const stored = await passwords.hash(password);
        expect(await passwords.verify(password, stored)).toBe(true);
        expect(await passwords.verify(`${password.slice(0, -2)}😀x`, stored)).toBe(false);
      }),
      { numRuns: 10 },
    );
  });

  it('says no for a user who does not exist or has no password', async () => {
    expect(await passwords.verify('río under the mill', undefined)).toBe(false);
    expect(await passwords.verify('', undefined)).toBe(false);
  });

  it('says no for an unknown user even to whoever knows the dummy password', async () => {
    const predictable = await createPasswords((size) => Buffer.alloc(size));
    const dummy = Buffer.alloc(32).toString('base64');
    expect(await predictable.verify(dummy, undefined)).toBe(false);
  });

  it('attack 10: does no hashing for an entry that cannot be a password, whoever it is for', async () => {
    // A hash that is none makes hashing throw: that it does not shows that nothing was hashed.
    for (const entry of ['x'.repeat(129), 'x'.repeat(10_000_000), '\ufdfa'.repeat(200)]) {
      expect(await passwords.verify(entry, 'not a hash')).toBe(false);
    }
    await expect(passwords.verify('x'.repeat(128), 'not a hash')).rejects.toThrow();
  });
});
