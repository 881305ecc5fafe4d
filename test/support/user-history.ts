import type { Decided } from '../../src/domain/decision.js';
import type { SealedInEvent } from '../../src/domain/sealed-value.js';
import type { PasswordRejected, PasswordSet, UserAdded, UserDeactivated } from '../../src/domain/user/events.js';
import { sealed } from './two-factor-history.js';

type Place = Pick<UserAdded['data'], 'resellerId' | 'role'>;

/** An OWNER of `reseller-1` was added, by the event `added`. */
export function userAdded(place: Partial<Place> = {}, id = 'added'): Decided<UserAdded> {
  const personal = { username: sealed('username'), email: sealed('email'), displayName: sealed('display name') };
  return { type: 'UserAdded', id, data: { resellerId: 'reseller-1', role: 'OWNER', ...personal, ...place } };
}

/** What the event `added` has of the person. */
export const personal: Readonly<Record<'username' | 'email' | 'displayName', SealedInEvent>> = {
  username: { eventId: 'added', value: sealed('username') },
  email: { eventId: 'added', value: sealed('email') },
  displayName: { eventId: 'added', value: sealed('display name') },
};

export function passwordSet(credentialVersion = 1): Decided<PasswordSet> {
  const passwordHash = sealed(`hash-${credentialVersion}`);
  return { type: 'PasswordSet', id: `set-${credentialVersion}`, data: { credentialVersion, passwordHash } };
}

export function passwordRejected(at: PasswordRejected['data']['at'] = 'SIGN_IN'): PasswordRejected {
  return { type: 'PasswordRejected', data: { at } };
}

export const userDeactivated: UserDeactivated = { type: 'UserDeactivated', data: {} };
