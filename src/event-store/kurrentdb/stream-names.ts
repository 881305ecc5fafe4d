import type { StreamName } from '../../domain/events.js';

/**
 * The names of a store's streams in the database. They begin with a prefix of the store's own, so that one database
 * serves several; and those of the history with a longer one, so that the database itself can leave out everything else.
 */
export interface StreamNames {
  readonly historyPrefix: string;
  /** Where a stream of the history is. */
  ofHistory(stream: StreamName): string;
  /** The stream of the history behind such a name. */
  streamOf(name: string): StreamName;
  /** Where the store's identity is. */
  readonly ofIdentity: string;
}

export function streamNamesWith(prefix: string): StreamNames {
  const historyPrefix = `${prefix}history.`;
  return {
    historyPrefix,
    ofHistory: (stream) => `${historyPrefix}${stream}`,
    // The filter has seen to the prefix, the codec sees to the rest.
    streamOf: (name) => name.slice(historyPrefix.length) as StreamName,
    ofIdentity: `${prefix}store`,
  };
}
