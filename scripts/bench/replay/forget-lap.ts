import { nameOf } from '../../../src/projections/edition.js';
import { partitions } from '../../../src/projections/partition.js';
import { projections } from '../../../src/projections/projections.js';
import { redisKeysOf } from '../../../src/projections/redis/redis-keys.js';
import type { RedisClient } from '../../../src/redis/redis-client.js';
import { lapMark } from './repeated-history.js';

/** Removes the documents of a lap to whose people nothing happens any more, so that Redis need not hold those of all. */
export async function forgetLap(client: RedisClient, storeId: string, lap: number): Promise<void> {
  const keys = redisKeysOf(storeId);
  for (const { name: projection, version } of projections) {
    for (const partition of partitions) {
      await removeFields(client, keys.edition(nameOf({ projection, version, number: 1 }), partition), lapMark(lap));
    }
  }
}

async function removeFields(client: RedisClient, hash: string, ending: string): Promise<void> {
  let cursor = '0';
  do {
    const [next, pairs] = await client.hscan(hash, cursor, 'MATCH', `*${ending}`, 'COUNT', 1_000);
    const fields = pairs.filter((_, index) => index % 2 === 0);
    if (fields.length > 0) await client.hdel(hash, ...fields);
    cursor = next;
  } while (cursor !== '0');
}
