/**
 * A process that runs the sender over an event store's file until it is told to end (SIGTERM). Arguments: the files of
 * the event store and of the reactor states, the address of the provider, and how many orders may be in flight.
 */
import { randomUUID } from 'node:crypto';
import { systemTimers as timers } from '../../../src/application/timers.js';
import { createSqliteReactorStateStore } from '../../../src/delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import { createMessageText } from '../../../src/delivery/sms/message-text.js';
import { startSmsSender } from '../../../src/delivery/sms/sender/sms-sender.js';
import { createSmsGateway } from '../../../src/delivery/sms/sms-gateway.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { openSqliteEventStore } from '../../../src/event-store/sqlite/sqlite-event-store.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { createHttpProvider } from './http-provider.js';
import { createStreamTokenOrders } from './stream-token-orders.js';

const [, , file = '', statesFile = '', providerUrl = '', concurrency = ''] = process.argv;
const clock = Date.now;
const complain = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`);
};

const eventStore = await openSqliteEventStore({ file, codec: createCodec({ schemas: eventSchemas, upcasters }) });
const states = createSqliteReactorStateStore({ path: statesFile, clock });
const sender = startSmsSender({
  eventStore,
  states,
  holder: randomUUID(),
  orders: createStreamTokenOrders({ eventStore, clock }),
  gateway: createSmsGateway({ providers: [createHttpProvider(providerUrl)], clock, timers, onDefect: complain }),
  messageText: createMessageText({ issuerName: 'Example', publicUrl: 'https://sign-in.example.com' }),
  clock,
  timers,
  random: Math.random,
  concurrency: Number(concurrency),
  // The next process does not wait long for the lease of one that was killed.
  timing: { leaseLifetime: 1_000, beat: 100 },
  onSent: () => undefined,
  onFailed: () => undefined,
  onFailure: complain,
});

process.once('SIGTERM', () => {
  void sender
    .close()
    .then(() => states.close())
    .then(() => eventStore.close());
});
