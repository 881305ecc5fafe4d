import { vi } from 'vitest';
import type { TokenOrders } from '../../../src/application/token-orders.js';
import {
  createMemoryReactorStateStore,
  type ReactorStatesInMemory,
} from '../../../src/delivery/reactor-state/memory/memory-reactor-state-store.js';
import { createMessageText } from '../../../src/delivery/sms/message-text.js';
import {
  type SmsSender,
  type SmsSenderDependencies,
  startSmsSender,
} from '../../../src/delivery/sms/sender/sms-sender.js';
import { createSmsGateway } from '../../../src/delivery/sms/sms-gateway.js';
import { minute } from '../../../src/domain/instant.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { RecordedEvent } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { eventsOf } from '../event-recorder.js';
import { createManualTime } from './manual-time.js';
import { createScriptedProvider } from './scripted-provider.js';
import { createStreamTokenOrders, streamOf } from './stream-token-orders.js';
import { createTokenIssuer } from './token-issuer.js';

export type SenderFixture = ReturnType<typeof createSenderFixture>;

/** Senders over one history in memory, one provider and one clock that stands still until it is moved. */
export function createSenderFixture() {
  const time = createManualTime();
  const { clock, timers } = time;
  const eventStore = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
  const states: ReactorStatesInMemory = new Map();
  const provider = createScriptedProvider('messagebird');
  const orders = createStreamTokenOrders({ eventStore, clock });
  const opened: string[] = [];
  const failures: unknown[] = [];
  const told: unknown[] = [];
  const senders: SmsSender[] = [];

  const watchedOrders: TokenOrders = {
    ...orders,
    open: (tokenId) => {
      opened.push(tokenId);
      return orders.open(tokenId);
    },
  };
  // A provider that keeps failing is asked each time, so that a spec sees every try.
  const gateway = createSmsGateway({
    providers: [provider],
    clock,
    timers,
    failuresBeforeOpen: Number.POSITIVE_INFINITY,
    onDefect: (error) => failures.push(error),
  });

  return {
    time,
    eventStore,
    provider,
    orders: watchedOrders,
    issuer: createTokenIssuer({ eventStore, clock }),
    states: createMemoryReactorStateStore({ clock, states }),
    /** Ids of the tokens whose streams were looked at, in order. */
    opened,
    /** What senders called a failure: bugs and outages. */
    failures,
    /** What senders told of tokens sent and failed. */
    told,

    /** Starts a sender; all of a fixture are closed by `close`. */
    start(changes: Partial<SmsSenderDependencies> = {}): SmsSender {
      const sender = startSmsSender({
        eventStore,
        states: createMemoryReactorStateStore({ clock, states }),
        holder: `sender ${senders.length}`,
        orders: watchedOrders,
        gateway,
        messageText: createMessageText({ issuerName: 'Example', publicUrl: 'https://sign-in.example.com' }),
        clock,
        timers,
        random: () => 0,
        onSent: (sent) => told.push({ sent }),
        onFailed: (failed) => told.push({ failed }),
        onFailure: (error) => failures.push(error),
        ...changes,
      });
      senders.push(sender);
      return sender;
    },

    /** What the history says of a token, its order left out. */
    async historyOf(tokenId: string): Promise<readonly Pick<RecordedEvent, 'type' | 'data'>[]> {
      const events = await eventsOf(eventStore.readStream(streamOf(tokenId)));
      return events
        .slice(1)
        .filter(({ data }) => 'tokenId' in data && data.tokenId === tokenId)
        .map(({ type, data }) => ({ type, data }));
    },

    until: (condition: () => boolean) => vi.waitUntil(condition, { interval: 1, timeout: 10_000 }),

    async close(): Promise<void> {
      const closed = Promise.all(senders.map((sender) => sender.close()));
      await time.advance(minute);
      await closed;
      await eventStore.close();
    },
  };
}
