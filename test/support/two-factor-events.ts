import type { TwoFactorEvent } from '../../src/domain/two-factor/events.js';
import type { DecidedTwoFactorEvent } from '../../src/domain/two-factor/two-factor-decision.js';
import type { NewEvent } from '../../src/event-store/port.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import { eventId, someMetadata } from './events.js';

/** Puts decided events into envelopes of the current schema version, with ids from `firstId` on, for a store to keep. */
export function recordable(
  events: readonly DecidedTwoFactorEvent[],
  firstId: number,
): readonly NewEvent<TwoFactorEvent>[] {
  return events.map((event, index) => {
    const { schemaVersion } = eventSchemas.twoFactor[event.type];
    return { ...event, id: eventId(firstId + index), metadata: someMetadata({ schemaVersion }) };
  });
}
