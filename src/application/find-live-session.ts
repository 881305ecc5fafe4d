import { instantOf } from '../domain/instant.js';
import { liveSession, type Session } from '../domain/two-factor/sessions.js';
import type { Core } from './core.js';

/** What it takes to read who is signed in. */
export type SessionReading = Pick<Core, 'users' | 'twoFactor' | 'clock' | 'limits'>;

export interface SessionOfUser {
  readonly userId: string;
  readonly sessionId: string;
}

/**
 * A session, if a request that came with it would be served now (B10; attack 21); `undefined`: it is over. The history
 * is asked each time. Unlike a request, this does not keep the session from becoming idle.
 */
export async function findLiveSession(
  core: SessionReading,
  { userId, sessionId }: SessionOfUser,
): Promise<Session | undefined> {
  const { state: user } = await core.users.load(userId);
  if (user.status !== 'ACTIVE' || user.credential === undefined) return undefined;
  const { state } = await core.twoFactor.load(userId);
  const session = liveSession(state.sessions, sessionId, instantOf(core.clock()), core.limits);
  return session?.credentialVersion === user.credential.version ? session : undefined;
}
