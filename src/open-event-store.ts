import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { dataFilesOf } from './data-directory.js';
import type { Codec } from './event-store/codec.js';
import { type EventStore, StoreUnavailable } from './event-store/port.js';
import { openSqliteEventStore } from './event-store/sqlite/sqlite-event-store.js';
import type { EventStoreAddress } from './event-store-address.js';
import { openTogether } from './open-together.js';

/**
 * Opens the event store of an address, whichever adapter it takes. It is made where there is none. What it holds on to,
 * such as a connection, is let go of when it is closed.
 *
 * @throws {StoreUnavailable} it cannot be reached, made or used.
 */
export async function openEventStoreAt(address: EventStoreAddress, codec: Codec): Promise<EventStore> {
  switch (address.kind) {
    case 'sqlite': {
      const file = eventsFileAt(address.path);
      makeFolder(dirname(file));
      return openSqliteEventStore({ file, codec });
    }
    case 'kurrentdb':
      return openKurrentDbAt(address.url, codec);
  }
}

/** Whether there is an event store to read. Whether a server is there turns out when it is opened. */
export function isEventStoreAt(address: EventStoreAddress): boolean {
  return address.kind !== 'sqlite' || existsSync(eventsFileAt(address.path));
}

/** A path of neither is a data directory that is yet to be made, unless it is named like a file. */
function eventsFileAt(path: string): string {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? extname(path) === '.sqlite';
  return isFile ? path : dataFilesOf(path).events;
}

function makeFolder(folder: string): void {
  try {
    // Nobody else on the machine has any business in here (attack 36).
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StoreUnavailable('The folder of the event store cannot be made.', { cause });
  }
}

function openKurrentDbAt(url: string, codec: Codec): Promise<EventStore> {
  return openTogether(async (opened) => {
    // Loaded where it is asked for: the client is large, and mostly not wanted.
    const { openKurrentDb } = await import('./kurrentdb/kurrentdb-connection.js');
    const { openKurrentDbEventStore } = await import('./event-store/kurrentdb/kurrentdb-event-store.js');
    const connection = opened.add(openKurrentDb({ url }));
    const store = opened.add(await openKurrentDbEventStore({ connection, codec }));
    return { ...store, close: opened.close };
  });
}
