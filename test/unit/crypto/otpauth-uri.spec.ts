import fc from 'fast-check';
import { TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { otpauthUri } from '../../../src/crypto/otpauth-uri.js';
import { createTotpSecret } from '../../../src/crypto/totp.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('C2: the otpauth URI', () => {
  it('spells out every parameter and percent-encodes, spaces as %20', () => {
    expect(otpauthUri({ issuer: 'Reseller Control Panel', account: 'jan+1@example.org', secret })).toBe(
      'otpauth://totp/Reseller%20Control%20Panel:jan%2B1%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
        '&issuer=Reseller%20Control%20Panel&algorithm=SHA1&digits=6&period=30',
    );
  });

  it('has no colon inside issuer or account, at which apps would split the label', () => {
    expect(otpauthUri({ issuer: 'Acme: Domains', account: ' a:b::c ', secret })).toMatch(
      /^otpauth:\/\/totp\/Acme%20Domains:a%20b%20c\?secret=\w+&issuer=Acme%20Domains&/,
    );
  });

  it('cannot be given further parameters by a name', () => {
    const uri = otpauthUri({ issuer: 'A&secret=AAAA', account: 'b?digits=8#', secret });
    expect([...new URL(uri).searchParams.keys()]).toEqual(['secret', 'issuer', 'algorithm', 'digits', 'period']);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
  });

  it('is read back by another implementation, whatever the names', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /[^\s:]/.test(text));
    fc.assert(
      fc.property(name, name, fc.string(), (issuer, account, seed) => {
        const randomSecret = createTotpSecret(seededRandomBytes(seed));
        const read = URI.parse(otpauthUri({ issuer, account, secret: randomSecret }));
        expect(read).toBeInstanceOf(TOTP);
        expect(read).toMatchObject({ algorithm: 'SHA1', digits: 6, period: 30 });
        expect(read.secret.base32).toBe(randomSecret);
        const plain = (text: string) => text.replace(/\s*:[\s:]*/g, ' ').trim();
        expect([read.issuer, read.label]).toEqual([plain(issuer), plain(account)]);
      }),
    );
  });
});
