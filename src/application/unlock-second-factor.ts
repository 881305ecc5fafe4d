import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { checkReason } from './check-reason.js';
import type { Core } from './core.js';
import { findUser } from './find-user.js';
import type { RequestContext } from './request-context.js';

/**
 * Lets a locked-out person try again (B5).
 * @returns whether there was anything to unlock.
 * @throws {InvalidInput}
 */
export async function unlockSecondFactor(
  core: Core,
  input: { readonly username: string; readonly reason: string },
  context: RequestContext,
): Promise<boolean> {
  const reason = checkReason(input.reason);
  const { userId } = await findUser(core, input.username);
  const { decision } = await core.twoFactor.handle(userId, context, (state, at) =>
    decideTwoFactor(state, { type: 'unlockSecondFactor', at, reason }, core.limits),
  );
  return decision.events.length > 0;
}
