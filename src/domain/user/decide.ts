import type { Decision } from '../decision.js';
import type { SealedInEvent, SealedValue } from '../sealed-value.js';
import type { PasswordRejected, ResellerRole, StaffRole, UserEvent } from './events.js';
import type { UserState } from './state.js';

/** Everything that can be asked of who a user is. */
export type UserCommand = AddUser | SetPassword | RejectPassword;

/** Adds a user, with a first password where one is given. */
export type AddUser = Place & {
  readonly type: 'addUser';
  /** The event that the sealed fields below are bound to. */
  readonly eventId: string;
  readonly username: SealedValue;
  readonly email: SealedValue;
  readonly displayName: SealedValue;
  readonly passwordHash: SealedInEvent;
};

/** Where a user belongs: to a reseller, or (`null`) to the staff, with a role that fits (A1). */
export type Place =
  | { readonly resellerId: string; readonly role: ResellerRole }
  | { readonly resellerId: null; readonly role: StaffRole };

export interface SetPassword {
  readonly type: 'setPassword';
  readonly passwordHash: SealedInEvent;
}

/** A wrong password was entered. */
export interface RejectPassword {
  readonly type: 'rejectPassword';
  readonly where: PasswordRejected['data']['at'];
}

/** Why a command about a user was refused. */
export type UserRejection = { readonly reason: 'USER_EXISTS' } | { readonly reason: 'USER_ABSENT' };
export type UserDecision = Decision<UserEvent, UserRejection>;

export function decideUser(state: UserState, command: UserCommand): UserDecision {
  switch (command.type) {
    case 'addUser':
      return addUser(state, command);
    case 'setPassword':
      return state.status === 'ABSENT'
        ? { verdict: 'rejected', rejection: { reason: 'USER_ABSENT' }, events: [] }
        : { verdict: 'accepted', events: [passwordSet((state.credential?.version ?? 0) + 1, command.passwordHash)] };
    case 'rejectPassword':
      return { verdict: 'accepted', events: [{ type: 'PasswordRejected', data: { at: command.where } }] };
  }
}

function addUser(state: UserState, command: AddUser): UserDecision {
  if (state.status !== 'ABSENT') {
    return { verdict: 'rejected', rejection: { reason: 'USER_EXISTS' }, events: [] };
  }
  const { resellerId, role, eventId: id, username, email, displayName, passwordHash } = command;
  return {
    verdict: 'accepted',
    events: [
      { type: 'UserAdded', id, data: { resellerId, role, username, email, displayName } },
      passwordSet(1, passwordHash),
    ],
  };
}

function passwordSet(credentialVersion: number, passwordHash: SealedInEvent) {
  const { eventId: id, value } = passwordHash;
  return { type: 'PasswordSet', id, data: { credentialVersion, passwordHash: value } } as const;
}
