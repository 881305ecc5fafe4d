import type { Timers } from '../application/timers.js';
import type { EventStore, Position, RecordedEvent } from '../event-store/port.js';
import { createCheckpoint } from './checkpoint.js';
import { createPauses } from './pauses.js';

/** The time in which one process runs a reactor, as what reacts sees it. */
export interface Term {
  /** Whether this process may begin something that shows outside: it holds the lease, and the term is not ending. */
  mayAct(): boolean;
  /** Resolves `true` after so many milliseconds; `false` as soon as the term is ending. */
  pause(milliseconds: number): Promise<boolean>;
  /** The same, but goes on while the term is ending, for what only has to be put down; `false` when that took too long. */
  pauseToRecord(milliseconds: number): Promise<boolean>;
}

/** `LEFT`: the term ended before it was settled, and the next one will find the event again. */
export type Reacted = 'SETTLED' | 'LEFT';

/** What is done about an event; `undefined`: nothing. Called in the order of the history, never waited for. */
export type React = (event: RecordedEvent, term: Term) => Promise<Reacted> | undefined;

export interface RunningTerm {
  /** Up to where everything is settled. */
  position(): Position | undefined;
  /** Events that are being worked at. */
  unsettled(): number;
  /** Whether it follows the history. It does not any more when it is ending, or when the history cannot be read. */
  isFollowing(): boolean;
  /** Takes no more events, and waits until what was begun is settled or left, but no longer than so many milliseconds. */
  end(patience: number): Promise<void>;
}

export interface TermDependencies {
  readonly eventStore: EventStore;
  /** Where it goes on. */
  readonly position: Position | undefined;
  readonly react: React;
  readonly holdsLease: () => boolean;
  readonly timers: Timers;
  readonly onFailure: (error: unknown) => void;
}

/** @throws {StoreUnavailable} the history cannot be followed. */
export function startTerm(dependencies: TermDependencies): RunningTerm {
  const { eventStore, react, holdsLease, timers, onFailure } = dependencies;
  const checkpoint = createCheckpoint(dependencies.position);
  const acting = createPauses(timers);
  const recording = createPauses(timers);
  const working = new Set<Promise<void>>();
  let isFollowing = true;
  let isEnding = false;

  const term: Term = {
    mayAct() {
      // Whoever was told no has left its event to the next term, so there must be one, even if nobody took the lease.
      if (!holdsLease()) isFollowing = false;
      return isFollowing && !isEnding;
    },
    pause: acting.pause,
    pauseToRecord: recording.pause,
  };

  function take(event: RecordedEvent): void {
    const { position } = event;
    const reaction = react(event, term);
    checkpoint.read(position, reaction !== undefined);
    if (reaction === undefined) return;
    const work = reaction
      .then((reacted) => {
        if (reacted === 'SETTLED') checkpoint.settle(position);
      }, onFailure)
      .finally(() => working.delete(work));
    working.add(work);
  }

  const subscription = eventStore.subscribe(dependencies.position, {
    onEvents: (events) => {
      // What comes while the term is ending stays for the next one: the checkpoint does not pass it.
      if (!isEnding) events.forEach(take);
    },
    onFailure: (error) => {
      isFollowing = false;
      onFailure(error);
    },
  });

  return {
    position: checkpoint.position,
    unsettled: () => working.size,
    isFollowing: () => isFollowing,
    async end(patience) {
      isEnding = true;
      isFollowing = false;
      acting.end();
      await subscription.close();
      const tooLong = createPauses(timers);
      await Promise.race([Promise.all(working), tooLong.pause(patience)]);
      tooLong.end();
      recording.end();
    },
  };
}
