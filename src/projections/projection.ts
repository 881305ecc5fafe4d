import type { Occurred } from '../domain/decision.js';
import type { Category, EventsByCategory } from '../domain/events.js';

/**
 * One question that is asked of the history, as a fold: a document for each id that streams are named after. It never
 * rejects an event, and documents hold nothing secret and no personal data, unless it is sealed.
 */
export interface Projection<View = unknown, C extends Category = Category> {
  /** Also the name under which its documents are stored: small letters and hyphens. */
  readonly name: string;
  /** Raised whenever the same events would make another view: documents of another version are not read. */
  readonly version: number;
  /**
   * Whose streams it folds. The streams of one id, such as `user-7` and `twoFactor-7`, make one document; the category
   * in which an id's history begins stands first.
   */
  readonly categories: readonly [C, ...C[]];
  /** The view of an id without events. */
  readonly initialView: View;
  evolve(view: View, event: Occurred<EventsByCategory[C]>): View;
  /** Under what the document is listed, beside its id. It never changes once it is there. */
  groupOf?(view: View): string | undefined;
}
