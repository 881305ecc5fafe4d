// Threat: the history is replayed (a rebuild, a lost or old checkpoint, a restored backup) and its messages go out again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteReactorStateStore } from '../../src/delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import type { SmsSender } from '../../src/delivery/sms/sender/sms-sender.js';
import { day, minute, second } from '../../src/domain/instant.js';
import { holdAll } from '../../src/projections/leases.js';
import { createMemoryViewStore } from '../../src/projections/memory/memory-view-store.js';
import { projections } from '../../src/projections/projections.js';
import { startProjector } from '../../src/projections/projector.js';
import { refuse } from '../support/sms-sender/scripted-provider.js';
import { createSenderFixture, type SenderFixture } from '../support/sms-sender/sender-fixture.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const users = 100;

describe('replaying the history sends messages again', () => {
  let fixture: SenderFixture;
  let file: string;

  /** Every kind of end that an order can have, each of them in the last minute: by its time alone none is over. */
  beforeEach(async () => {
    fixture = createSenderFixture();
    file = join(temporaryDirectory(), 'reactors.sqlite');
    const sender = start('first');
    for (let user = 0; user < users; user += 1) {
      await fixture.issuer.issue(`sent-${user}.1`);
      await fixture.issuer.issue(`enrolling-${user}.1`, { enrollmentId: 'enrollment-1' });
      await fixture.issuer.issue(`superseded-${user}.1`, { challengeId: 'challenge-1' });
      await fixture.issuer.issue(`superseded-${user}.2`, { challengeId: 'challenge-1' });
    }
    await caughtUp(sender);
    for (let user = 0; user < users; user += 1) await fixture.orders.recordDelivered(`sent-${user}.1`, 'messagebird');
    fixture.provider.answerWith(refuse);
    for (let user = 0; user < users; user += 1) await fixture.issuer.issue(`refused-${user}.1`);
    await caughtUp(sender);
    await close(sender);
    expect(fixture.provider.taken.length).toBeGreaterThanOrEqual(3 * users);
  });
  afterEach(() => fixture.close());

  const start = (holder: string) => {
    const states = createSqliteReactorStateStore({ path: file, clock: fixture.time.clock });
    onTestFinished(() => states.close());
    return fixture.start({ states, holder });
  };
  const caughtUp = async (sender: SmsSender) => {
    const head = await fixture.eventStore.head();
    await fixture.until(() => (sender.state().position ?? '') >= (head ?? ''));
    await fixture.time.advance(0);
  };
  const close = async (sender: SmsSender) => {
    const closed = sender.close();
    await fixture.time.advance(1 * minute);
    await closed;
  };
  const loseCheckpoint = () => {
    for (const companion of ['', '-wal', '-shm']) rmSync(`${file}${companion}`, { force: true });
  };
  /** What providers are asked to send, and what is written into the history, while something is done. */
  const consequencesOf = async (action: () => Promise<void>) => {
    const asked = fixture.provider.asked.length;
    const head = await fixture.eventStore.head();
    await action();
    return { messages: fixture.provider.asked.length - asked, isNews: head !== (await fixture.eventStore.head()) };
  };
  const nothing = { messages: 0, isNews: false };

  it('with a lost checkpoint, while every token still lives: 0 messages', async () => {
    loseCheckpoint();
    fixture.opened.length = 0;
    const replay = async () => {
      await caughtUp(start('second'));
      await fixture.time.advance(30 * second);
    };
    expect(await consequencesOf(replay)).toEqual(nothing);
    expect(fixture.opened.length).toBe(5 * users);
  });

  it('with a lost checkpoint, the next day: 0 messages, and no order is even looked up', async () => {
    loseCheckpoint();
    fixture.opened.length = 0;
    await fixture.time.advance(1 * day);
    expect(await consequencesOf(() => caughtUp(start('second')))).toEqual(nothing);
    expect(fixture.opened).toEqual([]);
  });

  it('with the checkpoint of a newer history than the one that was restored: 0 messages', async () => {
    const states = createSqliteReactorStateStore({ path: file, clock: fixture.time.clock });
    const reactor = `sms-sender:${fixture.eventStore.id}`;
    await states.acquire(reactor, 'test', '2026-11-24T12:00:00.000Z');
    await states.savePosition(reactor, 'test', '9'.repeat(20));
    await states.close();
    expect(await consequencesOf(() => caughtUp(start('second')))).toEqual(nothing);
  });

  it('by a second sender that starts from the beginning beside the first: 0 messages', async () => {
    const first = start('first');
    await caughtUp(first);
    const replay = () => caughtUp(fixture.start({ states: { ...fixture.states, acquire: async () => true } }));
    expect(await consequencesOf(replay)).toEqual(nothing);
  });

  it('by a full rebuild of the views, while the sender runs: 0 messages', async () => {
    await caughtUp(start('second'));
    const rebuild = async () => {
      const { eventStore } = fixture;
      const onFailure = (error: unknown) => expect.fail(String(error));
      const { clock } = fixture.time;
      const observer = { failed: onFailure, parked: onFailure, tookOver: onFailure };
      const stores = { eventStore, viewStore: createMemoryViewStore() };
      const projector = startProjector({ ...stores, leases: holdAll(), projections, observer, clock });
      await projector.caughtUp;
      await fixture.time.advance(30 * second);
      await projector.close();
    };
    expect(await consequencesOf(rebuild)).toEqual(nothing);
  });

  it('but an order that nobody has sent is sent, once, also after the checkpoint is lost', async () => {
    fixture.provider.answerWith(() => ({ kind: 'ACCEPTED' }));
    await fixture.issuer.issue('fresh-1.1');
    loseCheckpoint();
    expect(await consequencesOf(() => caughtUp(start('second')))).toEqual({ messages: 1, isNews: true });
    expect(fixture.provider.taken.at(-1)?.tokenId).toBe('fresh-1.1');
  });
});
