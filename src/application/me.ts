import { instantOf } from '../domain/instant.js';
import { twoFactorProjection } from '../projections/two-factor.projection.js';
import type { ViewReader } from '../projections/view-reader.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { describeUser } from './describe-account.js';
import { NotSignedIn } from './errors.js';
import { readAfter } from './read-after.js';
import type { RequestContext } from './request-context.js';
import type { User } from './results.js';

export type Me = (input: { readonly after?: string }, context: RequestContext) => Promise<User>;

/** The caller's own account settings. */
export function createMe(core: Core, views: ViewReader): Me {
  return async ({ after }, context) => {
    const { userId, session } = requireCaller(context);
    const view = await views.read(twoFactorProjection, userId, readAfter(core, after));
    const user = (await core.users.load(userId)).state;
    if (user.status === 'ABSENT') throw new NotSignedIn();
    return describeUser(core, { userId, user, sessionId: session.sessionId }, view, instantOf(core.clock()));
  };
}
