import type { Sealer } from '../crypto/sealer.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import type { PresentUser } from '../domain/user/state.js';

/** A user's names, opened. */
export interface UserNames {
  readonly username: string;
  readonly displayName: string;
}

const erased = '(erased)';

/** Opens a user's names; what has been erased reads `(erased)`. */
export async function openUser({ sealer }: { readonly sealer: Sealer }, user: PresentUser): Promise<UserNames> {
  // All that one event holds of a person is under the person's one key.
  const open = await sealer.opener(user.username.value.kid);
  const nameIn = (field: keyof UserNames, { eventId, value }: SealedInEvent): string => {
    const opened = open(value, { eventId, eventType: 'UserAdded', field });
    return opened.status === 'opened' ? opened.text : erased;
  };
  return { username: nameIn('username', user.username), displayName: nameIn('displayName', user.displayName) };
}
