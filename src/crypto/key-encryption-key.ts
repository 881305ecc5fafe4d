import { closeSync, fstatSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeBase64url } from './base64url.js';
import type { RandomBytes } from './random-bytes.js';

/** Bytes of a key-encryption key. */
const size = 32;

/** Rights of the group and of others. */
const notTheOwner = 0o077;

/**
 * The key-encryption key from its base64 text, as the environment and the file have it.
 *
 * @throws {KeyEncryptionKeyUnusable} it is not exactly 32 bytes in padded base64. The text is not repeated.
 */
export function parseKeyEncryptionKey(text: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== size || key.toString('base64') !== text.trim()) {
    throw new KeyEncryptionKeyUnusable(
      `A key-encryption key is ${size} random bytes in base64, as \`openssl rand -base64 ${size}\` prints them.`,
    );
  }
  return key;
}

/**
 * The key-encryption key from a file that only its owner can read, made where there is none. Processes that start at
 * once on an empty folder end with one key.
 *
 * @throws {KeyEncryptionKeyUnusable} others can read the file, or it does not hold a key.
 */
export function loadKeyEncryptionKey(path: string, randomBytes: RandomBytes): Uint8Array {
  const text = readPrivateFile(path);
  if (text !== undefined) return parseFile(path, text);
  createFile(path, randomBytes);
  return parseFile(path, readPrivateFile(path) ?? '');
}

function parseFile(path: string, text: string): Uint8Array {
  try {
    return parseKeyEncryptionKey(text);
  } catch (error) {
    throw error instanceof KeyEncryptionKeyUnusable ? new KeyEncryptionKeyUnusable(`${path}: ${error.message}`) : error;
  }
}

/** `undefined`: there is no such file. */
function readPrivateFile(path: string): string | undefined {
  const file = openExisting(path);
  if (file === undefined) return undefined;
  try {
    // Of the open file, not of the path: the path may lead elsewhere a moment later.
    if (process.platform !== 'win32' && (fstatSync(file).mode & notTheOwner) !== 0) {
      throw new KeyEncryptionKeyUnusable(`Others can read ${path}. Run: chmod 600 '${path}'`);
    }
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Written and synced under another name and linked when whole, so that nobody ever reads half a key and no crash
 * leaves one. A link never replaces: where another process was first, its key stays.
 */
function createFile(path: string, randomBytes: RandomBytes): void {
  const unfinished = `${path}.${encodeBase64url(randomBytes(9))}`;
  const file = openSync(unfinished, 'wx', 0o600);
  try {
    writeFileSync(file, `${Buffer.from(randomBytes(size)).toString('base64')}\n`);
    fsyncSync(file);
    linkSync(unfinished, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    unlinkSync(unfinished);
  }
  syncFolder(dirname(path));
}

/** The name must be on disk before the first key is wrapped: with the name lost, all keys are. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** There is a key-encryption key, and the service must not start with it. */
export class KeyEncryptionKeyUnusable extends Error {
  override readonly name = 'KeyEncryptionKeyUnusable';
}
