import { evolveSessions, type Sessions } from '../domain/two-factor/sessions.js';
import type { Projection } from './projection.js';

/** Which sessions does a user have? Those that were not ended: which of them are alive depends on when one asks. */
export const sessionsProjection: Projection<Sessions, 'twoFactor'> = {
  name: 'sessions',
  version: 1,
  categories: ['twoFactor'],
  initialView: [],
  evolve: evolveSessions,
};
