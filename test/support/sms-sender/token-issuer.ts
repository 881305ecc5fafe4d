import { v7 as newEventId } from 'uuid';
import type { StreamName } from '../../../src/domain/events.js';
import { instantOf, minute } from '../../../src/domain/instant.js';
import type { EnrollmentTokenIssued, TokenIssued } from '../../../src/domain/two-factor/events.js';
import {
  type EventStore,
  type ExpectedRevision,
  type Position,
  RevisionConflict,
} from '../../../src/event-store/port.js';
import { someMetadata } from '../events.js';
import { streamOf } from './stream-token-orders.js';

export interface TokenIssuer {
  /**
   * Orders a token for a challenge of the user, or for an enrollment. The next one for the same prompt supersedes it.
   *
   * @param lifetime in milliseconds: 5 minutes.
   */
  issue(
    tokenId: string,
    order?: { readonly lifetime?: number; readonly challengeId?: string; readonly enrollmentId?: string },
  ): Promise<Position>;
}

/** Orders tokens by appending their events: ids are `<user id>.<anything>`. */
export function createTokenIssuer(dependencies: {
  readonly eventStore: EventStore;
  readonly clock: () => number;
}): TokenIssuer {
  const { eventStore, clock } = dependencies;

  async function lastRevision(stream: StreamName<'twoFactor'>): Promise<ExpectedRevision> {
    let revision: ExpectedRevision = 'noStream';
    for await (const events of eventStore.readStream(stream)) revision = events.at(-1)?.revision ?? revision;
    return revision;
  }

  return {
    async issue(tokenId, { lifetime = 5 * minute, challengeId = `challenge of ${tokenId}`, enrollmentId } = {}) {
      const stream = streamOf(tokenId);
      const metadata = someMetadata({ occurredAt: instantOf(clock()) });
      const token = { tokenId, expiresAt: instantOf(clock() + lifetime), country: 'SE' };
      const event: TokenIssued | EnrollmentTokenIssued =
        enrollmentId === undefined
          ? { type: 'TokenIssued', data: { ...token, challengeId } }
          : { type: 'EnrollmentTokenIssued', data: { ...token, enrollmentId } };
      for (;;) {
        try {
          const appended = await eventStore.append(stream, await lastRevision(stream), [
            { ...event, id: newEventId(), metadata },
          ]);
          return appended.position;
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
        }
      }
    },
  };
}
