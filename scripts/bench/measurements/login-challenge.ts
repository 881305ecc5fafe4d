import { type Asked, askInTurn } from '../ask-in-turn.js';
import { post } from '../load.js';
import { against, type Figure, type Measurement } from '../measurement.js';
import { askForChallenge } from '../operations.js';
import { seed } from '../seed/seed.js';
import { startBareServer, startProgram } from '../server.js';

/** Reading: the query that every sign-in page asks again and again. */
export const loginChallenge: Measurement = {
  name: 'loginChallenge',
  title: 'loginChallenge, ten fields, against bare servers',
  takes: { full: 90, quick: 25 },
  run: async (bench): Promise<readonly Figure[]> => {
    const seeded = await seed(bench, 200, (people, username) => people.addChallenged(username));
    const [asked] = seeded.people;
    if (asked === undefined) throw new Error('Nobody was added.');
    const body = askForChallenge(asked.challengeId);
    const program = await startProgram(bench, seeded.directory);
    const answer = await post(program.url, { body, address: '192.0.2.17' });
    const graphql = await startBareServer(bench, import.meta.resolve('../programs/bare-graphql-server.js'), answer);
    const http = await startBareServer(bench, import.meta.resolve('../programs/bare-http-server.js'), answer);

    const own: Asked = { name: 'the program', url: program.url, rounds: [] };
    const bareGraphql: Asked = { name: 'a bare GraphQL server', url: graphql.url, rounds: [] };
    const bareHttp: Asked = { name: 'a bare node:http server', url: http.url, rounds: [] };
    await askInTurn(bench, [own, bareGraphql, bareHttp], { body, answer });
    await Promise.all([program.stop(), graphql.stop(), http.stop()]);

    const figure = { name: 'loginChallenge', unit: '/s', rounds: own.rounds };
    return [
      against({ name: 'Apollo + type-graphql + Fastify', rounds: bareGraphql.rounds, goal: ['≥', 0.9] }, figure),
      against({ name: 'node:http', rounds: bareHttp.rounds, goal: ['≥', 0.25] }, figure),
    ];
  },
};
