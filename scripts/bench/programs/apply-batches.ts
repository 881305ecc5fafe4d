/**
 * Applies recorded batches to an empty Redis: the script with its keys and arguments, as many at a time as when they
 * were recorded, and nothing else. Nothing is read, decoded or folded. Arguments: the file, the address of Redis. Prints
 * how many seconds it took, without the time for reading the file.
 */
import { withScripts } from '../../../src/projections/redis/redis-commands.js';
import { openUsableRedis } from '../../redis/open-usable-redis.js';
import { type RecordedBatch, readBatches } from '../replay/recorded-batches.js';

const [, , file = '', redisUrl = ''] = process.argv;
const connection = await openUsableRedis(redisUrl);
const commands = withScripts(connection.client);
const fenced = new Set<string>();
let milliseconds = 0;
for await (const batches of readBatches(file)) {
  // One partition's batches follow one another; all partitions are under way at the same time.
  const byPartition = Map.groupBy(batches, ([, fenceKey = '']) => fenceKey);
  for (const [fenceKey, [first]] of byPartition) {
    if (!fenced.has(fenceKey)) await commands.set(fenceKey, first === undefined ? '' : fenceOf(first));
    fenced.add(fenceKey);
  }
  const begun = performance.now();
  await Promise.all([...byPartition.values()].map((ofPartition) => applyInTurn(ofPartition)));
  milliseconds += performance.now() - begun;
}
connection.close();
console.log(milliseconds / 1_000);

/** The first argument behind the keys. */
function fenceOf([keys, ...parameters]: RecordedBatch): string {
  return parameters[keys] ?? '';
}

async function applyInTurn(batches: readonly RecordedBatch[]): Promise<void> {
  for (const batch of batches) {
    const outcome = await commands.applyBatches(...batch);
    if (outcome !== 'APPLIED') throw new Error(`A recorded batch was refused: ${outcome}.`);
  }
}
