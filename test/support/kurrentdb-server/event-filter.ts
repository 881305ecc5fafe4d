import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { StoredEvent } from './stored-event.js';

/** What a caller wants of `$all`. */
export interface EventFilter {
  matches(event: StoredEvent): boolean;
  /** A subscription is told how far it has come whenever so many events have been considered. */
  readonly checkpointInterval: number;
}

/** How many events a filter considers at a time where the caller does not say. */
const defaultSearchWindow = 32;

/** Reads a filter: a regular expression or prefixes, of stream names or of event types. */
export function eventFilterIn(options: ReadReq.Options.FilterOptions): EventFilter {
  const window = options.hasMax() ? options.getMax() : defaultSearchWindow;
  const ofStreams = options.getStreamIdentifier();
  const matches = expressionIn(ofStreams ?? options.getEventType());
  return {
    matches: ({ stream, type }) => matches(ofStreams === undefined ? type : stream),
    checkpointInterval: options.getCheckpointintervalmultiplier() * window,
  };
}

function expressionIn(expression: ReadReq.Options.FilterOptions.Expression | undefined): (text: string) => boolean {
  const prefixes = expression?.getPrefixList() ?? [];
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  const regex = new RegExp(expression?.getRegex() ?? '');
  return (text) => regex.test(text);
}
