import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KeyEncryptionKeyUnusable } from './crypto/key-encryption-key.js';

/** The files of a data directory. */
export interface DataFiles {
  /** The history. */
  readonly events: string;
  /** The keys that open what is sealed in it, wrapped. */
  readonly keys: string;
  /** The key that wraps them, where it is not set from outside. */
  readonly keyEncryptionKey: string;
  /** How far reactors have come with the history. Losing it loses no truth. */
  readonly reactors: string;
}

/** The files of a data directory, whether or not they are there. */
export function dataFilesOf(directory: string): DataFiles {
  return {
    events: join(directory, 'events.sqlite'),
    keys: join(directory, 'keys.sqlite'),
    keyEncryptionKey: join(directory, 'key-encryption-key'),
    reactors: join(directory, 'reactors.sqlite'),
  };
}

/**
 * Makes a data directory where there is none. Files are made in the order key-encryption key, keys, events, so one that
 * is there without the one before it has lost it; making a new one in its place would bury the loss.
 *
 * @throws {KeyEncryptionKeyUnusable} the keys of the history, or the key that wraps them, are missing.
 */
export function prepareDataDirectory(directory: string, isKeySetFromOutside: boolean): DataFiles {
  // Nobody else on the machine has any business in here (attack 36).
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const files = dataFilesOf(directory);
  if (existsSync(files.events) && !existsSync(files.keys)) {
    throw new KeyEncryptionKeyUnusable(`There is a history without its keys: restore ${files.keys} from its backup.`);
  }
  if (existsSync(files.keys) && !isKeySetFromOutside && !existsSync(files.keyEncryptionKey)) {
    throw new KeyEncryptionKeyUnusable(
      `The key that wraps ${files.keys} is missing: set KEY_ENCRYPTION_KEY to it, or restore ${files.keyEncryptionKey}.`,
    );
  }
  return files;
}
