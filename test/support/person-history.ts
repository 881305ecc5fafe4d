import type { DataOf, EventType } from '../../src/domain/events.js';
import type { RecordedEvent } from '../../src/event-store/port.js';
import type { PersonData } from './person.js';
import type { TestService } from './test-service.js';

/** What the history has of one person: the first factor and the second. */
export interface PersonHistory {
  /** Types of the events since this was last asked for (at first: since the beginning), oldest first. */
  news(): Promise<readonly EventType[]>;
  /** Data of all events of a type, oldest first. */
  dataOf<Type extends EventType>(type: Type): Promise<readonly DataOf<Type>[]>;
  /** How many events of a type there are. */
  count(type: EventType): Promise<number>;
}

export function historyOf(service: Pick<TestService, 'history'>, { userId }: PersonData): PersonHistory {
  const streams: readonly string[] = [`user-${userId}`, `twoFactor-${userId}`];
  let seen = 0;

  const read = async (): Promise<readonly RecordedEvent[]> =>
    (await service.history()).filter(({ stream }) => streams.includes(stream));

  const dataOf = async <Type extends EventType>(type: Type): Promise<readonly DataOf<Type>[]> =>
    (await read()).filter((event) => event.type === type).map(({ data }) => data as DataOf<Type>);

  return {
    news: async () => {
      const events = await read();
      const added = events.slice(seen);
      seen = events.length;
      return added.map(({ type }) => type);
    },
    dataOf,
    count: async (type) => (await dataOf(type)).length,
  };
}
