import { type ActivityEntry, entryOf, type FailedTry } from './activity-entry.js';
import type { Projection } from './projection.js';

/** The last things that happened to an account, newest first. */
export type Activity = readonly ActivityEntry[];

/** All of it is in the history. */
const kept = 50;

/** What happened to a user's account of late? */
export const activityProjection: Projection<Activity, 'user' | 'twoFactor'> = {
  name: 'activity',
  version: 1,
  categories: ['user', 'twoFactor'],
  initialView: [],
  evolve: (activity, event) => {
    const entry = entryOf(event);
    if (entry === undefined) return activity;
    return ('count' in entry ? withFailedTry(activity, entry) : [entry, ...activity]).slice(0, kept);
  },
};

/**
 * However often somebody tries who is not let in, it makes an entry of each sort and no more. Otherwise a guesser could
 * push what must be seen out of the list, such as the method that was enrolled before.
 */
function withFailedTry(activity: Activity, last: FailedTry): Activity {
  const same = triesOnTop(activity).find((entry) => sortOf(entry) === sortOf(last));
  if (same === undefined) return [last, ...activity];
  return [{ ...last, count: same.count + 1, since: same.since }, ...activity.filter((entry) => entry !== same)];
}

/** Those since somebody did something else. */
function triesOnTop(activity: Activity): readonly FailedTry[] {
  const end = activity.findIndex((entry) => !('count' in entry));
  return activity.slice(0, end === -1 ? activity.length : end).filter((entry) => 'count' in entry);
}

function sortOf(entry: FailedTry): string {
  switch (entry.kind) {
    case 'PASSWORD_REJECTED':
      return `${entry.kind} ${entry.where}`;
    case 'TOKEN_REJECTED':
      return `${entry.kind} ${entry.method} ${entry.reason}`;
    case 'RECOVERY_CODE_REJECTED':
    case 'SECOND_FACTOR_LOCKED':
      return entry.kind;
  }
}
