import { createHmac, createSecretKey } from 'node:crypto';

/**
 * HMAC-SHA-256 (RFC 2104) of a text, base64url. It stands for the text where the text must not stand, such as a
 * username in a stream's name: without the key nobody can try candidates against it (attack 36).
 */
export type KeyedHash = (text: string) => string;

/** A keyed hash under a key of its own: 32 bytes that serve no other purpose. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  const secretKey = createSecretKey(key);
  return (text) => createHmac('sha256', secretKey).update(text, 'utf8').digest('base64url');
}
