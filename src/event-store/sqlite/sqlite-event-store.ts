import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { Codec } from '../codec.js';
import type { EventLog } from '../event-log.js';
import { createEventStoreOverLog } from '../event-store-over-log.js';
import type { EventStore } from '../port.js';
import { countBetween } from '../position.js';
import { watchCommits } from './commit-notices.js';
import { prepareDatabase } from './database-file.js';
import { openReader } from './reader.js';
import { storage } from './storage.js';
import { connectWriter, startWriterThread } from './writer.js';
import type { WriterSettings } from './writer-protocol.js';

export interface SqliteEventStoreDependencies {
  /** The database; made where there is none. Its directory must be there. */
  readonly file: string;
  readonly codec: Codec;
  /** How long another process may hold the write lock before an append is given up, in milliseconds: 5,000. */
  readonly busyTimeout?: number;
  /** Makes the id of a new store. */
  readonly newStoreId?: () => string;
  readonly startThread?: (settings: WriterSettings) => Worker;
}

/**
 * Opens the event store that keeps its history in one SQLite file. Several processes of this machine may have it open
 * and append. Keeps the process alive until it is closed.
 *
 * @throws {StoreUnavailable} the file cannot be used, was made by a newer program, or SQLite is too old for it.
 */
export async function openSqliteEventStore(dependencies: SqliteEventStoreDependencies): Promise<EventStore> {
  const { file, codec, busyTimeout = 5_000, newStoreId = randomUUID, startThread = startWriterThread } = dependencies;
  const id = storage(() => prepareDatabase(file, busyTimeout, newStoreId));
  const watchers = new Set<() => void>();
  const notify = (): void => {
    for (const onAppended of watchers) {
      onAppended();
    }
  };
  const reader = storage(() => openReader(file, busyTimeout));
  const notices = watchCommits({ file, dataVersion: () => reader.dataVersion(), onCommitted: notify });
  const writer = await connectWriter(startThread({ file, busyTimeout }), () => notices.look()).catch(
    (error: unknown) => {
      notices.close();
      reader.close();
      throw error;
    },
  );

  const log: EventLog = {
    id,
    append: (stream, expected, events) => writer.append(stream, expected, events),
    readStream: (stream, fromRevision, limit) => storage(() => reader.readStream(stream, fromRevision, limit)),
    readAll: (after, limit) => storage(() => reader.readAll(after, limit)),
    head: () => storage(() => reader.head()),
    countAfter: (position) =>
      countBetween(
        position,
        storage(() => reader.head()),
      ),
    // A file of this machine that cannot be read is no passing thing.
    persistently: (work) => work(),
    watch(onAppended) {
      watchers.add(onAppended);
      return () => watchers.delete(onAppended);
    },
    async close() {
      notices.close();
      reader.close();
      await writer.close();
    },
  };
  return createEventStoreOverLog({ log, codec });
}
