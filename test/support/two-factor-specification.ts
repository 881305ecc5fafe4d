import { decideTwoFactor } from '../../src/domain/two-factor/decide.js';
import { defaultLimits } from '../../src/domain/two-factor/limits.js';
import { evolveTwoFactor, initialTwoFactorState } from '../../src/domain/two-factor/state.js';
import { specificationOf } from './decider-specification.js';
import { now } from './two-factor-history.js';

/** `given` for one user's second factor, under the default limits. */
export const { given } = specificationOf(
  {
    initialState: initialTwoFactorState,
    evolve: evolveTwoFactor,
    decide: (state, command: Parameters<typeof decideTwoFactor>[1]) => decideTwoFactor(state, command, defaultLimits),
  },
  now,
);
