import { z } from 'zod';
import type { PasswordFault } from '../crypto/password.js';
import { normaliseUsername } from '../crypto/username.js';
import type { AddUser, Place } from '../domain/user/decide.js';
import type { Core } from './core.js';
import { InvalidInput } from './errors.js';
import { subjectKeyOf } from './stream-kinds.js';

/** A person to be added, as entered. */
export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
}

/** The same, checked. */
export interface CheckedUser extends NewUser {
  readonly usernameHash: string;
}

const passwordFaults: Readonly<Record<PasswordFault, string>> = {
  TOO_SHORT: 'Give a password of at least 12 characters.',
  TOO_LONG: 'Give a password of at most 128 characters.',
  NOT_TEXT: 'Give a password that is valid text.',
  TOO_COMMON: 'This password is on the list of common ones. Give one that nobody would guess.',
  CONTAINS_USERNAME: 'Give a password that does not contain the username.',
};

/** @throws {InvalidInput} the first field that cannot be taken. */
export function checkNewUser(core: Core, user: NewUser): CheckedUser {
  const username = normaliseUsername(user.username);
  if (username === undefined) {
    throw new InvalidInput('username', 'Give 3 to 64 letters, digits and . _ @ + -, with a letter or digit first.');
  }
  if (!z.email().max(254).safeParse(user.email).success) {
    throw new InvalidInput('email', 'Give an email address such as name@example.com.');
  }
  const displayName = user.displayName.trim();
  if (displayName.length < 1 || displayName.length > 100) {
    throw new InvalidInput('displayName', 'Give a name of 1 to 100 characters.');
  }
  checkNewPassword(core, user.password, username);
  return { ...user, displayName, username, usernameHash: core.usernameHash(username) };
}

/** @throws {InvalidInput} the password cannot be taken (A2). */
export function checkNewPassword({ passwords }: Core, password: string, username: string): void {
  const fault = passwords.faultOf(password, username);
  if (fault !== undefined) throw new InvalidInput('password', passwordFaults[fault]);
}

/** The command that adds the user, with everything personal sealed under the user's own key. */
export async function sealNewUser(core: Core, userId: string, user: CheckedUser, place: Place): Promise<AddUser> {
  const eventId = core.ids.eventId();
  const sealUnderSubject = await core.sealer.under(subjectKeyOf(userId));
  const seal = (field: string, text: string) => sealUnderSubject(text, { eventId, eventType: 'UserAdded', field });
  return {
    type: 'addUser',
    ...place,
    eventId,
    username: seal('username', user.username),
    email: seal('email', user.email),
    displayName: seal('displayName', user.displayName),
    passwordHash: await sealPassword(core, userId, user.password),
  };
}

/** A password's hash, sealed for the `PasswordSet` event that will carry it. */
export async function sealPassword(core: Core, userId: string, password: string): Promise<AddUser['passwordHash']> {
  const eventId = core.ids.eventId();
  const hash = await core.passwords.hash(password);
  const place = { eventId, eventType: 'PasswordSet', field: 'passwordHash' };
  const seal = await core.sealer.under(subjectKeyOf(userId));
  return { eventId, value: seal(hash, place) };
}
