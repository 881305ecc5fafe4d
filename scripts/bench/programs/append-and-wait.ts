/**
 * Has people sign in, so many a second, and sees after how long the views have what was appended: from when an append is
 * acknowledged until Redis has announced its position, or says when asked that it is there. Arguments: the data
 * directory, the address of Redis, how many sign-ins a second; then the ids of the people, who have an app and come once
 * each. Prints JSON.
 */
import { setTimeout } from 'node:timers/promises';
import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import type { Position } from '../../../src/event-store/port.js';
import { nameOf } from '../../../src/projections/edition.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { partitionOf } from '../../../src/projections/partition.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { openUsableRedis } from '../../redis/open-usable-redis.js';
import { atRate } from '../at-rate.js';
import type { Move } from '../seed/decide-moves.js';
import { createPeople } from '../seed/people.js';
import { programSettings } from '../server.js';

/** What this program prints. */
export interface Waited {
  /** Milliseconds of each append. */
  readonly lags: readonly number[];
  /** Events a second that were appended. */
  readonly appended: number;
}

/** Milliseconds that somebody looks for the token. */
const pause = 500;
/** Milliseconds: whatever takes longer has failed. */
const patience = 10_000;

const [, , directory = '', redisUrl = '', signInsPerSecond = '', ...userIds] = process.argv;
const { core, eventStore, close } = await openInstallation(readConfig({ ...programSettings, DATA_DIR: directory }));
const { make, movesOf } = await createPeople(core);
const connection = await openUsableRedis(redisUrl);
const viewStore = createRedisViewStore({ connection, storeId: eventStore.id });
const { name: projection, version } = loginChallengeProjection;
// All editions of a partition move together.
const edition = nameOf({ projection, version, number: 1 });

const begun = performance.now();
let events = 0;
let last = begun;
const lags = await atRate(userIds, Number(signInsPerSecond), async (userId) => {
  const { signIn, answerRight } = movesOf(userId);
  const issued = lagOf(await append(userId, signIn));
  await setTimeout(pause);
  return Promise.all([issued, lagOf(await append(userId, answerRight))]);
});
await viewStore.close();
await close();
const appended = (events * 1_000) / (last - begun - pause);
console.log(JSON.stringify({ lags: lags.flat(), appended } satisfies Waited));

interface AppendedMove {
  readonly userId: string;
  readonly position: Position;
  /** When that was acknowledged. */
  readonly at: number;
}

async function append(userId: string, move: Move): Promise<AppendedMove> {
  const { decision, position = '' } = await make(userId, [move]);
  last = performance.now();
  events += decision.events.length;
  return { userId, position, at: last };
}

/** Milliseconds until the views have it. */
async function lagOf({ userId, position, at }: AppendedMove): Promise<number> {
  const reached = await viewStore.reached({ edition, partition: partitionOf(userId) }, position, patience);
  if (!reached) throw new Error('The views have not got what was appended.');
  return performance.now() - at;
}
