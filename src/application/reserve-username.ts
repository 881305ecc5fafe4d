import type { Core } from './core.js';
import { InvalidInput } from './errors.js';
import type { RequestContext } from './request-context.js';

/**
 * Reserves a username and gives the id of the user who has it now. A reservation whose user was never added, because
 * the process died in between, is taken up again: the id stays, and whoever adds the user first has it.
 *
 * @throws {InvalidInput} somebody has the username.
 */
export async function reserveUsername(core: Core, usernameHash: string, context: RequestContext): Promise<string> {
  const newId = core.ids.userId();
  const { state } = await core.usernames.handle(usernameHash, context, ({ userId }) => ({
    verdict: 'accepted',
    events: userId === undefined ? [{ type: 'UsernameReserved', data: { userId: newId } }] : [],
  }));
  const userId = state.userId ?? newId;
  if ((await core.users.load(userId)).state.status !== 'ABSENT') throw usernameTaken();
  return userId;
}

export function usernameTaken(): InvalidInput {
  return new InvalidInput('username', 'Somebody has this username. Give another one.');
}
