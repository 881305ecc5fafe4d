import { createHash } from 'node:crypto';
import { v7 as newEventId } from 'uuid';
import type { TokenOrders } from '../../../src/application/token-orders.js';
import type { StreamName } from '../../../src/domain/events.js';
import { instantOf } from '../../../src/domain/instant.js';
import type { TwoFactorEvent } from '../../../src/domain/two-factor/events.js';
import {
  evolveSmsTokens,
  type SmsToken,
  type SmsTokens,
  tokensFor,
} from '../../../src/domain/two-factor/sms-tokens.js';
import { type EventStore, type ExpectedRevision, RevisionConflict } from '../../../src/event-store/port.js';
import { someMetadata } from '../events.js';

/** The stream of a token, whose id begins with that of its user: `user-1.3`. */
export const streamOf = (tokenId: string): StreamName<'twoFactor'> => `twoFactor-${tokenId.split('.')[0] ?? ''}`;

/** The digits of a token: always the same for one id. */
export function digitsOf(tokenId: string): string {
  const number = createHash('sha256').update(tokenId).digest().readUInt32BE(0);
  return String(number % 1_000_000).padStart(6, '0');
}

/** The number of a token's user. */
export function numberOf(tokenId: string): string {
  return `+4670${createHash('sha256').update(streamOf(tokenId)).digest().readUInt32BE(0).toString().padStart(10, '0').slice(-7)}`;
}

/** Orders as their streams have them, without the commands of the program: an order is what a test appends. */
export function createStreamTokenOrders(dependencies: {
  readonly eventStore: EventStore;
  readonly clock: () => number;
}): TokenOrders {
  const { eventStore, clock } = dependencies;

  async function load(tokenId: string) {
    let tokens: SmsTokens = [];
    let revision: ExpectedRevision = 'noStream';
    for await (const events of eventStore.readStream(streamOf(tokenId))) {
      tokens = events.reduce(evolveSmsTokens, tokens);
      revision = events.at(-1)?.revision ?? revision;
    }
    return { token: tokens.find((token) => token.tokenId === tokenId), tokens, revision };
  }

  /** Appends the event unless the token, as it is by then, has it already. */
  async function record(tokenId: string, event: TwoFactorEvent, isNews: (token: SmsToken) => boolean): Promise<void> {
    for (;;) {
      const { token, revision } = await load(tokenId);
      if (token === undefined || !isNews(token)) return;
      const metadata = someMetadata({ occurredAt: instantOf(clock()) });
      try {
        await eventStore.append(streamOf(tokenId), revision, [{ ...event, id: newEventId(), metadata }]);
        return;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
  }

  return {
    async open(tokenId) {
      const { token, tokens } = await load(tokenId);
      if (token === undefined || token.settled || token.expiresAt <= instantOf(clock())) return { status: 'OVER' };
      if (tokensFor(tokens, token.purpose).at(-1) !== token) return { status: 'OVER' };
      const { issuedAt, expiresAt, country, purpose, delivery } = token;
      return {
        status: 'LIVE',
        to: numberOf(tokenId),
        token: digitsOf(tokenId),
        use: { for: purpose.challengeId === undefined ? 'ENROLLMENT' : 'SIGN_IN', interface: 'CONTROL_PANEL' },
        issuedAt,
        expiresAt,
        country,
        failedBefore: delivery.state === 'FAILED',
      };
    },
    recordSent: (tokenId, provider) =>
      record(tokenId, { type: 'TokenSent', data: { tokenId, provider } }, ({ settled }) => !settled),
    recordDelivered: (tokenId, provider) =>
      record(
        tokenId,
        { type: 'TokenDelivered', data: { tokenId, provider } },
        ({ delivery }) => delivery.state !== 'DELIVERED',
      ),
    recordFailure: (tokenId, failure) =>
      record(
        tokenId,
        { type: 'TokenDeliveryFailed', data: { tokenId, ...failure } },
        ({ settled, delivery }) => !settled && (failure.final || delivery.state !== 'FAILED'),
      ),
  };
}
