import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { type Asked, askInTurn, secondsOfRound } from '../ask-in-turn.js';
import { post } from '../load.js';
import { against, type Figure, type Measurement } from '../measurement.js';
import { askForChallenge } from '../operations.js';
import { type PrivateRedis, startPrivateRedis } from '../redis/private-redis.js';
import { seed } from '../seed/seed.js';
import { startBareServer, startProgram } from '../server.js';

/** The query that every sign-in page asks, answered from what a projector in another process has put into Redis. */
export const loginChallengeRedis: Measurement = {
  name: 'loginChallengeRedis',
  title: 'loginChallenge from Redis, ten fields, against bare servers',
  takes: { full: 95, quick: 30 },
  run: async (bench): Promise<readonly Figure[]> => {
    const seeded = await seed(bench, 200, (people, username) => people.addChallenged(username));
    const [asked] = seeded.people;
    if (asked === undefined) throw new Error('Nobody was added.');
    const redis = await startPrivateRedis(bench);
    const start = (roles: string) =>
      startProgram(bench, seeded.directory, { settings: { ROLES: roles, REDIS_URL: redis.url } });
    const projector = await start('projector');
    const program = await start('api');

    const body = askForChallenge(asked.challengeId);
    const answer = await post(program.url, { body, address: '192.0.2.17' });
    const size = String(await documentSize(redis, asked.userId));
    const withRedis = import.meta.resolve('../programs/bare-graphql-server.js');
    const graphql = await startBareServer(bench, withRedis, answer, redis.url, size);
    const http = await startBareServer(bench, import.meta.resolve('../programs/bare-http-server.js'), answer);

    const own: Asked = { name: 'the program', url: program.url, rounds: [] };
    const bareGraphql: Asked = { name: 'a bare GraphQL server', url: graphql.url, rounds: [] };
    const bareHttp: Asked = { name: 'a bare node:http server', url: http.url, rounds: [] };
    const before = await redis.calls('hmget');
    await askInTurn(bench, [own, bareGraphql, bareHttp], { body, answer });
    const answers = own.rounds.reduce((sum, perSecond) => sum + perSecond * secondsOfRound(bench), 0);
    if ((await redis.calls('hmget')) - before < answers) throw new Error('The history has answered, and not Redis.');
    await Promise.all([program.stop(), projector.stop(), graphql.stop(), http.stop()]);
    await redis.stop();

    const figure = { name: 'loginChallenge from Redis', unit: '/s', rounds: own.rounds };
    return [
      against({ name: 'that stack with one Redis GET', rounds: bareGraphql.rounds, goal: ['≥', 0.9] }, figure),
      against({ name: 'node:http', rounds: bareHttp.rounds, goal: ['≥', 0.22] }, figure),
    ];
  },
};

/** Bytes of what the projector has written for this user. */
async function documentSize({ client }: PrivateRedis, userId: string): Promise<number> {
  const hashes = await client.keys(`*}:${loginChallengeProjection.name}.v*`);
  return Math.max(...(await Promise.all(hashes.map((hash) => client.hstrlen(hash, userId)))));
}
