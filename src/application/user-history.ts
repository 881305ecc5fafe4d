import type { RecordedEvent } from '../event-store/port.js';
import type { Core } from './core.js';
import { findUser } from './find-user.js';
import { type Client } from './request-context.js';

/** One event of a user's story, for a person to read. */
export interface HistoryEntry {
  readonly event: RecordedEvent;
  /** Where the request came from; `undefined`: from this machine, or erased. */
  readonly client: Client | undefined;
}

/**
 * Everything that happened to one user, oldest first: who the user is, the first factor and the second.
 * @throws {InvalidInput} nobody has the username.
 */
export async function readUserHistory(core: Core, username: string): Promise<readonly HistoryEntry[]> {
  const { userId } = await findUser(core, username);
  const events: RecordedEvent[] = [];
  for await (const batch of core.eventStore.readStream(`user-${userId}`)) events.push(...batch);
  for await (const batch of core.eventStore.readStream(`twoFactor-${userId}`)) events.push(...batch);
  const ordered = events.toSorted((one, other) => (one.position < other.position ? -1 : 1));
  return Promise.all(ordered.map(async (event) => ({ event, client: await openClient(core, event) })));
}

async function openClient({ sealer }: Core, { id, type, metadata }: RecordedEvent): Promise<Client | undefined> {
  if (metadata.client === undefined) return undefined;
  const opened = await sealer.open(metadata.client, { eventId: id, eventType: type, field: 'client' });
  // Sealed values are authentic: what opens was written by this program.
  return opened.status === 'opened' ? (JSON.parse(opened.text) as Client) : undefined;
}
