import { Worker } from 'node:worker_threads';
import type { StreamName } from '../../domain/events.js';
import type { EncodedEvent } from '../codec.js';
import type { AppendOutcome } from '../event-log.js';
import { type ExpectedRevision, StoreUnavailable } from '../port.js';
import { positionOf } from '../position.js';
import type { AppendRequest, FromWriter, ToWriter, WriteOutcome, WriterSettings } from './writer-protocol.js';

/** The one connection that writes, in a thread of its own. */
export interface Writer {
  /**
   * Resolves when the events are on disk, or were refused.
   *
   * @throws {StoreUnavailable} they cannot be written, or the thread is gone; nothing is known to be written.
   */
  append(stream: StreamName, expected: ExpectedRevision, events: readonly EncodedEvent[]): Promise<AppendOutcome>;
  /** Resolves when all appends are answered and the thread has ended. */
  close(): Promise<void>;
}

/** The writer's code, where it stands: beside this file, compiled or, under the tests, as source. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './writer-thread.ts' : './writer-thread.js',
  import.meta.url,
);

export function startWriterThread(settings: WriterSettings): Worker {
  return new Worker(threadFile, { name: 'event-store-writer', workerData: settings });
}

interface Waiting {
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

/** @throws {StoreUnavailable} the thread could not open the database. */
export async function connectWriter(thread: Worker, onCommitted: () => void): Promise<Writer> {
  const waiting = new Map<number, Waiting>();
  let lastNumber = 0;
  let gone: StoreUnavailable | undefined;

  const answer = (number: number, give: (caller: Waiting) => void): void => {
    const caller = waiting.get(number);
    if (caller !== undefined) {
      waiting.delete(number);
      give(caller);
    }
  };
  const fail = (numbers: Iterable<number>, error: StoreUnavailable): void => {
    for (const number of numbers) {
      answer(number, (caller) => caller.reject(error));
    }
  };
  const post = (message: ToWriter): void => thread.postMessage(message);
  // What is appended in one turn of the event loop goes over together: the answers to one commit wake many callers,
  // and the thread must not commit the first one's next append alone while the others are still on their way.
  let outgoing: AppendRequest[] = [];
  const flush = (): void => {
    if (outgoing.length > 0) {
      post({ kind: 'append', requests: outgoing });
      outgoing = [];
    }
  };

  thread.once('error', (error) => {
    gone = new StoreUnavailable('The event store cannot write: its writer has failed.', { cause: error });
  });
  const ended = new Promise<StoreUnavailable>((resolve) => {
    thread.once('exit', () => {
      gone ??= new StoreUnavailable('The event store cannot write: its writer has ended.');
      fail([...waiting.keys()], gone);
      resolve(gone);
    });
  });
  await new Promise<void>((resolve, reject) => {
    thread.once('message', () => resolve());
    ended.then(reject, reject);
  });
  thread.on('message', (message: FromWriter) => {
    switch (message.kind) {
      case 'ready':
        return;
      case 'committed':
        for (const { number, outcome } of message.outcomes) {
          answer(number, (caller) => caller.resolve(withPosition(outcome)));
        }
        onCommitted();
        return;
      case 'failed':
        fail(
          message.numbers,
          new StoreUnavailable('The event store could not write.', { cause: new Error(message.fault.message) }),
        );
    }
  });

  return {
    append(stream, expected, events) {
      return new Promise((resolve, reject) => {
        if (gone !== undefined) {
          reject(gone);
          return;
        }
        lastNumber += 1;
        waiting.set(lastNumber, { resolve, reject });
        if (outgoing.length === 0) {
          setImmediate(flush);
        }
        outgoing.push({ number: lastNumber, stream, expected, events });
      });
    },
    async close() {
      flush();
      post({ kind: 'close' });
      await ended;
    },
  };
}

function withPosition(outcome: WriteOutcome): AppendOutcome {
  return outcome.kind === 'appended'
    ? { kind: 'appended', revision: outcome.revision, position: positionOf(outcome.sequence) }
    : outcome;
}
