import type { z } from 'zod';
import type { EventType, StreamName } from '../domain/events.js';
import type { Instant } from '../domain/instant.js';
import { type KnownType, knownTypesOf } from './known-types.js';
import { type EventMetadata, InvalidEvent, type Position, type RecordedEvent } from './port.js';
import type { EventSchemas } from './schemas/event-schema.js';
import type { Upcasters } from './upcasters/upcasters.js';

/** An event as text, for a store to keep. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  /** JSON. */
  readonly data: string;
  /** JSON of the metadata without `schemaVersion` and `occurredAt`: each fact stands in one place. */
  readonly metadata: string;
}

/** An encoded event with the place that the store gave it. */
export interface StoredEvent extends EncodedEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
}

/** What is handed to `encode`, which trusts nothing that the compiler said of it. */
export type UncheckedEvent = { readonly type: string; readonly data: object } & {
  readonly id: string;
  readonly metadata: EventMetadata;
};

/** Between the events of the domain and the text that stores keep. */
export interface Codec {
  /** @throws {InvalidEvent} an event does not belong in the stream or does not fit its schema. */
  encode(stream: StreamName, events: readonly UncheckedEvent[]): readonly EncodedEvent[];

  /**
   * The event at the current version of its schema, upcast where it was recorded at an older one. The metadata is
   * parsed when it is first looked at; its `schemaVersion` stays the one that was recorded.
   *
   * @throws {UnreadableEvent} this program cannot tell what the event means.
   */
  decode(stored: StoredEvent): RecordedEvent;

  /** The current version of a type's schema, which the metadata of a new event must name. */
  schemaVersion(type: EventType): number;
}

/**
 * The history holds an event that this program does not understand. Nothing that follows from it may be decided, so
 * it is never skipped.
 */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    stored: StoredEvent,
    readonly reason: 'UNKNOWN_TYPE' | 'NEWER_VERSION' | 'NO_UPCASTER' | 'WRONG_STREAM' | 'MALFORMED',
  ) {
    super(
      `Event ${stored.revision} of ${stored.stream} cannot be read: ${reason} (${stored.type}, version ${stored.schemaVersion}).`,
    );
  }
}

/** @throws {Error} an upcaster is missing or left over, or two categories have a type of one name. */
export function createCodec(deps: { readonly schemas: EventSchemas; readonly upcasters: Upcasters }): Codec {
  const knownTypes = knownTypesOf(deps.schemas, deps.upcasters);

  return {
    encode(stream, events) {
      if (events.length === 0) {
        throw new InvalidEvent('An append needs an event.');
      }
      if (new Set(events.map((event) => event.id)).size < events.length) {
        throw new InvalidEvent('Two events of one append have the same id.');
      }
      return events.map((event) => encode(knownTypes.get(event.type), stream, event));
    },
    decode(stored) {
      const known = knownTypes.get(stored.type);
      if (known === undefined) {
        throw new UnreadableEvent(stored, 'UNKNOWN_TYPE');
      }
      if (!stored.stream.startsWith(known.streamPrefix)) {
        throw new UnreadableEvent(stored, 'WRONG_STREAM');
      }
      const data = parse(stored, stored.data);
      return recorded(
        stored,
        known.type,
        stored.schemaVersion === known.schemaVersion ? data : upcast(stored, known, data),
      );
    },
    schemaVersion(type) {
      const known = knownTypes.get(type);
      if (known === undefined) {
        throw new InvalidEvent('There is no such event type.');
      }
      return known.schemaVersion;
    },
  };
}

function encode(known: KnownType | undefined, stream: StreamName, event: UncheckedEvent): EncodedEvent {
  if (known === undefined) {
    throw new InvalidEvent('There is no such event type.');
  }
  if (!stream.startsWith(known.streamPrefix) || stream.length === known.streamPrefix.length) {
    throw new InvalidEvent(`${known.type} stands in streams that begin with ${known.streamPrefix} only.`);
  }
  const checked = known.schema.safeParse(event);
  if (!checked.success) {
    throw new InvalidEvent(`${known.type} does not fit its schema: ${faults(checked.error)}.`);
  }
  // What is kept is what the schema let through, in the schema's order: nothing that was not looked at gets in.
  const { id, type, data, metadata } = checked.data;
  const { schemaVersion, occurredAt, ...others } = metadata;
  return { id, type, schemaVersion, occurredAt, data: JSON.stringify(data), metadata: JSON.stringify(others) };
}

/** The fields at fault and what is wrong with each. Never a value: it may be a secret. */
function faults(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      const field = issue.path.join('.') || 'the event';
      return issue.code === 'unrecognized_keys'
        ? `${field} (unknown: ${issue.keys.join(', ')})`
        : `${field} (${issue.code})`;
    })
    .join(', ');
}

function upcast(stored: StoredEvent, known: KnownType, recordedData: unknown): unknown {
  if (stored.schemaVersion > known.schemaVersion) {
    throw new UnreadableEvent(stored, 'NEWER_VERSION');
  }
  let data = recordedData;
  for (let version = stored.schemaVersion; version < known.schemaVersion; version += 1) {
    const next = known.upcasters[version];
    if (next === undefined) {
      throw new UnreadableEvent(stored, 'NO_UPCASTER');
    }
    data = next(data);
  }
  return data;
}

function parse(stored: StoredEvent, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the text, which may hold what must not reach a log.
    throw new UnreadableEvent(stored, 'MALFORMED');
  }
}

function recorded(stored: StoredEvent, type: EventType, data: unknown): RecordedEvent {
  const { id, stream, revision, position, schemaVersion, occurredAt } = stored;
  let metadata: EventMetadata | undefined;
  return {
    id,
    type,
    data,
    stream,
    revision,
    position,
    occurredAt,
    get metadata() {
      metadata ??= { ...(parse(stored, stored.metadata) as StoredMetadata), schemaVersion, occurredAt };
      return metadata;
    },
  } as RecordedEvent;
}

type StoredMetadata = Omit<EventMetadata, 'schemaVersion' | 'occurredAt'>;
