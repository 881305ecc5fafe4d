import { BACKWARDS, END, FORWARDS, type RecordedEvent, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { StreamName } from '../../domain/events.js';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import type { StoredEvent } from '../codec.js';
import type { Position } from '../port.js';
import { numberOf } from '../position.js';
import { placeOf, storedEventOf } from './event-form.js';
import { readEvents } from './read-events.js';
import type { StreamNames } from './stream-names.js';

/** Reads what is in the database. Everything rejects with `StoreUnavailable` where it cannot be read. */
export interface KurrentDbHistory {
  readStream(stream: StreamName, fromRevision: number, limit: number): Promise<readonly StoredEvent[]>;
  readAll(after: Position | undefined, limit: number): Promise<readonly StoredEvent[]>;
  /** The positions of the first `limit` events after a position. */
  positionsAfter(after: Position | undefined, limit: number): Promise<readonly Position[]>;
  /** The last revision of a stream; `undefined`: there is no such stream. */
  lastRevision(stream: StreamName): Promise<number | undefined>;
  head(): Promise<Position | undefined>;
}

export function createKurrentDbHistory(
  connection: Pick<KurrentDbConnection, 'run'>,
  names: StreamNames,
): KurrentDbHistory {
  const filter = streamNameFilter({ prefixes: [names.historyPrefix] });
  const read = (reading: Parameters<typeof readEvents>[1]) => readEvents(connection, reading);

  /** The database gives the event at the position too, where there is one of ours. */
  const eventsAfter = async (after: Position | undefined, limit: number): Promise<readonly RecordedEvent[]> => {
    const fromPosition = after === undefined ? START : { commit: numberOf(after), prepare: numberOf(after) };
    const maxCount = after === undefined ? limit : limit + 1;
    const events = await read((client) =>
      client.readAll({ direction: FORWARDS, fromPosition, maxCount, filter, requiresLeader: true }),
    );
    const isNew = (event: RecordedEvent) => after === undefined || placeOf(event) > after;
    return events.filter(isNew).slice(0, limit);
  };

  return {
    async readStream(stream, fromRevision, limit) {
      const options = { fromRevision: BigInt(fromRevision), maxCount: limit, requiresLeader: true };
      const events = await read((client) => client.readStream(names.ofHistory(stream), options));
      return events.map((event) => storedEventOf(event, stream));
    },
    async readAll(after, limit) {
      return (await eventsAfter(after, limit)).map((event) => storedEventOf(event, names.streamOf(event.streamId)));
    },
    async positionsAfter(after, limit) {
      return (await eventsAfter(after, limit)).map(placeOf);
    },
    async lastRevision(stream) {
      const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
      const [last] = await read((client) => client.readStream(names.ofHistory(stream), options));
      return last && Number(last.revision);
    },
    async head() {
      const options = { direction: BACKWARDS, fromPosition: END, maxCount: 1, filter, requiresLeader: true } as const;
      const [newest] = await read((client) => client.readAll(options));
      return newest && placeOf(newest);
    },
  };
}
