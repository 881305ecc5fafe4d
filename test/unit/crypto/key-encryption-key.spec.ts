import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  KeyEncryptionKeyUnusable,
  loadKeyEncryptionKey,
  parseKeyEncryptionKey,
} from '../../../src/crypto/key-encryption-key.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

const bytes = Buffer.from(seededRandomBytes('key-encryption key')(32));

describe('key-encryption key from the environment', () => {
  it('is 32 bytes in base64, with or without a line end', () => {
    expect(parseKeyEncryptionKey(bytes.toString('base64'))).toEqual(bytes);
    expect(parseKeyEncryptionKey(`${bytes.toString('base64')}\n`)).toEqual(bytes);
  });

  it.each([
    ['nothing', ''],
    ['31 bytes', bytes.subarray(1).toString('base64')],
    ['33 bytes', Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64')],
    ['hex', bytes.toString('hex')],
    ['no padding', bytes.toString('base64').replace('=', '')],
    ['foreign characters inside', `${bytes.toString('base64').slice(0, 10)}!!${bytes.toString('base64').slice(10)}`],
    ['a passphrase', 'correct horse battery staple'],
  ])('is refused with how to make one, and without repeating it: %s', (_, text) => {
    try {
      parseKeyEncryptionKey(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(KeyEncryptionKeyUnusable);
      expect((error as Error).message).toContain('openssl rand -base64 32');
      if (text !== '') expect((error as Error).message).not.toContain(text);
    }
  });
});

describe('key-encryption key from a file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-key-'));
    path = join(folder, 'key-encryption-key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made at the first start for the owner alone, and is the same at the next', () => {
    const first = loadKeyEncryptionKey(path, seededRandomBytes('first'));
    expect(first).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadKeyEncryptionKey(path, seededRandomBytes('second'))).toEqual(first);
    expect(readdirSync(folder)).toEqual(['key-encryption-key']);
  });

  it('stands in the file as the environment would have it', () => {
    const key = loadKeyEncryptionKey(path, seededRandomBytes('file'));
    expect(parseKeyEncryptionKey(readFileSync(path, 'utf8'))).toEqual(key);
  });

  it('is the one of the process that was first, where two make it at once', () => {
    const others = `${bytes.toString('base64')}\n`;
    const randomBytes = seededRandomBytes('late');
    const key = loadKeyEncryptionKey(path, (size) => {
      // The other process comes in after we found no file and before ours is linked.
      writeFileSync(path, others, { mode: 0o600 });
      return randomBytes(size);
    });
    expect(key).toEqual(bytes);
    expect(readFileSync(path, 'utf8')).toBe(others);
    expect(readdirSync(folder)).toEqual(['key-encryption-key']);
  });

  it.each([0o640, 0o604, 0o660, 0o666, 0o644, 0o610])('is refused while others have rights on it: mode %i', (mode) => {
    loadKeyEncryptionKey(path, seededRandomBytes('mode'));
    chmodSync(path, mode);
    expect(() => loadKeyEncryptionKey(path, seededRandomBytes('mode'))).toThrow(`chmod 600 '${path}'`);
    chmodSync(path, 0o400);
    expect(loadKeyEncryptionKey(path, seededRandomBytes('mode'))).toHaveLength(32);
  });

  it.each(['', 'AAAA', `${bytes.toString('base64')}${bytes.toString('base64')}`])(
    'is refused, and not replaced, where the file holds no key: "%s"',
    (content) => {
      writeFileSync(path, content, { mode: 0o600 });
      expect(() => loadKeyEncryptionKey(path, seededRandomBytes('content'))).toThrow(KeyEncryptionKeyUnusable);
      expect(() => loadKeyEncryptionKey(path, seededRandomBytes('content'))).toThrow(path);
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );
});
