import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** Makes the tokens that are sent by SMS, and knows them again. */
export interface SmsTokenDerivation {
  /** The token of a token id: six digits. A secret. */
  tokenOf(tokenId: string): string;
  /** The id, among those given, whose token this is; `undefined`: none. Looks at all of them, whichever matches. */
  matching(token: string, tokenIds: readonly string[]): string | undefined;
}

const digits = 6;

/**
 * A token is HMAC-SHA-256 of its id, cut to six digits as RFC 4226 section 5.3 does. Nothing of it is stored: whoever
 * has the history and not the key knows no token and can try none (attack 36), and there is nothing to destroy once it
 * has been sent. Ids have 128 random bits, so a token is as good as drawn at random (docs/decisions/0009).
 *
 * @param key 32 bytes that serve no other purpose.
 */
export function createSmsTokenDerivation(key: Uint8Array): SmsTokenDerivation {
  const secretKey = createSecretKey(key);
  const tokenOf = (tokenId: string): string => {
    const mac = createHmac('sha256', secretKey).update(tokenId, 'utf8').digest();
    const truncated = mac.readUInt32BE(mac.readUInt8(mac.length - 1) & 0xf) & 0x7f_ff_ff_ff;
    return String(truncated % 10 ** digits).padStart(digits, '0');
  };
  return {
    tokenOf,
    matching(token, tokenIds) {
      const given = Buffer.from(token, 'utf8');
      let found: string | undefined;
      for (const tokenId of tokenIds) {
        const expected = Buffer.from(tokenOf(tokenId), 'utf8');
        // In constant time, and on to the last one: how long it takes says nothing about how much of a guess was right.
        if (given.length === expected.length && timingSafeEqual(given, expected)) found = tokenId;
      }
      return found;
    },
  };
}
