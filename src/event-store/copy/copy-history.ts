import { type EventStore, type Position, type RecordedEvent, RevisionConflict } from '../port.js';
import { canonicalEvent } from './canonical-event.js';
import { createHistoryDigester, type HistoryDigest, type HistoryDigester } from './history-digest.js';

/** Two stores that read and write events verbatim. Whoever opened them closes them. */
export interface CopyDependencies {
  readonly source: EventStore;
  readonly target: EventStore;
  /** Told how far each part of the work has come, in events. */
  readonly onProgress: (part: CopyPart, done: number, total: number) => void;
}

/** In this order. */
export type CopyPart = 'Checking what is there' | 'Copying' | 'Comparing';

export interface CopyOutcome {
  /** Events that were in the target already. */
  readonly found: number;
  readonly copied: number;
  /** Of the source, as far as it was read. */
  readonly source: HistoryDigest;
  /** Of the target, read anew from its beginning. */
  readonly target: HistoryDigest;
  /** Events that the source was given since. */
  readonly since: number;
}

/** These two cannot be copied. The message says why; nothing was written over anything. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

/** Events appended at once: few enough for what a server takes in one message. */
const longestRun = 100;

/**
 * Gives the target every event of the source that it has not: the same ids, order, data, metadata and revisions. Where it
 * was interrupted it goes on: the target is always a beginning of the source, since events are appended one after the
 * other, each append whole or not at all. Before anything is written all that the target has is compared.
 *
 * @throws {CopyRefused} the target is the source, or holds what the source does not, or the source holds nothing.
 * @throws {StoreUnavailable} do it again: it goes on from there.
 */
export async function copyHistory({ source, target, onProgress }: CopyDependencies): Promise<CopyOutcome> {
  if (source.id === target.id) throw new CopyRefused('The source and the target are one and the same event store.');
  const total = await source.countAfter();
  const digester = createHistoryDigester();
  const existing = eachOf(target.readAll());
  let position: Position | undefined;
  let found = 0;
  let copied = 0;

  let isChecking = true;
  for await (const batch of source.readAll()) {
    const texts = batch.map(canonicalEvent);
    for (const text of texts) digester.add(text);
    let checked = 0;
    while (isChecking && checked < texts.length) {
      const { done, value } = await existing.next();
      if (done === true) isChecking = false;
      else if (canonicalEvent(value) === texts[checked]) checked += 1;
      else throw otherHistory(found + checked + 1, value);
    }
    found += checked;
    if (isChecking) onProgress('Checking what is there', found, total);
    for (const run of runsOf(batch.slice(checked))) {
      await append(target, run);
      copied += run.length;
      onProgress('Copying', found + copied, total);
    }
    position = batch.at(-1)?.position;
  }
  if (isChecking) await refuseMore(existing, found);
  if (position === undefined) throw new CopyRefused('There is nothing to copy: the source has no events.');

  return {
    found,
    copied,
    source: digester.end(),
    target: await digestOf(target, (done) => onProgress('Comparing', done, found + copied)),
    since: await source.countAfter(position),
  };
}

async function* eachOf(batches: AsyncIterable<readonly RecordedEvent[]>): AsyncGenerator<RecordedEvent, undefined> {
  for await (const batch of batches) yield* batch;
  return undefined;
}

async function refuseMore(existing: AsyncIterator<RecordedEvent, undefined>, found: number): Promise<void> {
  const { done, value } = await existing.next();
  if (done !== true) throw otherHistory(found + 1, value);
}

function otherHistory(number: number, { stream, revision }: RecordedEvent): CopyRefused {
  return new CopyRefused(
    `The target has another history: its event number ${number} (${revision} of ${stream}) is not that of the source. ` +
      'Nothing was written. Give an event store that is empty, or one that a copy of this source was begun in.',
  );
}

/** Neighbours of one stream can be appended together; everything else one after the other, or the order would be lost. */
function runsOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const runs: RecordedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run !== undefined && run.length < longestRun && run[0]?.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

async function append(target: EventStore, run: readonly RecordedEvent[]): Promise<void> {
  const [first] = run;
  if (first === undefined) return;
  try {
    await target.append(first.stream, first.revision === 0 ? 'noStream' : first.revision - 1, run);
  } catch (error) {
    if (!(error instanceof RevisionConflict)) throw error;
    throw new CopyRefused(
      `Somebody else writes to the target: ${error.message} Stop that, then begin with an empty one.`,
    );
  }
}

async function digestOf(store: EventStore, onRead: (events: number) => void): Promise<HistoryDigest> {
  const digester: HistoryDigester = createHistoryDigester();
  let read = 0;
  for await (const batch of store.readAll()) {
    for (const event of batch) digester.add(canonicalEvent(event));
    read += batch.length;
    onRead(read);
  }
  return digester.end();
}
