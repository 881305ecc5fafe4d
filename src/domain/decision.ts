import type { Instant } from './instant.js';

/**
 * What a decider returns. A rejected command may still have events: a wrong answer is a fact that the history
 * keeps, and it is appended before the rejection is told (B8).
 */
export type Decision<Event, Rejection> =
  | { readonly verdict: 'accepted'; readonly events: readonly Decided<Event>[] }
  | { readonly verdict: 'rejected'; readonly events: readonly Decided<Event>[]; readonly rejection: Rejection };

/**
 * An event as decided. `id` is set where a sealed value inside is bound to it; all other events are given their
 * id when they are written.
 */
export type Decided<Event> = Event & { readonly id?: string };

/** An event as the history has it. */
export type Occurred<Event> = Event & { readonly id: string; readonly occurredAt: Instant };
