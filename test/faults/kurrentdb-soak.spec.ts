import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { SignInDocument } from '../../src/client/generated/graphql.js';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { projections } from '../../src/projections/projections.js';
import { createRedisViewStore } from '../../src/projections/redis/redis-view-store.js';
import { eventsOf } from '../support/event-recorder.js';
import { isOutage, startKurrentDbDeployment } from '../support/kurrentdb-deployment.js';
import type { Faults } from '../support/kurrentdb-server/faults.js';
import type { KurrentDbServer } from '../support/kurrentdb-server/kurrentdb-server.js';
import { openResellers } from '../support/open-resellers.js';
import { being } from '../support/person.js';
import { buildProgram, startProgramOfTest } from '../support/program.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { gaps } from '../support/told-and-recorded.js';
import { compareViewsWithTheFold } from '../support/views-of-the-fold.js';

/** `npm run soak` says ten minutes. */
const seconds = Number(process.env['SOAK_SECONDS'] ?? 8);
const usernames = Array.from({ length: 6 }, (_, index) => `person-${index}`);
/** Milliseconds that the program waits for an answer of the event store. */
const deadline = 1_000;
/** Milliseconds until a mutation must be answered: some appends are asked after, and some reads come before. */
const longestAnswer = 15 * deadline;

/** What befalls the server, until it is over. */
const troubles: Readonly<Record<string, (server: KurrentDbServer) => Promise<void> | void>> = {
  'cut before the write': ({ faults }) => faults.cutBeforeWrite(),
  'cut after the write': ({ faults }) => faults.cutAfterWrite(),
  'deadline exceeded': ({ faults }) => faults.deadlineExceeded(),
  'deadline exceeded after the write': ({ faults }) => faults.deadlineExceededAfterWrite(),
  unavailable: ({ faults }) => faults.unavailable(),
  'a read is cut': ({ faults }) => faults.halfABatchThenCut('read'),
  'redelivered events': ({ faults }) => forEachProcess(faults.redeliverEvent),
  'late checkpoints': ({ faults }) => forEachProcess(faults.lateCheckpoint),
  'silent subscriptions': ({ faults }) => forEachProcess(faults.stallSubscription),
  'gone and back': async (server) => {
    await server.stop();
    await server.restart();
  },
};

/** Two APIs and a projector. */
function forEachProcess(arm: Faults['redeliverEvent']): void {
  for (let process = 0; process < 3; process += 1) arm();
}

beforeAll(buildProgram, 180_000);

describe('two API processes on a KurrentDB in trouble', () => {
  it('have every sign-in that was acknowledged in the history, exactly once, and views that equal the fold', {
    timeout: (seconds + 120) * 1_000,
  }, async () => {
    const { server, redisUrl, settings } = await startKurrentDbDeployment(deadline);
    const installation = await openInstallation(readConfig(settings));
    const password = await openResellers(installation.core, usernames);
    const processes = await Promise.all(
      ['api', 'api', 'projector'].map((roles) => startProgramOfTest({ ...settings, ROLES: roles })),
    );
    const clients = processes.slice(0, 2).map(({ url }) => createClient({ url, fetch }));

    const acknowledged: string[] = [];
    let refused = 0;
    let slowest = 0;
    let over = false;
    const signInAgainAndAgain = async (username: string, index: number): Promise<void> => {
      for (let round = index; !over; round += 1) {
        const begun = performance.now();
        try {
          const input = { username, password, interface: 'CONTROL_PANEL' } as const;
          const { signIn } = await clients[round % 2]!.execute(SignInDocument, { input });
          acknowledged.push(being(signIn, 'SignedIn').session.id);
        } catch (error) {
          if (!isOutage(error)) throw error;
          refused += 1;
        }
        slowest = Math.max(slowest, performance.now() - begun);
      }
    };
    const people = Promise.all(usernames.map(signInAgainAndAgain));

    const end = performance.now() + seconds * 1_000;
    const order = fc.sample(fc.shuffledSubarray(Object.keys(troubles), { minLength: 10 }), { seed: 5, numRuns: 1_000 });
    for (const name of order.flat()) {
      if (performance.now() > end) break;
      await troubles[name]?.(server);
      const before = acknowledged.length;
      // The next trouble comes when the one before is over.
      await vi.waitUntil(() => acknowledged.length >= before + 5, { timeout: 60_000 });
    }
    over = true;
    await people;

    const history = await eventsOf(installation.eventStore.readAll());
    const times = Map.groupBy(
      history.flatMap((event) => (event.type === 'SignedIn' ? [event.data.sessionId] : [])),
      (sessionId) => sessionId,
    );
    expect(acknowledged.filter((sessionId) => times.get(sessionId)?.length !== 1)).toEqual([]);
    expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
    expect(gaps(history)).toEqual([]);
    expect(refused, 'something was in the way').toBeGreaterThan(0);
    expect(slowest).toBeLessThan(longestAnswer);

    const connection = await openTestRedis(redisUrl);
    const viewStore = createRedisViewStore({ connection, storeId: installation.eventStore.id });
    const compared = await compareViewsWithTheFold(installation.eventStore, viewStore);
    expect(compared.differing).toEqual([]);
    expect(compared.documents).toBe(usernames.length * projections.length);
    await viewStore.close();
    await installation.close();
  });
});
