import type { Instant } from '../domain/instant.js';
import type { ChallengeFacts } from '../domain/two-factor/find-challenge.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { UserState } from '../domain/user/state.js';
import type { Core } from './core.js';
import { actingAs, type RequestContext } from './request-context.js';

/** No password has this version: a challenge of a user who is not active is open to nobody. */
const noCredential = 0;

/** What a decision about a challenge must know of whoever answers it. */
export async function challengeFacts(
  core: Core,
  of: { readonly userId: string; readonly challengeId: string; readonly at: Instant },
  { caller }: RequestContext,
): Promise<{ readonly facts: ChallengeFacts; readonly user: UserState }> {
  const { userId, challengeId, at } = of;
  const user = (await core.users.load(userId)).state;
  const credentialVersion = (user.status === 'ACTIVE' ? user.credential?.version : undefined) ?? noCredential;
  // Somebody else's session answers nothing here (attack 13).
  const session = caller?.userId === userId ? { sessionId: caller.session.sessionId } : {};
  return { user, facts: { at, challengeId, credentialVersion, ...session } };
}

/** The context of whoever answers a challenge: its user, through the interface that it was issued for. */
export function answering(context: RequestContext, userId: string, challengeId: string) {
  return ({ challenges }: TwoFactorState): RequestContext =>
    actingAs(context, userId, challenges.find((challenge) => challenge.challengeId === challengeId)?.interface);
}
