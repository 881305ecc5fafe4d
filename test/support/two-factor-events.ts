import type { TwoFactorEvent } from '../../src/domain/two-factor/events.js';
import type { DecidedTwoFactorEvent } from '../../src/domain/two-factor/two-factor-decision.js';
import type { NewEvent } from '../../src/event-store/port.js';
import { eventId, someMetadata } from './events.js';

/** Puts decided events into envelopes, with ids from `firstId` on, for a store to keep. */
export function recordable(
  events: readonly DecidedTwoFactorEvent[],
  firstId: number,
): readonly NewEvent<TwoFactorEvent>[] {
  return events.map((event, index) => ({ ...event, id: eventId(firstId + index), metadata: someMetadata() }));
}
