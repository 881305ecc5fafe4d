import type { UserEvent } from '../../domain/user/events.js';
import type { UnknownUsernameTried, UsernameReserved } from '../../domain/user/username-events.js';
import { type EventInWords, idEnding, sealed } from './words.js';

/** What happened to who the user is, and to the first factor. */
export function userEventInWords(event: UserEvent | UsernameReserved | UnknownUsernameTried): EventInWords {
  switch (event.type) {
    case 'UserAdded': {
      const { resellerId, role } = event.data;
      const place = resellerId === null ? 'staff' : `reseller ${idEnding(resellerId)}`;
      return {
        what: `Added as ${role}`,
        details: [place, `username ${sealed}`, `email ${sealed}`, `name ${sealed}`],
      };
    }
    case 'PasswordSet': {
      const what = event.data.credentialVersion === 1 ? 'First password set' : 'New password set';
      return { what, details: [`password hash ${sealed}`] };
    }
    case 'PasswordRejected':
      return {
        what: 'Wrong password',
        details: [event.data.at === 'SIGN_IN' ? 'at sign-in' : 'in the account settings'],
      };
    case 'UserDeactivated':
      return { what: 'User deactivated', details: [] };
    case 'UsernameReserved':
      return { what: 'Username reserved', details: [`for user ${idEnding(event.data.userId)}`] };
    case 'UnknownUsernameTried':
      return { what: 'Sign-in with a username that nobody has', details: [] };
  }
}
