import { evolveAttempts, noAttempts } from '../domain/two-factor/attempts.js';
import { evolveChallenges } from '../domain/two-factor/challenges.js';
import type { ChallengeContext } from '../domain/two-factor/describe-challenge.js';
import { evolveEnrolled, nothingEnrolled } from '../domain/two-factor/enrolled.js';
import { evolveRecoveryAttempts } from '../domain/two-factor/recovery-attempts.js';
import { evolveSmsTokens } from '../domain/two-factor/sms-tokens.js';
import type { Projection } from './projection.js';
import { unlessUnchanged } from './unless-unchanged.js';

/** What does the sign-in page show for this challenge? One view a user, since a lock concerns all challenges at once. */
export const loginChallengeProjection: Projection<ChallengeContext, 'twoFactor'> = {
  name: 'login-challenge',
  version: 1,
  categories: ['twoFactor'],
  initialView: { challenges: [], attempts: noAttempts, recoveryAttempts: [], enrolled: nothingEnrolled, smsTokens: [] },
  evolve: (view, event) =>
    unlessUnchanged(view, {
      challenges: evolveChallenges(view.challenges, event),
      attempts: evolveAttempts(view.attempts, event),
      recoveryAttempts: evolveRecoveryAttempts(view.recoveryAttempts, event),
      enrolled: evolveEnrolled(view.enrolled, event),
      smsTokens: evolveSmsTokens(view.smsTokens, event),
    }),
};
