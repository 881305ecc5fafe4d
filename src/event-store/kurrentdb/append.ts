import { setTimeout } from 'node:timers/promises';
import { type AppendResult, NO_STREAM } from '@kurrent/kurrentdb-client';
import type { StreamName } from '../../domain/events.js';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import { type KurrentDbFailure, kurrentDbFailureOf } from '../../kurrentdb/kurrentdb-failure.js';
import { type Backoff, waitAfter } from '../../retry/backoff.js';
import type { EncodedEvent } from '../codec.js';
import type { AppendOutcome } from '../event-log.js';
import type { ExpectedRevision } from '../port.js';
import { positionOf } from '../position.js';
import { eventFormOf } from './event-form.js';
import { storeUnavailableFor } from './failures.js';
import type { KurrentDbHistory } from './history.js';
import type { StreamNames } from './stream-names.js';

export interface AppendDependencies {
  readonly connection: Pick<KurrentDbConnection, 'run' | 'deadline'>;
  readonly history: Pick<KurrentDbHistory, 'readStream' | 'lastRevision'>;
  readonly names: StreamNames;
  readonly backoff: Backoff;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** One append: all events after a revision. */
export interface Append {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

/**
 * Appends. Where no answer comes, the stream is read for the events' ids before anything is said; where they are not
 * there, the append is repeated as long as the deadline allows: the database knows them by their ids too, so that
 * they cannot stand there twice.
 *
 * @throws {StoreUnavailable} it could not be done, or nobody knows yet whether it was.
 */
export async function appendTo(dependencies: AppendDependencies, append: Append): Promise<AppendOutcome> {
  const { connection, backoff, random, clock } = dependencies;
  const until = clock() + connection.deadline;
  for (let tries = 1; ; tries += 1) {
    try {
      return await appendOnce(dependencies, append);
    } catch (error) {
      const failure = kurrentDbFailureOf(error);
      const outcome = await outcomeAfter(failure, dependencies, append);
      if (outcome !== undefined) return outcome;
      const wait = waitAfter(tries, backoff, random());
      if (!failure.isPassing || clock() + wait >= until) throw storeUnavailableFor(failure);
      await setTimeout(wait);
    }
  }
}

async function appendOnce(dependencies: AppendDependencies, append: Append): Promise<AppendOutcome> {
  const { connection, names, history } = dependencies;
  const { stream, expected, events } = append;
  const streamState = expected === 'noStream' ? NO_STREAM : BigInt(expected);
  const { position }: AppendResult = await connection.run((client) =>
    client.appendToStream(names.ofHistory(stream), events.map(eventFormOf), { streamState, requiresLeader: true }),
  );
  const revision = firstRevisionOf(append) + events.length - 1;
  if (position !== undefined) return { kind: 'appended', revision, position: positionOf(position.commit) };
  // An append that was done before may be acknowledged without its position.
  const [last] = await history.readStream(stream, revision, 1);
  if (last === undefined) throw new Error('KurrentDB has acknowledged an event that is not there.');
  return { kind: 'appended', revision, position: last.position };
}

/** What became of an append that failed; `undefined`: nothing of it is there, as far as can be seen. */
async function outcomeAfter(
  failure: KurrentDbFailure,
  dependencies: AppendDependencies,
  append: Append,
): Promise<AppendOutcome | undefined> {
  switch (failure.reason) {
    case 'CONFLICT':
      return (await standing(dependencies, append)) ?? { kind: 'conflict', actual: failure.actual ?? 'noStream' };
    case 'TOO_LARGE':
      return { kind: 'tooLarge' };
    case 'NOT_LEADER':
    case 'ACCESS_DENIED':
    case 'STREAM_NOT_FOUND':
    case 'STREAM_DELETED':
    case 'UNSUPPORTED':
      return undefined;
    case 'UNAVAILABLE':
    case 'TIMED_OUT':
    case 'FAILED':
      return standing(dependencies, append);
  }
}

/** What stands where the events should: they themselves, or others; `undefined`: nothing. */
async function standing(dependencies: AppendDependencies, append: Append): Promise<AppendOutcome | undefined> {
  const { stream, events } = append;
  const there = await dependencies.history.readStream(stream, firstRevisionOf(append), events.length);
  const last = there.at(-1);
  if (last === undefined) return undefined;
  const ids = new Set(there.map(({ id }) => id));
  if (there.length === events.length && events.every(({ id }, index) => there[index]?.id === id)) {
    return { kind: 'appended', revision: last.revision, position: last.position };
  }
  if (events.some(({ id }) => ids.has(id))) return { kind: 'idReused' };
  return { kind: 'conflict', actual: (await dependencies.history.lastRevision(stream)) ?? 'noStream' };
}

function firstRevisionOf({ expected }: Append): number {
  return expected === 'noStream' ? 0 : expected + 1;
}
