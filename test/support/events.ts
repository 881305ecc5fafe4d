import type { DataOf, DomainEvent, EventType } from '../../src/domain/events.js';
import type { Instant } from '../../src/domain/instant.js';
import type { SealedValue } from '../../src/domain/sealed-value.js';
import type { EventMetadata, NewEvent } from '../../src/event-store/port.js';

/** When the events of the tests happen, unless a test says otherwise. */
export const someInstant: Instant = '2026-11-24T12:00:00.000Z';

/** The event id number `number` (below 2^48): a UUIDv7, always the same one, in the order of the numbers. */
export function eventId(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** Metadata that fits its schema. */
export function someMetadata(changes: Partial<EventMetadata> = {}): EventMetadata {
  return {
    schemaVersion: 1,
    occurredAt: someInstant,
    actor: { kind: 'system' },
    correlationId: 'correlation-1',
    causationId: 'causation-1',
    ...changes,
  };
}

/** A sealed value of the right form; nothing can open it. */
export function someSealedValue(text = 'sealed'): SealedValue {
  return {
    kid: 'key-1',
    alg: 'A256GCM',
    iv: 'A'.repeat(16),
    ct: Buffer.from(text).toString('base64url'),
    tag: 'A'.repeat(22),
  };
}

/** The event with id number `number`. */
export function newEvent<Type extends EventType>(
  number: number,
  type: Type,
  data: DataOf<Type>,
  metadata: Partial<EventMetadata> = {},
): NewEvent<Extract<DomainEvent, { type: Type }>> {
  return { id: eventId(number), type, data, metadata: someMetadata(metadata) } as NewEvent<
    Extract<DomainEvent, { type: Type }>
  >;
}

/** The smallest event of a `twoFactor-…` stream, with id number `number`. */
export function sessionSeen(number: number) {
  return newEvent(number, 'SessionSeen', { sessionId: `session-${number}` });
}

/** So many of them, with the id numbers from `first` on. */
export function sessionsSeen(first: number, howMany: number) {
  return Array.from({ length: howMany }, (_, index) => sessionSeen(first + index));
}
