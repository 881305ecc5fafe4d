import { createSecretKey } from 'node:crypto';
import { decrypt, encrypt, ivSize, tagSize } from '../../aes-gcm.js';
import type { RandomBytes } from '../../random-bytes.js';

/** Wraps keys with a key-encryption key, each bound to its id so that no two can be swapped in the file. */
export interface KeyWrap {
  /** IV, ciphertext and tag, one after the other. */
  wrap(kid: string, key: Uint8Array): Uint8Array;
  /** `undefined`: this key-encryption key did not wrap it, or it was altered, or it belongs to another id. */
  unwrap(kid: string, wrapped: Uint8Array): Uint8Array | undefined;
}

/** AES-256-GCM under the key-encryption key (32 bytes). */
export function createKeyWrap(keyEncryptionKey: Uint8Array, randomBytes: RandomBytes): KeyWrap {
  const wrappingKey = createSecretKey(keyEncryptionKey);
  return {
    wrap(kid, key) {
      const { iv, ciphertext, tag } = encrypt(key, Buffer.from(kid, 'utf8'), wrappingKey, randomBytes(ivSize));
      return Buffer.concat([iv, ciphertext, tag]);
    },
    unwrap(kid, wrapped) {
      const encrypted = {
        iv: wrapped.subarray(0, ivSize),
        ciphertext: wrapped.subarray(ivSize, -tagSize),
        tag: wrapped.subarray(-tagSize),
      };
      return decrypt(encrypted, Buffer.from(kid, 'utf8'), wrappingKey);
    },
  };
}
