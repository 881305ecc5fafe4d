import type { KurrentDBClient, RecordedEvent } from '@kurrent/kurrentdb-client';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import { KurrentDbFailure } from '../../kurrentdb/kurrentdb-failure.js';
import { storeUnavailableFor } from './failures.js';

type Reading = AsyncIterable<{ readonly event?: RecordedEvent }>;

/**
 * All that a reading gives, which its caller has limited; nothing where there is no such stream.
 *
 * @throws {StoreUnavailable}
 */
export async function readEvents(
  connection: Pick<KurrentDbConnection, 'run'>,
  reading: (client: KurrentDBClient) => Reading,
): Promise<readonly RecordedEvent[]> {
  try {
    return await connection.run(async (client) => {
      const events: RecordedEvent[] = [];
      for await (const { event } of reading(client)) {
        if (event !== undefined) events.push(event);
      }
      return events;
    });
  } catch (error) {
    if (error instanceof KurrentDbFailure && error.reason === 'STREAM_NOT_FOUND') return [];
    throw storeUnavailableFor(error);
  }
}
