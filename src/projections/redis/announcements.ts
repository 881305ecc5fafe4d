import type { Position } from '../../event-store/port.js';
import type { RedisClient } from '../../redis/redis-client.js';
import { type EditionName, projectionOf } from '../edition.js';
import type { Partition } from '../partition.js';
import type { EditionBatch } from '../view-store.js';
import type { Waiters } from '../waiters.js';
import type { Watches } from '../watches.js';

/** What a message says: in this partition, these editions have moved there, with these documents. */
interface Announcement {
  readonly partition: Partition;
  readonly moved: readonly (readonly [edition: EditionName, position: Position, ids: readonly string[]])[];
}

/** The message of a batch; empty: nobody needs to be told. */
export function announcementOf(partition: Partition, batches: readonly EditionBatch[]): string {
  const moved = batches
    .filter(({ announced }) => announced)
    .map(({ edition, position, documents }) => [edition, position, [...documents.keys()]] as const);
  return moved.length === 0 ? '' : JSON.stringify({ partition, moved } satisfies Announcement);
}

/**
 * Wakes those who wait and watch in this process, whichever process wrote. Resolves when it hears what is announced;
 * with a new connection it is subscribed to again.
 */
export async function listenForAnnouncements(
  listener: RedisClient,
  channel: string,
  { waiters, watches }: { readonly waiters: Waiters; readonly watches: Watches },
): Promise<void> {
  listener.on('message', (from: string, message: string) => {
    if (from !== channel) return;
    const { partition, moved } = JSON.parse(message) as Announcement;
    for (const [edition, position, ids] of moved) {
      waiters.moved({ edition, partition }, position);
      watches.changed(projectionOf(edition), ids);
    }
  });
  // Until then nobody is woken, and queries do not wait for long.
  await listener.subscribe(channel).catch(() => undefined);
}
