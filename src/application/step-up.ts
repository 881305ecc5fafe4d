import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { changeSettings } from './account-settings.js';
import { requireFullCaller } from './authorise.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

export type StepUp = (
  input: { readonly password: string },
  context: RequestContext,
) => Promise<ChallengeRequired | Rejected>;

/** Asks for a second-factor answer ahead of a change of the account settings (E2). */
export function createStepUp(core: Core): StepUp {
  return async ({ password }, context) => {
    const caller = requireFullCaller(context);
    const settled = await changeSettings(
      core,
      {
        caller,
        password,
        decide: (state, facts) => decideTwoFactor(state, { type: 'stepUp', ...facts }, core.limits),
      },
      context,
    );
    if (settled.kind === 'done') throw new Error('Stepping up always asks for a second factor.');
    return settled;
  };
}
