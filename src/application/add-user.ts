import { decideUser, type Place } from '../domain/user/decide.js';
import type { Core } from './core.js';
import { type CheckedUser, checkNewUser, type NewUser, sealNewUser } from './new-user.js';
import type { RequestContext } from './request-context.js';
import { reserveUsername, usernameTaken } from './reserve-username.js';

/**
 * Adds a person with a first password.
 * @returns the user's id.
 * @throws {InvalidInput}
 */
export async function addUser(core: Core, entry: NewUser, place: Place, context: RequestContext): Promise<string> {
  const user = checkNewUser(core, entry);
  const userId = await reserveUsername(core, user.usernameHash, context);
  await appendUser(core, { userId, user, place }, context);
  return userId;
}

interface UserToAppend {
  readonly userId: string;
  readonly user: CheckedUser;
  readonly place: Place;
}

/** @throws {InvalidInput} somebody else added a user with this username at the same instant. */
export async function appendUser(core: Core, toAppend: UserToAppend, context: RequestContext): Promise<void> {
  const { userId, user, place } = toAppend;
  const command = await sealNewUser(core, userId, user, place);
  const { decision } = await core.users.handle(userId, context, (state) => decideUser(state, command));
  if (decision.verdict === 'rejected') throw usernameTaken();
}
