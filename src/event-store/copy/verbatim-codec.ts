import { type Codec, UnreadableEvent } from '../codec.js';
import { InvalidEvent, type RecordedEvent } from '../port.js';

/**
 * Reads and writes events as they stand, without looking at what they mean: nothing is upcast, and nothing is refused
 * for its version. With the program's own codec a copy would hold data of today under the schema version of back then.
 */
export const verbatimCodec: Codec = {
  encode: (_stream, events) =>
    events.map(({ id, type, data, metadata: { schemaVersion, occurredAt, ...others } }) => ({
      id,
      type,
      schemaVersion,
      occurredAt,
      data: JSON.stringify(data),
      metadata: JSON.stringify(others),
    })),

  decode(stored) {
    const { id, type, stream, revision, position, schemaVersion, occurredAt } = stored;
    try {
      const data: unknown = JSON.parse(stored.data);
      const others = JSON.parse(stored.metadata) as object;
      const metadata = { ...others, schemaVersion, occurredAt };
      return { id, type, data, metadata, stream, revision, position, occurredAt } as RecordedEvent;
    } catch {
      // The parser's own error quotes the text, which may hold what must not reach a terminal.
      throw new UnreadableEvent(stored, 'MALFORMED');
    }
  },

  schemaVersion() {
    throw new InvalidEvent('What is copied brings its version along; nothing new is made here.');
  },
};
