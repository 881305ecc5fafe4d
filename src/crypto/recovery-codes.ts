import { timingSafeEqual } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import type { RecoveryCodeHash } from '../domain/two-factor/events.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import type { RandomBytes } from './random-bytes.js';

/** What the history keeps of a set of recovery codes. */
export interface StoredRecoveryCodes {
  /** Salt of the whole set, base64url. */
  readonly salt: string;
  readonly codes: readonly RecoveryCodeHash[];
}

/** A fresh set. */
export interface NewRecoveryCodes {
  /** To be shown once: `XXXX-XXXX-XXXX-XXXX`. */
  readonly plain: readonly string[];
  readonly stored: StoredRecoveryCodes;
}

/** Codes of a set (E7). */
const codesInSet = 10;

/** Characters of a code, five random bits each: 80 bits. */
const codeLength = 16;

/** Crockford's base32: no I, L, O, which are read as digits, and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Nobody types more than this for a code, whatever the separators. */
const longestEntry = 64;

/**
 * A code has 80 random bits and cannot be guessed whatever the hash costs; the hash is slow so that a generator that
 * turns out to be weak does not open the codes at once. One hash (about 3 ms) is paid for each entered code.
 */
const argon2id = { memoryCost: 8 * 1_024, timeCost: 1, parallelism: 1, outputLen: 32 };

/** Ten random codes, with their argon2id hashes under one salt. */
export async function createRecoveryCodes(randomBytes: RandomBytes): Promise<NewRecoveryCodes> {
  const plain = Array.from({ length: codesInSet }, () => createCode(randomBytes));
  const salt = randomBytes(16);
  const codes = await Promise.all(
    plain.map(async (code) => ({
      codeId: encodeBase64url(randomBytes(9)),
      hash: encodeBase64url(await hashRaw(code, { ...argon2id, salt })),
    })),
  );
  return { plain, stored: { salt: encodeBase64url(salt), codes } };
}

/**
 * An entered code as it was printed, or `undefined` where no code can be meant. Case, spaces and dashes of any kind
 * are ignored, O is read as 0, I and L as 1 (E7).
 */
export function normaliseRecoveryCode(entry: string): string | undefined {
  if (entry.length > longestEntry) return undefined;
  const characters = entry.replace(/[\s\p{Dash_Punctuation}]/gu, '');
  if (!/^[0-9A-Za-z]+$/.test(characters)) return undefined;
  const code = characters.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  if (code.length !== codeLength || code.includes('U')) return undefined;
  return inGroups(code);
}

/**
 * Which code of the set was entered; `undefined` for none. It is compared with all, so that the time taken does not
 * tell which. It does not know which are used up: the decider does.
 */
export async function matchRecoveryCode(entry: string, stored: StoredRecoveryCodes): Promise<string | undefined> {
  const code = normaliseRecoveryCode(entry);
  if (code === undefined) return undefined;
  const hash = await hashRaw(code, { ...argon2id, salt: Buffer.from(stored.salt, 'base64url') });
  return stored.codes.filter((candidate) => isEqual(hash, candidate.hash))[0]?.codeId;
}

/** 256 is a multiple of 32, so that each character is as likely as any other. */
function createCode(randomBytes: RandomBytes): string {
  return inGroups(Array.from(randomBytes(codeLength), (byte) => alphabet.charAt(byte % alphabet.length)).join(''));
}

function inGroups(code: string): string {
  return code.replace(/.{4}(?!$)/g, '$&-');
}

function isEqual(hash: Uint8Array, stored: string): boolean {
  const bytes = decodeBase64url(stored);
  return bytes?.length === hash.length && timingSafeEqual(bytes, hash);
}
