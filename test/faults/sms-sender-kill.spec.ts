import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSqliteReactorStateStore } from '../../src/delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import type { SmsMessage } from '../../src/delivery/sms/provider.js';
import { createEventRecorder, eventsOf } from '../support/event-recorder.js';
import { startHttpProviderServer } from '../support/sms-sender/http-provider-server.js';
import { startSending } from '../support/sms-sender/start-sending.js';
import { digitsOf, numberOf } from '../support/sms-sender/stream-token-orders.js';
import { createTokenIssuer } from '../support/sms-sender/token-issuer.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** Where a process can be in the life of an order when it is killed. */
type Moment = 'TAKEN' | 'ANSWERED' | 'RECORDED';

/** Each process is killed when this has come so many times since it was started. */
const kills = fc.sample(
  fc.record({
    moment: fc.constantFrom<Moment>('TAKEN', 'ANSWERED', 'RECORDED'),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  { seed: 20261124, numRuns: 20 },
);
const concurrency = 8;
/** Orders that come while a process starts; after that one comes with each message. */
const burst = 20;

describe('the process is killed (SIGKILL) while it sends tokens', () => {
  it('loses no order, and sends none again but those that were in flight', { timeout: 240_000 }, async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'events.sqlite');
    const statesFile = join(directory, 'reactors.sqlite');
    const eventStore = await openEventStore(file);
    const issuer = createTokenIssuer({ eventStore, clock: Date.now });
    const issued: Promise<string>[] = [];
    const issue = () => {
      const tokenId = `user-${issued.length}.1`;
      issued.push(issuer.issue(tokenId).then(() => tokenId));
    };

    let onMoment: (moment: Moment) => void = () => undefined;
    const provider = await startHttpProviderServer({
      delay: 10,
      onMessage: (moment) => onMoment(moment),
    });
    const recorder = createEventRecorder((events) => {
      for (const { type } of events) if (type === 'TokenSent') onMoment('RECORDED');
    });
    eventStore.subscribe(undefined, recorder);
    const start = () => startSending({ file, statesFile, providerUrl: provider.url, concurrency });

    for (const { moment, times } of kills) {
      const sending = start();
      let left = times;
      onMoment = (come) => {
        if (come === 'TAKEN') issue();
        if (come === moment) left -= 1;
        if (left === 0) sending.process.kill('SIGKILL');
      };
      for (let count = 0; count < burst; count += 1) issue();
      expect(await sending.ended).toBe('SIGKILL');
    }
    onMoment = () => undefined;

    const tokens = await Promise.all(issued);
    const last = start();
    const recorded = () => recorder.events.filter(({ type }) => type === 'TokenSent');
    await recorder.until(() => recorded().length >= tokens.length);
    last.process.kill('SIGTERM');
    expect(await last.ended).toBeNull();

    const messagesOf = countById(provider.messages);
    expect(tokens.filter((tokenId) => !messagesOf.has(tokenId))).toEqual([]);
    expect(messagesOf.size).toBe(tokens.length);
    expect(provider.messages.filter((message) => !carriesItsToken(message))).toEqual([]);
    const repeats = [...messagesOf.values()].map((howMany) => howMany - 1);
    expect(Math.max(...repeats)).toBeLessThanOrEqual(kills.length);
    const allRepeats = repeats.reduce((sum, howMany) => sum + howMany, 0);
    expect(allRepeats).toBeLessThanOrEqual(kills.length * concurrency);
    // Without a repeat no process was killed between sending and recording, and the test has shown nothing.
    expect(allRepeats).toBeGreaterThan(0);

    const history = await eventsOf(eventStore.readAll());
    const sent = history.flatMap((event) => (event.type === 'TokenSent' ? [event.data.tokenId] : []));
    expect(sent.toSorted()).toEqual(tokens.toSorted());
    const states = createSqliteReactorStateStore({ path: statesFile, clock: Date.now });
    const checkpoint = await states.position(`sms-sender:${eventStore.id}`);
    await states.close();
    expect(history.filter(({ type, position }) => type === 'TokenIssued' && position > (checkpoint ?? ''))).toEqual([]);
  });
});

function countById(messages: readonly SmsMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tokenId } of messages) counts.set(tokenId, (counts.get(tokenId) ?? 0) + 1);
  return counts;
}

function carriesItsToken({ tokenId, to, text }: SmsMessage): boolean {
  return to === numberOf(tokenId) && text.endsWith(`\n@sign-in.example.com #${digitsOf(tokenId)}`);
}
