import { createSecretKey } from 'node:crypto';
import { decrypt, encrypt, ivSize, tagSize } from '../aes-gcm.js';
import type { RandomBytes } from '../random-bytes.js';
import { keySize } from './port.js';

/** Wraps keys with a key-encryption key, each bound to its id so that no two can be swapped where they are kept. */
export interface KeyWrap {
  /** A new key, wrapped: IV, ciphertext and tag, one after the other. */
  wrapNew(kid: string): Uint8Array;
  /** @throws {WrongKeyEncryptionKey} also where it belongs to another id. */
  unwrap(kid: string, wrapped: Uint8Array): Uint8Array;
}

export interface KeyWrapDependencies {
  /** 32 bytes, kept apart from what it wraps. */
  readonly keyEncryptionKey: Uint8Array;
  readonly randomBytes: RandomBytes;
  /** Where the keys are kept, for whoever has to find the key-encryption key that belongs there. */
  readonly place: string;
}

/** AES-256-GCM under the key-encryption key. */
export function createKeyWrap({ keyEncryptionKey, randomBytes, place }: KeyWrapDependencies): KeyWrap {
  const wrappingKey = createSecretKey(keyEncryptionKey);
  return {
    wrapNew(kid) {
      const key = randomBytes(keySize);
      const { iv, ciphertext, tag } = encrypt(key, Buffer.from(kid, 'utf8'), wrappingKey, randomBytes(ivSize));
      return Buffer.concat([iv, ciphertext, tag]);
    },
    unwrap(kid, wrapped) {
      const encrypted = {
        iv: wrapped.subarray(0, ivSize),
        ciphertext: wrapped.subarray(ivSize, -tagSize),
        tag: wrapped.subarray(-tagSize),
      };
      const key = decrypt(encrypted, Buffer.from(kid, 'utf8'), wrappingKey);
      if (!key) throw new WrongKeyEncryptionKey(place);
      return key;
    },
  };
}

/** The first key of every place: if it opens, the key-encryption key is the one that wrapped the others. */
export const checkKid = 'service:key-encryption-key-check';

/** The key-encryption key does not open the keys. */
export class WrongKeyEncryptionKey extends Error {
  override readonly name = 'WrongKeyEncryptionKey';
  constructor(place: string) {
    super(
      `This key-encryption key did not wrap the keys in ${place}, or they were altered. ` +
        'Start with the key-encryption key that made them.',
    );
  }
}
