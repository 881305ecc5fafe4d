import { createSecretKey } from 'node:crypto';
import type { SealedValue } from '../domain/sealed-value.js';
import { decrypt, encrypt, ivSize } from './aes-gcm.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import type { RandomBytes } from './random-bytes.js';

/** Where a sealed value stands. A value opens there and nowhere else. */
export interface SealContext {
  readonly eventId: string;
  readonly eventType: string;
  /** Name of the field in the event's data, or `client` for the metadata. */
  readonly field: string;
}

/** A data key and its id. */
export interface SealingKey {
  readonly kid: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/**
 * Seals a text with AES-256-GCM under a random 96-bit IV, bound to its place.
 * UTF-16 that is not well-formed comes back with U+FFFD in place of lone surrogates.
 */
export function seal(text: string, context: SealContext, key: SealingKey, randomBytes: RandomBytes): SealedValue {
  const { iv, ciphertext, tag } = encrypt(
    Buffer.from(text, 'utf8'),
    associatedData(context),
    createSecretKey(key.bytes),
    randomBytes(ivSize),
  );
  return {
    kid: key.kid,
    alg: 'A256GCM',
    iv: encodeBase64url(iv),
    ct: encodeBase64url(ciphertext),
    tag: encodeBase64url(tag),
  };
}

/**
 * The text that was sealed.
 *
 * @throws {CannotOpen} another key, another place, an altered value, or one that is not written as `seal` writes it.
 */
export function open(sealed: SealedValue, context: SealContext, keyBytes: Uint8Array): string {
  const iv = decodeBase64url(sealed.iv);
  const ciphertext = decodeBase64url(sealed.ct);
  const tag = decodeBase64url(sealed.tag);
  // The history is read from a file that somebody may have edited: the type of `alg` is no proof of its value.
  const { alg }: { readonly alg: string } = sealed;
  if (alg !== 'A256GCM' || !iv || !ciphertext || !tag) throw new CannotOpen();
  const plaintext = decrypt({ iv, ciphertext, tag }, associatedData(context), createSecretKey(keyBytes));
  if (!plaintext) throw new CannotOpen();
  return plaintext.toString('utf8');
}

/** A sealed value did not open. It says nothing of key, text or reason: whoever edits values must learn nothing. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
  constructor() {
    super('The sealed value does not open: it was altered, or sealed under another key or for another place.');
  }
}

/** JSON quotes each part, so that no two places have one encoding (`a`+`bc` is not `ab`+`c`). */
function associatedData({ eventId, eventType, field }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([eventId, eventType, field]), 'utf8');
}
