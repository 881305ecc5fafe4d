import { describe, expect, it } from 'vitest';
import { createKeyedHash } from '../../../src/crypto/keyed-hash.js';

describe('keyed hash', () => {
  it('RFC 4231 test case 2: is HMAC-SHA-256, in base64url', () => {
    const hash = createKeyedHash(Buffer.from('Jefe'))('what do ya want for nothing?');
    expect(Buffer.from(hash, 'base64url').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(hash).toMatch(/^[\w-]{43}$/);
  });

  it('attack 36: is another one under another key', () => {
    expect(createKeyedHash(Buffer.alloc(32, 1))('owner')).not.toBe(createKeyedHash(Buffer.alloc(32, 2))('owner'));
  });
});
