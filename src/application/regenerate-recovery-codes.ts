import { createRecoveryCodes } from '../crypto/recovery-codes.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { changeSettings } from './account-settings.js';
import { positionAfter } from './answer.js';
import { requireFullCaller } from './authorise.js';
import type { Core } from './core.js';
import { describeTwoFactor } from './describe-account.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, RecoveryCodes, Rejected } from './results.js';

export type RegenerateRecoveryCodes = (
  input: { readonly password: string },
  context: RequestContext,
) => Promise<RecoveryCodes | ChallengeRequired | Rejected>;

/** A fresh set of recovery codes in place of the old one (E7). */
export function createRegenerateRecoveryCodes(core: Core): RegenerateRecoveryCodes {
  return async ({ password }, context) => {
    const caller = requireFullCaller(context);
    let recoveryCodes: readonly string[] = [];

    const settled = await changeSettings(
      core,
      {
        caller,
        password,
        decide: async (state, facts) => {
          const { plain, stored } = await createRecoveryCodes(core.randomBytes);
          recoveryCodes = plain;
          const command = { type: 'regenerateRecoveryCodes', ...facts, recoveryCodes: stored } as const;
          return decideTwoFactor(state, command, core.limits);
        },
      },
      context,
    );
    if (settled.kind !== 'done') return settled;
    const twoFactor = describeTwoFactor(settled.handled.state, settled.handled.at);
    return { kind: 'RecoveryCodes', recoveryCodes, twoFactor, position: positionAfter(core, settled.handled) };
  };
}
