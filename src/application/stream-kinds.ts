import { serviceKeys } from '../crypto/key-store/port.js';
import { evolveOperations, initialOperationsState, type OperationsState } from '../domain/operations/state.js';
import { evolveReseller, initialResellerState, type ResellerState } from '../domain/reseller/state.js';
import { evolveTwoFactor, initialTwoFactorState, type TwoFactorState } from '../domain/two-factor/state.js';
import { evolveUser, initialUserState, type UserState } from '../domain/user/state.js';
import type { UnknownUsernameTried, UsernameReserved } from '../domain/user/username-events.js';
import type { StreamKind } from './handle-command.js';

/** Id of the key under which a person's data is sealed; destroying it erases the person (G6). */
export function subjectKeyOf(userId: string): string {
  return `subject:${userId}`;
}

export const twoFactorStreams: StreamKind<'twoFactor', TwoFactorState> = {
  category: 'twoFactor',
  initialState: initialTwoFactorState,
  evolve: evolveTwoFactor,
  subjectKey: subjectKeyOf,
};

export const userStreams: StreamKind<'user', UserState> = {
  category: 'user',
  initialState: initialUserState,
  evolve: evolveUser,
  subjectKey: subjectKeyOf,
};

export const resellerStreams: StreamKind<'reseller', ResellerState> = {
  category: 'reseller',
  initialState: initialResellerState,
  evolve: evolveReseller,
  subjectKey: () => serviceKeys.strangers,
};

/** The user who has a username; `undefined`: nobody has it. */
export interface UsernameState {
  readonly userId: string | undefined;
}

export const usernameStreams: StreamKind<'username', UsernameState> = {
  category: 'username',
  initialState: { userId: undefined },
  evolve: (_, { data }: UsernameReserved) => ({ userId: data.userId }),
  subjectKey: () => serviceKeys.strangers,
};

/** Nothing is decided from tries with unknown usernames; they are kept for auditors. */
export const unknownUsernameStreams: StreamKind<'unknownUsername', null> = {
  category: 'unknownUsername',
  initialState: null,
  evolve: (state, _: UnknownUsernameTried) => state,
  subjectKey: () => serviceKeys.strangers,
};

export const operationsStreams: StreamKind<'operations', OperationsState> = {
  category: 'operations',
  initialState: initialOperationsState,
  evolve: evolveOperations,
  subjectKey: () => serviceKeys.strangers,
};

/** Id of the one stream of what operators did to the whole service. */
export const wholeService = 'service';

/** Id of the stream of what was done to a projection's views. */
export function projectionStream(name: string): string {
  return `projection-${name}`;
}
