import { createClient } from 'graphql-sse';
import { type ChallengeFragment, LoginChallengeChangedDocument } from '../../src/client/generated/graphql.js';
import { Surprise } from './surprise.js';

/** A challenge as it stands, and again whenever it has changed, as a sign-in page watches it; for 15 seconds at most. */
export type ChallengeWatch = (challengeId: string) => AsyncIterable<ChallengeFragment>;

/** In milliseconds. */
const patience = 15_000;

/** @param url of the service. */
export function createChallengeWatch(url: string): ChallengeWatch {
  return async function* (id) {
    const client = createClient({ url: `${url}/graphql/stream`, retryAttempts: 0 });
    const giveUp = setTimeout(() => client.dispose(), patience);
    const request = { query: LoginChallengeChangedDocument.toString(), variables: { id } };
    try {
      for await (const { data, errors = [] } of client.iterate<{ loginChallengeChanged: ChallengeFragment }>(request)) {
        if (!data) throw new Surprise('the challenge', errors.map(({ message }) => message).join('; '));
        yield data.loginChallengeChanged;
      }
    } finally {
      clearTimeout(giveUp);
      client.dispose();
    }
  };
}
