import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** What AES-256-GCM makes of a plaintext. */
export interface Encrypted {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Bytes of an initialisation vector (NIST SP 800-38D section 8.2.2: random, so at most 2^32 under one key). */
export const ivSize = 12;

/** Bytes of an authentication tag. Shorter ones, which GCM also knows, are forged by trying. */
export const tagSize = 16;

/** Keys come as key objects: what Node makes of bare bytes costs twice as much as the cipher itself. */
const algorithm = 'aes-256-gcm';

/**
 * Encrypts under a 32-byte key. `iv` must be fresh and random: two plaintexts under one key and IV give both away.
 *
 * @throws {RangeError} the key is not 32 bytes, or `iv` is not 12.
 */
export function encrypt(plaintext: Uint8Array, associatedData: Uint8Array, key: KeyObject, iv: Uint8Array): Encrypted {
  if (iv.length !== ivSize) throw new RangeError(`An initialisation vector has ${ivSize} bytes.`);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagSize });
  cipher.setAAD(associatedData);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

/**
 * The plaintext, or `undefined` where the key, the associated data or any byte is not what it was encrypted with.
 * Nothing of a plaintext comes out before the tag has been checked.
 *
 * @throws {RangeError} the key is not 32 bytes.
 */
export function decrypt(encrypted: Encrypted, associatedData: Uint8Array, key: KeyObject): Buffer | undefined {
  const { iv, ciphertext, tag } = encrypted;
  // A tag cut to 4 bytes is forged with 2^32 tries; `authTagLength` alone is not left to be the only guard.
  if (iv.length !== ivSize || tag.length !== tagSize) return undefined;
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagSize });
  decipher.setAAD(associatedData);
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return undefined;
  }
}
