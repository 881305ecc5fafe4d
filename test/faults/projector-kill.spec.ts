import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { MeDocument, SignInDocument } from '../../src/client/generated/graphql.js';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { projections } from '../../src/projections/projections.js';
import { createRedisViewStore } from '../../src/projections/redis/redis-view-store.js';
import { openResellers } from '../support/open-resellers.js';
import { being } from '../support/person.js';
import { buildProgram, type Program, startProgram } from '../support/program.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { startRedisServer } from '../support/redis/redis-server.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { compareViewsWithTheFold } from '../support/views-of-the-fold.js';

/** After so many sign-ins one of the two projectors is killed, and started again. */
const killAfter = fc.sample(fc.integer({ min: 1, max: 8 }), { seed: 20261124, numRuns: 5 });
const usernames = Array.from({ length: 6 }, (_, index) => `person-${index}`);

beforeAll(buildProgram, 180_000);

describe('two API processes and two projectors, one of which is killed again and again (SIGKILL)', () => {
  it('show everybody what they have just done, at either API, and keep views that equal the fold', {
    timeout: 240_000,
  }, async () => {
    const redis = await startRedisServer();
    const directory = temporaryDirectory();
    const settings = {
      DATA_DIR: directory,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'http://sallyport.test',
    };
    const installation = await openInstallation(readConfig(settings));
    const password = await openResellers(installation.core, usernames);
    const start = (roles: string): Promise<Program> => startProgram({ ...settings, ROLES: roles });
    const apis = await Promise.all([start('api'), start('api')]);
    const projectors = await Promise.all([start('projector'), start('projector')]);
    const clients = apis.map(({ url }) => createClient({ url, fetch }));

    let signIns = 0;
    let over = false;
    /** Signs in at one API and looks at the other, over and over. */
    const goOn = async (username: string, index: number): Promise<void> => {
      for (let round = index; !over; round += 1) {
        const [here, there] = [clients[round % 2]!, clients[(round + 1) % 2]!];
        const input = { username, password, interface: 'CONTROL_PANEL' } as const;
        const { session, position } = being((await here.execute(SignInDocument, { input })).signIn, 'SignedIn');
        const { me } = await there.execute(MeDocument, { after: position }, session.token);
        expect(me.sessions.map(({ id }) => id)).toContain(session.id);
        signIns += 1;
      }
    };
    const people = Promise.all(usernames.map(goOn));

    for (const [kill, howMany] of killAfter.entries()) {
      const before = signIns;
      await vi.waitUntil(() => signIns >= before + howMany, { timeout: 30_000 });
      const victim = kill % 2;
      projectors[victim]?.kill();
      await projectors[victim]?.ended;
      projectors[victim] = await start('projector');
    }
    over = true;
    await people;

    const store = createRedisViewStore({
      connection: await openTestRedis(redis.url),
      storeId: installation.eventStore.id,
    });
    const compared = await compareViewsWithTheFold(installation.eventStore, store);
    expect(compared.differing).toEqual([]);
    expect(compared.documents).toBe(usernames.length * projections.length);
    for (const process of [...apis, ...projectors]) process.kill();
    await Promise.all([...apis, ...projectors].map(({ ended }) => ended));
    await store.close();
    await installation.close();
    await redis.stop();
  });
});
