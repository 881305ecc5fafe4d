import type { RedisConnection } from '../../redis/redis-connection.js';
import { type Catalog, emptyCatalog } from '../catalog.js';
import type { EditionName } from '../edition.js';
import { type Partition, partitionOf, partitions } from '../partition.js';
import { type Document, type FoundGroup, parkedGroup, type ViewStore } from '../view-store.js';
import { createWaiters } from '../waiters.js';
import { createWatches } from '../watches.js';
import { announcementOf, listenForAnnouncements } from './announcements.js';
import { applyArguments } from './apply-arguments.js';
import { documentOf, positionIn } from './document-text.js';
import { asking, withScripts } from './redis-commands.js';
import { redisKeysOf } from './redis-keys.js';
import { membersField, positionField } from './scripts.js';

export interface RedisViewStoreDependencies {
  readonly connection: RedisConnection;
  /** The event store that views are made from. */
  readonly storeId: string;
}

const idsAtATime = 500;

/** Views in Redis, for any number of processes, on one server or on a cluster. The connection is closed with it. */
export function createRedisViewStore({ connection, storeId }: RedisViewStoreDependencies): ViewStore {
  const redis = withScripts(connection.client);
  const keys = redisKeysOf(storeId);
  const waiters = createWaiters();
  const watches = createWatches();
  let listening: Promise<void> | undefined;
  /** Resolves once it hears what is announced. A process that only writes does not need to. */
  const listen = (): Promise<void> => {
    listening ??= listenForAnnouncements(connection.listener(), keys.channel, { waiters, watches });
    return listening;
  };

  const positionOf = async (edition: EditionName, partition: Partition) =>
    positionIn(await asking(redis.hget(keys.edition(edition, partition), positionField)));

  async function* scan(key: string, pattern: string): AsyncGenerator<readonly string[]> {
    let cursor = '0';
    do {
      const [next, pairs] = await asking(redis.hscan(key, cursor, 'MATCH', pattern, 'COUNT', idsAtATime));
      yield pairs.filter((_, index) => index % 2 === 0);
      cursor = next;
    } while (cursor !== '0');
  }

  async function readOneGroup<View>(
    edition: EditionName,
    partition: Partition,
    group: string,
  ): Promise<FoundGroup<View>> {
    const [position, members, ...pairs] = await asking(
      redis.readViewGroup(
        2,
        keys.edition(edition, partition),
        keys.group(edition, partition, group),
        membersField(group),
      ),
    );
    const documents = new Map<string, Document<View> | 'UNREADABLE'>();
    for (let index = 0; index < pairs.length; index += 2) {
      const [id = '', text = ''] = pairs.slice(index, index + 2);
      documents.set(id, documentOf<View>({ edition, id }, text));
    }
    return { documents, position: positionIn(position), complete: documents.size === Number(members) };
  }

  return {
    read: async <View>(edition: EditionName, id: string) => {
      const [text, position] = await asking(redis.hmget(keys.edition(edition, partitionOf(id)), id, positionField));
      const document = typeof text === 'string' ? documentOf<View>({ edition, id }, text) : undefined;
      return { document, position: positionIn(position) };
    },

    readMany: async (edition, partition, ids) => {
      if (ids.length === 0) return new Map();
      const texts = await asking(redis.hmget(keys.edition(edition, partition), ...ids));
      const found = new Map<string, Document | 'UNREADABLE'>();
      for (const [index, id] of ids.entries()) {
        const text = texts[index];
        if (typeof text === 'string') found.set(id, documentOf({ edition, id }, text));
      }
      return found;
    },

    readGroup: <View>(edition: EditionName, group: string) =>
      Promise.all(partitions.map((partition) => readOneGroup<View>(edition, partition, group))),

    async *ids(edition, partition) {
      for await (const fields of scan(keys.edition(edition, partition), '*')) {
        yield fields.filter((field) => !field.startsWith('#'));
      }
    },

    claim: async (partition, editions) => {
      const names = [keys.fence(partition), ...editions.map((edition) => keys.edition(edition, partition))];
      const [fence, ...found] = await asking(redis.claimPartition(names.length, ...names));
      return { fence, positions: new Map(editions.map((edition, index) => [edition, positionIn(found[index])])) };
    },

    apply: async (partition, fence, batches) => {
      const message = announcementOf(partition, batches);
      const { names, parameters } = applyArguments(keys, partition, batches);
      const outcome = await asking(
        redis.applyBatches(names.length, ...names, fence, keys.channel, message, ...parameters),
      );
      return outcome === 'FENCED' || outcome === 'MOVED' ? outcome : 'APPLIED';
    },

    status: async (editions) => {
      const one = async (edition: EditionName, partition: Partition) => {
        const fields = [positionField, membersField(parkedGroup)];
        const [position, parked] = await asking(redis.hmget(keys.edition(edition, partition), ...fields));
        return { position: positionIn(position), parked: Number(parked ?? 0) };
      };
      const of = async (edition: EditionName) =>
        [edition, await Promise.all(partitions.map((partition) => one(edition, partition)))] as const;
      return new Map(await Promise.all(editions.map(of)));
    },

    reached: async (place, position, withinMilliseconds) => {
      // Whoever asks first and waits afterwards would miss what is announced in between.
      const waiting = waiters.wait(place, position, withinMilliseconds);
      await Promise.race([listen(), waiting]);
      const current = await positionOf(place.edition, place.partition);
      return current !== undefined && current >= position ? true : waiting;
    },

    watch: (projection, id, onChanged) => {
      void listen();
      return watches.add(projection, id, onChanged);
    },

    watches: watches.count,

    catalog: async () => {
      const text = await asking(redis.get(keys.catalog));
      return text === null ? emptyCatalog : (JSON.parse(text) as Catalog);
    },

    replaceCatalog: async (catalog) => {
      const before = String(catalog.revision - 1);
      return (await asking(redis.replaceViewCatalog(1, keys.catalog, before, JSON.stringify(catalog)))) === 1;
    },

    drop: async (edition) => {
      for (const partition of partitions) {
        const key = keys.edition(edition, partition);
        const prefix = membersField('');
        for await (const fields of scan(key, `${prefix}*`)) {
          const groups = fields.map((field) => keys.group(edition, partition, field.slice(prefix.length)));
          if (groups.length > 0) await asking(redis.unlink(...groups));
        }
        await asking(redis.unlink(key));
      }
    },

    close: async () => {
      waiters.clear();
      watches.clear();
      connection.close();
    },
  };
}
