import type { Timers } from '../application/timers.js';
import { instantOf } from '../domain/instant.js';
import type { EventStore, Position } from '../event-store/port.js';
import { createPauses } from './pauses.js';
import type { ReactorStateStore } from './reactor-state/port.js';
import { type React, type RunningTerm, startTerm } from './reactor-term.js';

/** What follows the history and acts outside on it, once for each event, in one process at a time. */
export interface Reactor {
  state(): ReactorState;
  /** Takes no more events, finishes what was begun, saves how far it has come and gives the lease back. */
  close(): Promise<void>;
}

export interface ReactorState {
  /** Whether this process runs it; otherwise another one does, or the history or the lease cannot be had. */
  readonly isRunning: boolean;
  /** Events that are being worked at. */
  readonly unsettled: number;
  /** Up to where everything is settled. */
  readonly position: Position | undefined;
}

export interface ReactorDependencies {
  readonly name: string;
  /** An id of this process and of no other. */
  readonly holder: string;
  readonly eventStore: EventStore;
  readonly states: ReactorStateStore;
  readonly react: React;
  readonly clock: () => number;
  readonly timers: Timers;
  /** Told what went wrong; the reactor goes on by itself. */
  readonly onFailure: (error: unknown) => void;
  readonly timing?: Partial<ReactorTiming>;
}

/** In milliseconds. */
export interface ReactorTiming {
  /** How long after the last sign of life of one process another one takes over: 10,000. */
  readonly leaseLifetime: number;
  /** How often the lease is prolonged, or asked for, and the position saved: 1,000. */
  readonly beat: number;
  /** How long what was begun may take when the reactor is closed or has lost its lease: 15,000. */
  readonly closePatience: number;
}

const usualTiming: ReactorTiming = { leaseLifetime: 10_000, beat: 1_000, closePatience: 15_000 };

/**
 * Runs a reactor in this process whenever it can have the lease. The lease keeps two processes from doing the same
 * thing; whether a thing is still to be done, what reacts must find in the history, since a position may be old.
 */
export function startReactor(dependencies: ReactorDependencies): Reactor {
  const { name, holder, eventStore, states, clock, timers, onFailure } = dependencies;
  const { leaseLifetime, beat, closePatience } = { ...usualTiming, ...dependencies.timing };
  const beats = createPauses(timers);
  let heldUntil = 0;
  let term: RunningTerm | undefined;
  let saved: Position | undefined;

  /** Where the states cannot be asked, the lease is whoever's it was. */
  async function askForLease(): Promise<boolean> {
    // Read before it is asked for: a slow answer makes it end sooner, never later, than the others think.
    const until = clock() + leaseLifetime;
    try {
      const isMine = await states.acquire(name, holder, instantOf(until));
      heldUntil = isMine ? until : 0;
    } catch (error) {
      onFailure(error);
    }
    return holdsLease();
  }

  const holdsLease = (): boolean => clock() < heldUntil;

  async function savePosition({ position: current }: RunningTerm): Promise<void> {
    const position = current();
    if (position === undefined || position === saved) return;
    try {
      if (await states.savePosition(name, holder, position)) saved = position;
      else heldUntil = 0;
    } catch (error) {
      onFailure(error);
    }
  }

  async function runTerm(): Promise<void> {
    saved = await startingPosition(states, eventStore, name);
    term = startTerm({ ...dependencies, position: saved, holdsLease });
    while ((await beats.pause(beat)) && term.isFollowing() && (await askForLease())) await savePosition(term);
    await term.end(closePatience);
    await savePosition(term);
    term = undefined;
    await states.release(name, holder);
  }

  async function run(): Promise<void> {
    do {
      try {
        if (await askForLease()) await runTerm();
      } catch (error) {
        onFailure(error);
      }
    } while (await beats.pause(beat));
  }

  const running = run();
  return {
    state: () => ({
      isRunning: term?.isFollowing() === true && holdsLease(),
      unsettled: term?.unsettled() ?? 0,
      position: term === undefined ? saved : term.position(),
    }),
    async close() {
      beats.end();
      await running;
    },
  };
}

/** A position that the history has not reached is of a history that was there before a backup was restored. */
async function startingPosition(
  states: ReactorStateStore,
  eventStore: EventStore,
  name: string,
): Promise<Position | undefined> {
  const [saved, head] = await Promise.all([states.position(name), eventStore.head()]);
  return saved !== undefined && head !== undefined && saved <= head ? saved : undefined;
}
