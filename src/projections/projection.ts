import type { Occurred } from '../domain/decision.js';
import type { Category, EventsByCategory } from '../domain/events.js';

/**
 * One question that is asked of the history, as a fold: a view for each stream of a category. It never rejects an
 * event, and views hold nothing secret.
 */
export interface Projection<View = unknown, C extends Category = Category> {
  /** Also the name under which its views are stored. */
  readonly name: string;
  readonly category: C;
  /** The view of a stream without events. */
  readonly initialView: View;
  evolve(view: View, event: Occurred<EventsByCategory[C]>): View;
}
