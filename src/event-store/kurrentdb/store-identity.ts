import { jsonEvent, NO_STREAM } from '@kurrent/kurrentdb-client';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import { KurrentDbFailure } from '../../kurrentdb/kurrentdb-failure.js';
import { readEvents } from './read-events.js';

/**
 * The store's identity, which stands in a stream of its own. It is made where there is none; of two who open a new store
 * at once one is first, and both find what that one has written.
 *
 * @throws {StoreUnavailable} it cannot be read. @throws {KurrentDbFailure} it cannot be written.
 */
export async function identityIn(
  connection: Pick<KurrentDbConnection, 'run'>,
  stream: string,
  newStoreId: () => string,
): Promise<string> {
  const found = await findIdentity(connection, stream);
  if (found !== undefined) return found;
  try {
    const event = jsonEvent({ type: 'StoreCreated', data: { id: newStoreId() } });
    await connection.run((client) =>
      client.appendToStream(stream, event, { streamState: NO_STREAM, requiresLeader: true }),
    );
  } catch (error) {
    if (!(error instanceof KurrentDbFailure && error.reason === 'CONFLICT')) throw error;
  }
  const made = await findIdentity(connection, stream);
  if (made === undefined) throw new KurrentDbFailure('FAILED');
  return made;
}

async function findIdentity(connection: Pick<KurrentDbConnection, 'run'>, stream: string): Promise<string | undefined> {
  const options = { maxCount: 1, requiresLeader: true };
  const [created] = await readEvents(connection, (client) => client.readStream(stream, options));
  const data: unknown = created?.data;
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}
