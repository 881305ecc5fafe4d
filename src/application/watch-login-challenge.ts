import { isDeepStrictEqual } from 'node:util';
import { userOfChallenge } from '../crypto/random-ids.js';
import { epochMilliseconds, type Instant, second } from '../domain/instant.js';
import { loginChallengeProjection } from '../projections/login-challenge.projection.js';
import { sessionsProjection } from '../projections/sessions.projection.js';
import type { ViewReader } from '../projections/view-reader.js';
import { type Alarm, createAlarm } from './alarm.js';
import { endable } from './endable.js';
import { Forbidden, InvalidInput, NotSignedIn } from './errors.js';
import type { SessionReading } from './find-live-session.js';
import { type Look, lookAtLoginChallenge, type WatchedChallenge } from './look-at-login-challenge.js';
import type { RequestContext } from './request-context.js';
import type { LoginChallenge } from './results.js';
import type { Timers } from './timers.js';

/**
 * A challenge as it stands now, and again whenever something of it has changed, by itself in time or by what somebody
 * did. Nothing is kept for a slow reader: the next one asked for is the newest. It ends after PASSED, CLOSED or EXPIRED.
 * `return` ends it at once, also while the next one is being waited for.
 *
 * Each one is authorised anew (attack 35): as soon as the session that came along, or that of a STEP_UP challenge, is
 * over, it ends by NotSignedIn.
 *
 * @throws {InvalidInput} there is no such challenge, or nobody may see it any more; malformed and unknown look alike.
 * @throws {Forbidden} too many watch this challenge already. @throws {StoreUnavailable}
 */
export type WatchLoginChallenge = (
  input: { readonly id: string },
  context: RequestContext,
) => Promise<AsyncIterableIterator<LoginChallenge>>;

/** A page for each of a few devices; more is no person (attack 38). */
const watchersPerChallenge = 5;

/** A notice of a change can be lost, and some changes bring none: milliseconds after which one looks in any case. */
const longestPause = 5 * second;

const noSuchChallenge = () => new InvalidInput('id', 'There is no such challenge, or it is long over.');

export function createWatchLoginChallenge(
  core: SessionReading,
  views: ViewReader,
  timers: Timers,
): WatchLoginChallenge {
  const watchers = new Map<string, number>();

  /** @returns what makes room again. */
  const takePlace = (challengeId: string): (() => void) => {
    const before = watchers.get(challengeId) ?? 0;
    if (before >= watchersPerChallenge) {
      throw new Forbidden('This challenge is being watched in too many places. Close one of them.');
    }
    watchers.set(challengeId, before + 1);
    return () => {
      const left = (watchers.get(challengeId) ?? 1) - 1;
      if (left > 0) watchers.set(challengeId, left);
      else watchers.delete(challengeId);
    };
  };

  return async ({ id: challengeId }, { caller }) => {
    const userId = userOfChallenge(challengeId);
    if (userId === undefined) throw noSuchChallenge();
    const watched: WatchedChallenge = { userId, challengeId, caller };
    await requireVisible(core, watched);
    const leavePlace = takePlace(challengeId);
    const alarm = createAlarm(timers);
    const userIds = new Set([userId, caller?.userId ?? userId]);
    // The one says that something of the challenge has changed, the other that somebody may not see it any more.
    const unwatch = [...userIds].flatMap((one) =>
      [loginChallengeProjection, sessionsProjection].map((projection) => views.watch(projection, one, alarm.ring)),
    );
    return endable({
      follow: (isEnded) => follow(core, watched, alarm, isEnded),
      onEnd: () => {
        for (const stop of unwatch) stop();
        leavePlace();
        alarm.ring();
      },
    });
  };
}

/** Of a STEP_UP challenge whose session is over, whoever has no session is told what is told of an unknown one. */
async function requireVisible(core: SessionReading, watched: WatchedChallenge): Promise<void> {
  const look = await lookAtLoginChallenge(core, watched).catch((error: unknown) => {
    if (error instanceof NotSignedIn && watched.caller === undefined) return undefined;
    throw error;
  });
  if (look === undefined) throw noSuchChallenge();
}

/**
 * What is shown is read from the history, and so is the leave to see it. Views only say when it is time to look: a view
 * that is late, or that nobody keeps up, makes this late too, and never wrong.
 */
async function* follow(
  core: SessionReading,
  watched: WatchedChallenge,
  alarm: Alarm,
  isEnded: () => boolean,
): AsyncGenerator<LoginChallenge, undefined> {
  let shown: LoginChallenge | undefined;
  while (!isEnded()) {
    const look = await lookAtLoginChallenge(core, watched);
    if (look === undefined || isEnded()) return;
    if (!isDeepStrictEqual(look.challenge, shown)) {
      shown = look.challenge;
      yield shown;
      if (isOver(shown)) return;
    }
    await alarm.wait(untilNextLook(look, core.clock()));
  }
}

function isOver({ state }: LoginChallenge): boolean {
  return state === 'PASSED' || state === 'CLOSED' || state === 'EXPIRED';
}

/** Milliseconds. */
function untilNextLook({ changesAt }: Look, now: number): number {
  const until = (at: Instant) => epochMilliseconds(at) - now;
  return Math.min(longestPause, ...changesAt.map(until).filter((milliseconds) => milliseconds > 0));
}
