import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { RandomBytes } from './random-bytes.js';
import { foldCase } from './username.js';

/** Why a password cannot be taken (A2). */
export type PasswordFault = 'TOO_SHORT' | 'TOO_LONG' | 'NOT_TEXT' | 'TOO_COMMON' | 'CONTAINS_USERNAME';

export interface Passwords {
  /** An argon2id hash as a PHC string, under a fresh salt. The password must be one that `faultOf` takes. */
  hash(password: string): Promise<string>;

  /**
   * Whether the password is the one that was hashed. Without a hash (there is no such user, or no password yet) the
   * answer is no, after the same work, so that the time does not tell who exists (A4).
   */
  verify(password: string, phc: string | undefined): Promise<boolean>;

  /** What is wrong with a new password; `undefined` if nothing is. */
  faultOf(password: string, username: string): PasswordFault | undefined;
}

/** OWASP's minimum for argon2id, and A2's. */
const argon2id = { memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Characters, counted as Unicode code points after NFKC (NIST SP 800-63B section 3.1.1.2). */
const shortest = 12;
const longest = 128;

/** UTF-16 units that are looked at. No password of 128 characters has more, typed in any form that NFKC knows. */
const longestEntry = 2_048;

/**
 * Passwords by argon2id. A password is hashed in NFKC, so that the same keys pressed on another system give the same
 * password.
 */
export async function createPasswords(randomBytes: RandomBytes): Promise<Passwords> {
  const hashOf = (password: string) => hash(password, { ...argon2id, salt: randomBytes(16) });
  const commonPasswords = new Set(dictionary['passwords-common'].map(foldCase));
  const dummy = await hashOf(Buffer.from(randomBytes(32)).toString('base64'));

  return {
    hash: (password) => hashOf(password.normalize('NFKC')),

    async verify(password, phc) {
      // Hashing is work that a stranger orders: an entry that cannot be a password is refused, whoever it is for.
      if (password.length > longestEntry) return false;
      const normal = password.normalize('NFKC');
      if (lengthOf(normal) > longest) return false;
      const matches = await verify(phc ?? dummy, normal);
      return matches && phc !== undefined;
    },

    faultOf(password, username) {
      if (password.length > longestEntry) return 'TOO_LONG';
      // A lone surrogate has no UTF-8: in its place the hash would see the same character for all of them.
      if (/\p{Surrogate}/u.test(password)) return 'NOT_TEXT';
      const length = lengthOf(password.normalize('NFKC'));
      if (length < shortest) return 'TOO_SHORT';
      if (length > longest) return 'TOO_LONG';
      const folded = foldCase(password);
      if (commonPasswords.has(folded)) return 'TOO_COMMON';
      return folded.includes(foldCase(username)) ? 'CONTAINS_USERNAME' : undefined;
    },
  };
}

function lengthOf(text: string): number {
  return [...text].length;
}
