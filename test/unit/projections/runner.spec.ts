import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecidedTwoFactorEvent } from '../../../src/domain/two-factor/two-factor-decision.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { EventStore, ExpectedRevision, Position } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { foldView } from '../../../src/projections/fold-view.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { type ProjectionRunner, startProjections } from '../../../src/projections/runner.js';
import { twoFactorProjection } from '../../../src/projections/two-factor.projection.js';
import { createViewReader, PositionAhead } from '../../../src/projections/view-reader.js';
import type { ViewStore } from '../../../src/projections/view-store.js';
import { recordable } from '../../support/two-factor-events.js';
import { challengeIssued, defaultChanged, enrolledApp, tokenRejected } from '../../support/two-factor-history.js';

const projections = [loginChallengeProjection, twoFactorProjection];
const stream = 'twoFactor-user-1';

describe('projections', () => {
  let eventStore: EventStore;
  let viewStore: ViewStore;
  let runner: ProjectionRunner;
  let nextId: number;
  let revision: ExpectedRevision;
  let failures: unknown[];

  beforeEach(() => {
    eventStore = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
    viewStore = createMemoryViewStore();
    nextId = 1;
    revision = 'noStream';
    failures = [];
  });
  afterEach(async () => {
    await runner.close();
    await viewStore.close();
    await eventStore.close();
  });

  const start = (over: EventStore = eventStore) => {
    runner = startProjections({ eventStore: over, viewStore, projections, onFailure: (error) => failures.push(error) });
  };
  const append = async (events: readonly DecidedTwoFactorEvent[]): Promise<Position> => {
    const appended = await eventStore.append(stream, revision, recordable(events, nextId));
    nextId += events.length;
    ({ revision } = appended);
    return appended.position;
  };
  const reader = () => createViewReader({ eventStore, viewStore, isLive: runner.isLive });

  it('are made from the history that is there at the start', async () => {
    const position = await append([...enrolledApp(), challengeIssued(), tokenRejected()]);
    start();
    await runner.caughtUp;
    expect(runner.isLive()).toBe(true);
    const stored = await viewStore.read(loginChallengeProjection.name, stream);
    expect(stored).toEqual({ position, view: await foldView(eventStore, loginChallengeProjection, stream) });
  });

  it('go on with what is appended afterwards', async () => {
    start();
    await runner.caughtUp;
    const position = await append([...enrolledApp(), challengeIssued()]);
    expect(await viewStore.reached(loginChallengeProjection.name, position, 10_000)).toBe(true);
    expect(await viewStore.reached(twoFactorProjection.name, position, 10_000)).toBe(true);
    const stored = await viewStore.read(twoFactorProjection.name, stream);
    expect(stored.view).toEqual(await foldView(eventStore, twoFactorProjection, stream));
  });

  it('hold nothing secret: no sealed value, no hash, no salt', async () => {
    const position = await append([...enrolledApp(), challengeIssued()]);
    start();
    await runner.caughtUp;
    for (const { name } of projections) {
      const stored = await viewStore.read(name, stream);
      expect(stored.position).toBe(position);
      expect(JSON.stringify(stored.view)).not.toMatch(/"(ct|kid|hash|salt|secret)"/);
    }
  });

  it('are never older than the position a query gives', async () => {
    start();
    await runner.caughtUp;
    for (let round = 0; round < 20; round += 1) {
      const position = await append(round === 0 ? [...enrolledApp(), challengeIssued()] : [tokenRejected()]);
      const view = await reader().read(loginChallengeProjection, stream, position);
      expect(view.challenges[0]?.wrongAnswers).toBe(round);
    }
  });

  it('are not asked while they are behind: the history answers', async () => {
    await append([...enrolledApp(), challengeIssued()]);
    start();
    expect(runner.isLive()).toBe(false);
    const view = await reader().read(loginChallengeProjection, stream, undefined);
    expect(view.challenges).toHaveLength(1);
  });

  it('stop, say so, and leave the answers to the history when something cannot be applied', async () => {
    start();
    await runner.caughtUp;
    // Somebody else moves the position: this runner must not go on as if nothing had happened.
    const stolen = { expectedPosition: undefined, position: '9'.repeat(20), views: new Map() };
    await viewStore.apply(loginChallengeProjection.name, stolen);
    await append([...enrolledApp(), challengeIssued(), defaultChanged()]);
    await expect.poll(() => failures.length).toBe(1);
    expect(runner.isLive()).toBe(false);
    const view = await reader().read(loginChallengeProjection, stream, undefined);
    expect(view.challenges).toHaveLength(1);
  });

  it('refuse a position that the history has not reached, live or not', async () => {
    const head = await append(enrolledApp());
    start();
    const ahead = String(Number(head) + 1).padStart(20, '0');
    await expect(reader().read(loginChallengeProjection, stream, ahead)).rejects.toThrow(PositionAhead);
    await runner.caughtUp;
    await expect(reader().read(loginChallengeProjection, stream, ahead)).rejects.toThrow(PositionAhead);
  });
});
