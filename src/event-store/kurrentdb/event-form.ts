import { type JSONEventData, jsonEvent, type RecordedEvent } from '@kurrent/kurrentdb-client';
import type { StreamName } from '../../domain/events.js';
import type { EncodedEvent, StoredEvent } from '../codec.js';
import { positionOf } from '../position.js';

/**
 * The form that events have in KurrentDB: JSON, which its own tools can show and search, with the version of the schema
 * and the time among the metadata.
 *
 * The client gives JSON parsed, and keeps no bytes. Nothing is lost by that: what the codec wrote is what
 * `JSON.stringify` makes of a value, and parsing that and writing it again gives the same text. Whoever hashes events
 * hashes canonical JSON, and no bytes.
 */
export type KurrentDbEvent = JSONEventData<StoredForm>;

type Json = Readonly<Record<string, unknown>>;

interface StoredForm {
  readonly type: string;
  readonly data: Json;
  readonly metadata: Json;
}

export function eventFormOf({ id, type, schemaVersion, occurredAt, data, metadata }: EncodedEvent): KurrentDbEvent {
  return jsonEvent<StoredForm>({
    id,
    type,
    data: JSON.parse(data) as Json,
    metadata: { schemaVersion, occurredAt, ...(JSON.parse(metadata) as Json) },
  });
}

/**
 * An event as the store has it. One that is not of this form, because somebody else has written it, becomes one that the
 * codec refuses to read; so it stops whoever comes to it, and is never skipped.
 */
export function storedEventOf(event: RecordedEvent, stream: StreamName): StoredEvent {
  const { schemaVersion, occurredAt, ...others } = isJson(event.metadata) ? event.metadata : {};
  return {
    id: event.id,
    type: event.type,
    schemaVersion: typeof schemaVersion === 'number' ? schemaVersion : 0,
    occurredAt: typeof occurredAt === 'string' ? occurredAt : event.created.toISOString(),
    data: event.isJson && isJson(event.data) ? JSON.stringify(event.data) : '',
    // Hardly anybody looks at the metadata of an event.
    get metadata() {
      return JSON.stringify(others);
    },
    stream,
    revision: Number(event.revision),
    position: placeOf(event),
  };
}

/** @throws {Error} it comes without its place; since 22.10 every event comes with it, whatever is read. */
export function placeOf({ position }: Pick<RecordedEvent, 'position'>): StoredEvent['position'] {
  if (position === undefined) throw new Error('KurrentDB gave an event without its place in the history.');
  return positionOf(position.commit);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value);
}
