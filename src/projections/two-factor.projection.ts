import { type Attempts, evolveAttempts, noAttempts } from '../domain/two-factor/attempts.js';
import { type Enrolled, evolveEnrolled, nothingEnrolled } from '../domain/two-factor/enrolled.js';
import { evolveSessions, type Sessions } from '../domain/two-factor/sessions.js';
import type { Projection } from './projection.js';
import { unlessUnchanged } from './unless-unchanged.js';

/** The account settings of a user. */
export interface TwoFactorView {
  readonly enrolled: Enrolled;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
}

/** What do the account settings show of a user's second factor and sessions? */
export const twoFactorProjection: Projection<TwoFactorView, 'twoFactor'> = {
  name: 'two-factor',
  version: 1,
  categories: ['twoFactor'],
  initialView: { enrolled: nothingEnrolled, attempts: noAttempts, sessions: [] },
  evolve: (view, event) =>
    unlessUnchanged(view, {
      enrolled: evolveEnrolled(view.enrolled, event),
      attempts: evolveAttempts(view.attempts, event),
      sessions: evolveSessions(view.sessions, event),
    }),
};
