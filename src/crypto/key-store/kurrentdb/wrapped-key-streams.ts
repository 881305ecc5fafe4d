import { binaryEvent, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '../../../event-store/port.js';
import type { KurrentDbConnection } from '../../../kurrentdb/kurrentdb-connection.js';
import { KurrentDbFailure, type KurrentDbReason } from '../../../kurrentdb/kurrentdb-failure.js';

/** What is kept under an id: the wrapped key, or that it was destroyed, or nothing. */
export type Kept = Uint8Array | 'destroyed' | 'absent';

/** Wrapped keys in KurrentDB, each the one event of a stream of its own, so that each can be deleted by itself. */
export interface WrappedKeyStreams {
  /** As the leader has it: another node may not have heard of a destruction yet. */
  read(kid: string): Promise<Kept>;
  /** Keeps it where nothing is kept and nothing was destroyed. Gives what is kept then, whoever was first. */
  keep(kid: string, wrapped: Uint8Array): Promise<Kept>;
  /** Deletes the stream for good; its name stays taken, also where there was no stream. Again it does no harm. */
  destroy(kid: string): Promise<void>;
}

/** Every method throws StoreUnavailable where KurrentDB does not answer or does not allow it. */
export function createWrappedKeyStreams(connection: KurrentDbConnection, streamPrefix: string): WrappedKeyStreams {
  const streamOf = (kid: string) => `${streamPrefix}dataKey-${kid}`;

  /** What the operation gives, or what a refusal by KurrentDB says instead. */
  async function ask<Answer>(
    operation: (client: KurrentDBClient) => Promise<Answer>,
    refusals: Partial<Record<KurrentDbReason, Answer>>,
  ): Promise<Answer> {
    try {
      return await connection.run(operation);
    } catch (error) {
      const answer = error instanceof KurrentDbFailure ? refusals[error.reason] : undefined;
      if (answer !== undefined) return answer;
      throw new StoreUnavailable('The keys cannot be used.', { cause: error });
    }
  }

  const read = (kid: string): Promise<Kept> =>
    ask<Kept>(
      async (client) => {
        for await (const { event } of client.readStream(streamOf(kid), { maxCount: 1, requiresLeader: true })) {
          // What is not bytes is no key of ours, and does not open.
          return event?.data instanceof Uint8Array ? event.data : new Uint8Array();
        }
        return 'absent';
      },
      { STREAM_NOT_FOUND: 'absent', STREAM_DELETED: 'destroyed' },
    );

  return {
    read,
    async keep(kid, wrapped) {
      const event = binaryEvent({ type: 'DataKeyWrapped', data: wrapped });
      const kept = await ask<Kept | 'taken'>(
        async (client) => {
          await client.appendToStream(streamOf(kid), event, { streamState: 'no_stream' });
          return wrapped;
        },
        { CONFLICT: 'taken', STREAM_DELETED: 'destroyed' },
      );
      return kept === 'taken' ? read(kid) : kept;
    },
    async destroy(kid) {
      await ask<Kept>(
        async (client) => {
          await client.tombstoneStream(streamOf(kid), { expectedRevision: 'any' });
          return 'destroyed';
        },
        { STREAM_DELETED: 'destroyed' },
      );
    },
  };
}
