import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RedisCommands } from '../../../src/projections/redis/redis-commands.js';

/** A call of `applyBatches`: how many of the others are keys, the keys, and everything else that the script is given. */
export type RecordedBatch = readonly [keys: number, ...parameters: string[]];

/**
 * Has every batch that is applied through these commands written to a file before it is sent.
 * @returns what closes the file.
 */
export function recordBatches(commands: RedisCommands, file: string): () => void {
  const record = openSync(file, 'w');
  const apply = commands.applyBatches;
  // The client sends a command through a pipeline, which has taken over this method too: it is recorded once.
  commands.applyBatches = function (this: unknown, ...batch) {
    if (this === commands) writeSync(record, `${JSON.stringify(batch)}\n`);
    return apply.apply(this as RedisCommands, batch);
  };
  return () => closeSync(record);
}

/** About as much as is read at a time, in characters: a whole history of them may be larger than the memory. */
const portion = 64 * 2 ** 20;

/** The batches as they were recorded, in portions. */
export async function* readBatches(file: string): AsyncGenerator<readonly RecordedBatch[], void> {
  const record = await open(file);
  let batches: RecordedBatch[] = [];
  let size = 0;
  for await (const line of record.readLines()) {
    // `recordBatches` wrote it.
    batches.push(JSON.parse(line) as RecordedBatch);
    size += line.length;
    if (size < portion) continue;
    yield batches;
    batches = [];
    size = 0;
  }
  if (batches.length > 0) yield batches;
}
