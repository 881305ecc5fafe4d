import { type Instant, instantOf, later } from '../domain/instant.js';
import type { Session } from '../domain/two-factor/sessions.js';
import { describeLoginChallenge } from './describe-login-challenge.js';
import { NotSignedIn } from './errors.js';
import { findLiveSession, type SessionReading } from './find-live-session.js';
import type { Caller } from './request-context.js';
import type { LoginChallenge } from './results.js';

export interface WatchedChallenge {
  readonly userId: string;
  readonly challengeId: string;
  /** Who looks, where they came with a session. */
  readonly caller: Caller | undefined;
}

/** What somebody sees who may see it. */
export interface Look {
  readonly challenge: LoginChallenge;
  /** When time alone can change what is seen, or who may see it; those that are past mean nothing. */
  readonly changesAt: readonly Instant[];
}

/**
 * A challenge as the history has it now, for somebody who may see it now. Whoever knows the id of a SIGN_IN challenge
 * may, and of a STEP_UP challenge as long as its session lives; a session that comes along must be alive as well.
 *
 * @returns `undefined`: there is no such challenge.
 * @throws {NotSignedIn} one of the sessions is over. @throws {StoreUnavailable}
 */
export async function lookAtLoginChallenge(core: SessionReading, watched: WatchedChallenge): Promise<Look | undefined> {
  const { userId, challengeId, caller } = watched;
  const { state } = await core.twoFactor.load(userId);
  const challenge = describeLoginChallenge(state, challengeId, instantOf(core.clock()), core.limits);
  if (challenge === undefined) return undefined;
  const stepUp = state.challenges.find((one) => one.challengeId === challengeId)?.sessionId;
  // The sessions are asked for last: nothing is shown that is newer than the leave to see it (attack 35).
  const sessions = [
    ...(caller === undefined ? [] : [await requireLiveSession(core, caller.userId, caller.session.sessionId)]),
    ...(stepUp === undefined ? [] : [await requireLiveSession(core, userId, stepUp)]),
  ];
  const { expiresAt, lockedUntil, tokenExpiresAt, resendAvailableAt } = challenge;
  const ends = sessions.flatMap((session) => [
    session.expiresAt,
    later(session.lastSeenAt, core.limits.sessionIdleTime),
  ]);
  return {
    challenge,
    changesAt: [expiresAt, lockedUntil, tokenExpiresAt, resendAvailableAt, ...ends].filter((at) => at !== undefined),
  };
}

async function requireLiveSession(core: SessionReading, userId: string, sessionId: string): Promise<Session> {
  const session = await findLiveSession(core, { userId, sessionId });
  if (session === undefined) throw new NotSignedIn();
  return session;
}
