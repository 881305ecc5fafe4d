import { foldCase, normaliseUsername } from '../crypto/username.js';
import type { Rejection } from '../domain/two-factor/rejection.js';
import { decideUser } from '../domain/user/decide.js';
import type { PasswordRejected } from '../domain/user/events.js';
import type { PresentUser, UserState } from '../domain/user/state.js';
import type { Core } from './core.js';
import { openUser } from './open-user.js';
import type { GuessKeys } from './password-throttle.js';
import type { RequestContext } from './request-context.js';

/** What became of a first factor. */
export type PasswordOutcome =
  | {
      readonly verdict: 'RIGHT';
      readonly userId: string;
      readonly user: PresentUser;
      readonly credentialVersion: number;
    }
  | { readonly verdict: 'REFUSED'; readonly rejection: Rejection };

/** The first factor of somebody who signs in. */
export async function checkSignIn(
  core: Core,
  input: { readonly username: string; readonly password: string },
  context: RequestContext,
): Promise<PasswordOutcome> {
  const username = normaliseUsername(input.username);
  // What cannot be a username goes the same way as one that nobody has (attack 27).
  const hash = core.usernameHash(username ?? foldCase(input.username));
  const { userId } = (await core.usernames.load(hash)).state;
  return userId === undefined
    ? checkStranger(core, hash, input, context)
    : checkUser(core, { userId, where: 'SIGN_IN', username: input.username, password: input.password }, context);
}

/** The password of a signed-in person, repeated where it matters. It shares the throttle of sign-in (attack 17). */
export async function checkOwnPassword(
  core: Core,
  { userId, password }: { readonly userId: string; readonly password: string },
  context: RequestContext,
): Promise<PasswordOutcome> {
  const { state } = await core.users.load(userId);
  const username = state.status === 'ABSENT' ? '' : (await openUser(core, state)).username;
  return checkUser(core, { userId, where: 'ACCOUNT_SETTINGS', username, password }, context);
}

interface Entry {
  readonly userId: string;
  readonly where: PasswordRejected['data']['at'];
  readonly username: string;
  readonly password: string;
}

async function checkUser(core: Core, entry: Entry, context: RequestContext): Promise<PasswordOutcome> {
  const { userId, where, username, password } = entry;
  const keys = { account: userId, address: addressOf(context) };
  const retryAt = await core.passwordThrottle.admit(keys);
  if (retryAt !== undefined) return tooMany(retryAt);
  const { user, isRight } = await lookedAt(core, keys, async () => {
    const found = activeUser((await core.users.load(userId)).state);
    return { user: found, isRight: await core.passwordVerifier.verify({ username, user: found }, password) };
  });
  if (!isRight || user?.credential === undefined) {
    await core.users.handle(userId, context, (state) => decideUser(state, { type: 'rejectPassword', where }));
    return credentialsWrong;
  }
  await core.passwordThrottle.succeeded(keys);
  return { verdict: 'RIGHT', userId, user, credentialVersion: user.credential.version };
}

/** The same work as for a user who is there: a throttle, a look at a stream, a hash, an event on disk (A4). */
async function checkStranger(
  core: Core,
  usernameHash: string,
  login: { readonly username: string; readonly password: string },
  context: RequestContext,
): Promise<PasswordOutcome> {
  const keys = { account: usernameHash, address: addressOf(context) };
  const retryAt = await core.passwordThrottle.admit(keys);
  if (retryAt !== undefined) return tooMany(retryAt);
  await lookedAt(core, keys, async () => {
    // An outage must come to light for a stranger where it does for a user, or delays afterwards would tell them apart.
    await core.unknownUsernames.load(usernameHash);
    await core.passwordVerifier.verify({ username: login.username, user: undefined }, login.password);
  });
  await core.unknownUsernames.handle(usernameHash, context, () => ({
    verdict: 'accepted',
    events: [{ type: 'UnknownUsernameTried', data: {} }],
  }));
  return credentialsWrong;
}

/**
 * What was seen of a password whose try was admitted. Where an outage kept it from being looked at, the try does not
 * count: nothing was learnt by it, and people who know their password must not wait once the outage is over.
 */
async function lookedAt<Seen>(core: Core, keys: GuessKeys, look: () => Promise<Seen>): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    await core.passwordThrottle.withdraw(keys);
    throw error;
  }
}

const credentialsWrong: PasswordOutcome = { verdict: 'REFUSED', rejection: { reason: 'CREDENTIALS_WRONG' } };

function tooMany(retryAt: string): PasswordOutcome {
  return { verdict: 'REFUSED', rejection: { reason: 'TOO_MANY_ATTEMPTS', retryAt } };
}

/** A deactivated user is nobody here. */
function activeUser(user: UserState): PresentUser | undefined {
  return user.status === 'ACTIVE' ? user : undefined;
}

function addressOf({ client }: RequestContext): string {
  return client?.address ?? 'local';
}
