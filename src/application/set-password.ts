import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { decideUser } from '../domain/user/decide.js';
import type { Core } from './core.js';
import { findUser } from './find-user.js';
import { checkNewPassword, sealPassword } from './new-user.js';
import type { RequestContext } from './request-context.js';

/**
 * Sets a user's password. Every session and every open challenge of the user ends; the second factor stays (attacks 21
 * to 23).
 *
 * @throws {InvalidInput}
 */
export async function setPassword(
  core: Core,
  input: { readonly username: string; readonly password: string },
  context: RequestContext,
): Promise<void> {
  const { userId, username } = await findUser(core, input.username);
  checkNewPassword(core, input.password, username);
  const passwordHash = await sealPassword(core, userId, input.password);
  await core.users.handle(userId, context, (state) => decideUser(state, { type: 'setPassword', passwordHash }));
  await core.twoFactor.handle(userId, context, (state, at) =>
    decideTwoFactor(state, { type: 'changePassword', at }, core.limits),
  );
}
