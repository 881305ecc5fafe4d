import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** About as much as one sign-in adds to the history, in bytes. */
const recordSize = 1_024;

/**
 * How many records a second the disk takes where each is waited for: one append and one fdatasync after the other.
 * It holds up this process meanwhile.
 */
export function syncsPerSecond(directory: string, seconds: number): number {
  const file = openSync(join(directory, 'syncs'), 'a');
  const record = Buffer.alloc(recordSize, 's');
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1_000;
  let syncs = 0;
  while (elapsed() < seconds) {
    writeSync(file, record);
    fdatasyncSync(file);
    syncs += 1;
  }
  closeSync(file);
  return syncs / elapsed();
}
