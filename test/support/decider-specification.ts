import { expect } from 'vitest';
import type { Decided, Decision, Occurred } from '../../src/domain/decision.js';
import type { Instant } from '../../src/domain/instant.js';

/** A decider with its configuration given: what a specification puts to the test. */
export interface Decider<State, Event, Command, Rejection> {
  readonly initialState: State;
  readonly evolve: (state: State, event: Occurred<Event>) => State;
  readonly decide: (state: State, command: Command) => Decision<Event, Rejection>;
}

/** What came before. Reads as a sentence: `given(events).when(command).then(events)`. */
export interface Given<State, Event, Command, Rejection> {
  /** More events, which occurred at `at`. */
  and(events: readonly Decided<Event>[], at?: Instant): Given<State, Event, Command, Rejection>;
  when(command: Command): When<Event, Rejection>;
  /** Expects these parts of the folded state to be exactly so. */
  thenState(parts: Partial<State>): void;
  /** The folded state, for what is not a decision. */
  readonly state: State;
}

export interface When<Event, Rejection> {
  /** Expects the command to be accepted with exactly these events, in this order. */
  then(events: readonly Decided<Event>[]): void;
  /** Expects the command to be refused, and the history to keep exactly these events of the try. */
  thenRejected(rejection: Rejection, events?: readonly Decided<Event>[]): void;
}

/**
 * The `given` of one decider.
 *
 * Events without an id get `event-1`, `event-2` … in the order of the history.
 *
 * @param now when events occur that are given without a time.
 */
export function specificationOf<State extends object, Event, Command, Rejection>(
  decider: Decider<State, Event, Command, Rejection>,
  now: Instant,
) {
  type History = readonly Occurred<Event>[];

  function givenHistory(history: History): Given<State, Event, Command, Rejection> {
    const state = history.reduce(decider.evolve, decider.initialState);
    return {
      state,
      and: (events, at = now) => givenHistory([...history, ...occurred(events, at, history.length)]),
      when: (command) => whenDecided(decider.decide(state, command)),
      thenState: (parts) => {
        // `toStrictEqual`, here and below: a key that is there with `undefined` is lost on the way to disk.
        expect(state).toStrictEqual({ ...state, ...parts });
      },
    };
  }

  function whenDecided(decision: Decision<Event, Rejection>): When<Event, Rejection> {
    return {
      then: (events) => {
        expect(decision).toStrictEqual({ verdict: 'accepted', events });
      },
      thenRejected: (rejection, events = []) => {
        expect(decision).toStrictEqual({ verdict: 'rejected', rejection, events });
      },
    };
  }

  return {
    given: (events: readonly Decided<Event>[] = [], at = now) => givenHistory(occurred(events, at)),
  };
}

/** The events as the history has them once they were appended at `at`, after `before` others. */
export function occurred<Event>(events: readonly Decided<Event>[], at: Instant, before = 0): Occurred<Event>[] {
  return events.map((event, index) => ({
    ...event,
    id: event.id ?? `event-${before + index + 1}`,
    occurredAt: at,
  }));
}
