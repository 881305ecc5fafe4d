import type { ProjectionState as State } from '../../projections/view-status.js';
import { enumOf } from './enum-of.js';

export type ProjectionState = State;
export const ProjectionState = enumOf<ProjectionState>(
  'ProjectionState',
  "Whether a projection's views can be shown. Unless they are `LIVE`, the history answers in their place.",
  {
    LIVE: 'They are up to date, and are shown.',
    CATCHING_UP: 'They are behind the history.',
    AHEAD: 'They were made from events that this history does not have: it was restored from an older copy.',
    PAUSED: 'An operator holds them.',
    OTHER_VERSION: 'Another version of the program made them.',
    MISSING: 'Nobody has begun to make them.',
    UNREACHABLE: 'The place where they are kept does not answer.',
  },
);
