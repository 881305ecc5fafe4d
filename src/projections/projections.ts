import { activityProjection } from './activity.projection.js';
import { loginChallengeProjection } from './login-challenge.projection.js';
import type { Projection } from './projection.js';
import { sessionsProjection } from './sessions.projection.js';
import { teamProjection } from './team.projection.js';
import { twoFactorProjection } from './two-factor.projection.js';

/** Every question that views answer. */
export const projections: readonly Projection[] = [
  loginChallengeProjection,
  twoFactorProjection,
  sessionsProjection,
  activityProjection,
  teamProjection,
];
