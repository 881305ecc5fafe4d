import type { Sealer } from '../crypto/sealer.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import type { PresentUser } from '../domain/user/state.js';

/** A user's names, opened. */
export interface UserNames {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
}

const erased = '(erased)';

/** Opens a user's names; what has been erased reads `(erased)`. */
export async function openUser({ sealer }: { readonly sealer: Sealer }, user: PresentUser): Promise<UserNames> {
  const open = async (field: keyof UserNames, { eventId, value }: SealedInEvent): Promise<string> => {
    const opened = await sealer.open(value, { eventId, eventType: 'UserAdded', field });
    return opened.status === 'opened' ? opened.text : erased;
  };
  const [username, displayName, email] = await Promise.all([
    open('username', user.username),
    open('displayName', user.displayName),
    open('email', user.email),
  ]);
  return { username, displayName, email };
}
