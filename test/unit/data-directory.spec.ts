import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeyEncryptionKeyUnusable } from '../../src/crypto/key-encryption-key.js';
import { prepareDataDirectory } from '../../src/data-directory.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** A data directory with everything in it. */
function complete() {
  const files = prepareDataDirectory(join(temporaryDirectory(), 'a', 'b'), false);
  for (const file of [files.keyEncryptionKey, files.keys, files.events]) writeFileSync(file, '');
  return files;
}

describe('a data directory', () => {
  it('is made where it is missing, for its owner only', () => {
    const directory = join(temporaryDirectory(), 'a', 'b');
    prepareDataDirectory(directory, false);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('is taken as it is where it is complete, or new', () => {
    const files = complete();
    expect(prepareDataDirectory(join(files.events, '..'), false)).toEqual(files);
  });

  it('without its keys is refused: new ones would open nothing of its history', () => {
    const { events, keys } = complete();
    rmSync(keys);
    expect(() => prepareDataDirectory(join(events, '..'), true)).toThrow(KeyEncryptionKeyUnusable);
  });

  it('without the key that wraps the keys is refused, unless that is set from outside', () => {
    const { events, keyEncryptionKey } = complete();
    rmSync(keyEncryptionKey);
    expect(() => prepareDataDirectory(join(events, '..'), false)).toThrow(KeyEncryptionKeyUnusable);
    expect(() => prepareDataDirectory(join(events, '..'), true)).not.toThrow();
  });
});
