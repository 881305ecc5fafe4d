import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Core } from './core.js';
import { InvalidInput } from './errors.js';
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
  const reason = input.reason.trim();
  if (reason.length < 1 || reason.length > 500) {
    throw new InvalidInput('reason', 'Say why, in 1 to 500 characters: auditors will read it.');
  }
  const { userId } = await findUser(core, input.username);
  const { decision } = await core.twoFactor.handle(userId, context, (state, at) =>
    decideTwoFactor(state, { type: 'unlockSecondFactor', at, reason }, core.limits),
  );
  return decision.events.length > 0;
}
