import type { Passwords } from '../crypto/password.js';
import type { Sealer } from '../crypto/sealer.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import type { PasswordVerifier } from './password-verifier.js';

export interface StoredPasswordVerifierDependencies {
  readonly sealer: Sealer;
  readonly passwords: Passwords;
}

/** The built-in first factor: argon2id hashes in the users' own streams, sealed. */
export function createStoredPasswordVerifier({
  sealer,
  passwords,
}: StoredPasswordVerifierDependencies): PasswordVerifier {
  const openHash = async ({ eventId, value }: SealedInEvent): Promise<string | undefined> => {
    const opened = await sealer.open(value, { eventId, eventType: 'PasswordSet', field: 'passwordHash' });
    return opened.status === 'opened' ? opened.text : undefined;
  };

  return {
    verify: async ({ user }, password) => {
      const hash = user?.credential === undefined ? undefined : await openHash(user.credential.passwordHash);
      return passwords.verify(password, hash);
    },
  };
}
