import { expect } from 'vitest';
import type { Decided, Occurred } from '../../src/domain/decision.js';
import type { Category, EventsByCategory } from '../../src/domain/events.js';
import type { Instant } from '../../src/domain/instant.js';
import type { Projection } from '../../src/projections/projection.js';
import { occurred } from './decider-specification.js';

/** What happened. Reads as a sentence: `given(events).thenView(view)`. */
export interface Happened<View, Event> {
  /** More events, which occurred at `at`. */
  and(events: readonly Decided<Event>[], at?: Instant): Happened<View, Event>;
  /** Expects the view to be exactly so. */
  thenView(view: View): void;
  /** The view, for what is read off it. */
  readonly view: View;
}

/**
 * The `given` of one projection, for one id: events of all its categories, in the order of the history.
 *
 * Events without an id get `event-1`, `event-2` … in that order.
 *
 * @param now when events occur that are given without a time.
 */
export function projectionSpecification<View, C extends Category>(projection: Projection<View, C>, now: Instant) {
  type Event = EventsByCategory[C];

  /** Given events as a history has them, with ids and times of their own. */
  function givenHistory(history: readonly Occurred<Event>[]): Happened<View, Event> {
    const view = history.reduce((folded, event) => projection.evolve(folded, event), projection.initialView);
    return {
      view,
      and: (events, at = now) => givenHistory([...history, ...occurred(events, at, history.length)]),
      thenView: (expected) => {
        // A key that is there with `undefined` is lost on the way to a store.
        expect(view).toStrictEqual(expected);
      },
    };
  }

  return {
    given: (events: readonly Decided<Event>[] = [], at = now) => givenHistory(occurred(events, at)),
    givenHistory,
  };
}
