import { userOfChallenge } from '../crypto/random-ids.js';
import { instantOf } from '../domain/instant.js';
import { loginChallengeProjection } from '../projections/login-challenge.projection.js';
import type { ViewReader } from '../projections/view-reader.js';
import type { Core } from './core.js';
import { describeLoginChallenge } from './describe-login-challenge.js';
import { readAfter } from './read-after.js';
import type { LoginChallenge } from './results.js';

export interface LoginChallengeInput {
  readonly id: string;
  /** Consistency token. */
  readonly after?: string;
}

export type LoadLoginChallenge = (input: LoginChallengeInput) => Promise<LoginChallenge | undefined>;

/**
 * What a sign-in page shows. Whoever has a challenge's id has proved the password; an id has 128 random bits and cannot
 * be guessed. An unknown id and a malformed one look alike.
 */
export function createLoginChallenge(core: Core, views: ViewReader): LoadLoginChallenge {
  return async ({ id, after }) => {
    const userId = userOfChallenge(id);
    const position = readAfter(core, after);
    if (userId === undefined) return undefined;
    const view = await views.read(loginChallengeProjection, userId, position);
    return describeLoginChallenge(view, id, instantOf(core.clock()), core.limits);
  };
}
