import type { Occurred } from '../decision.js';
import type { SealedInEvent } from '../sealed-value.js';
import type { Role, UserEvent } from './events.js';

/** Who a user is; folded from the user's stream. Personal data stays sealed. */
export type UserState =
  | { readonly status: 'ABSENT' }
  | {
      readonly status: 'ACTIVE' | 'DEACTIVATED';
      readonly resellerId: string | null;
      readonly role: Role;
      readonly username: SealedInEvent;
      readonly email: SealedInEvent;
      readonly displayName: SealedInEvent;
      readonly credential: Credential | undefined;
    };

/** A user who is there, active or not. */
export type PresentUser = Exclude<UserState, { status: 'ABSENT' }>;

export interface Credential {
  readonly version: number;
  readonly passwordHash: SealedInEvent;
}

export const initialUserState: UserState = { status: 'ABSENT' };

export function evolveUser(state: UserState, event: Occurred<UserEvent>): UserState {
  switch (event.type) {
    case 'UserAdded': {
      const { resellerId, role, username, email, displayName } = event.data;
      const eventId = event.id;
      return {
        status: 'ACTIVE',
        resellerId,
        role,
        username: { eventId, value: username },
        email: { eventId, value: email },
        displayName: { eventId, value: displayName },
        credential: undefined,
      };
    }
    case 'PasswordSet': {
      const { credentialVersion: version, passwordHash } = event.data;
      const credential = { version, passwordHash: { eventId: event.id, value: passwordHash } };
      return state.status === 'ABSENT' ? state : { ...state, credential };
    }
    case 'UserDeactivated':
      return state.status === 'ABSENT' ? state : { ...state, status: 'DEACTIVATED' };
    case 'PasswordRejected':
      return state;
  }
}
