import { normaliseUsername } from '../crypto/username.js';
import type { PresentUser } from '../domain/user/state.js';
import type { Core } from './core.js';
import { InvalidInput } from './errors.js';

export interface FoundUser {
  readonly userId: string;
  /** Normalised. */
  readonly username: string;
  readonly user: PresentUser;
}

/**
 * The user of a username, for people who may know who exists.
 * @throws {InvalidInput} nobody has it.
 */
export async function findUser(core: Core, entry: string): Promise<FoundUser> {
  const username = normaliseUsername(entry);
  const reserved = username === undefined ? undefined : (await core.usernames.load(core.usernameHash(username))).state;
  const userId = reserved?.userId;
  const user = userId === undefined ? undefined : (await core.users.load(userId)).state;
  if (username === undefined || userId === undefined || user === undefined || user.status === 'ABSENT') {
    throw new InvalidInput('username', 'Nobody has this username.');
  }
  return { userId, username, user };
}
