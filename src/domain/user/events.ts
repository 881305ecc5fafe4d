import type { SealedValue } from '../sealed-value.js';

/** Everything that can stand in a `user-<userId>` stream: who the user is, and the first factor. */
export type UserEvent = UserAdded | PasswordSet | PasswordRejected | UserDeactivated;

/** A role inside a reseller, or, for staff, across all of them (A1). */
export type ResellerRole = 'OWNER' | 'ADMIN' | 'MEMBER';
export type StaffRole = 'SUPPORT' | 'AUDITOR' | 'OPERATOR';
export type Role = ResellerRole | StaffRole;

export interface UserAdded {
  readonly type: 'UserAdded';
  readonly data: {
    /** `null`: staff, who belong to no reseller. */
    readonly resellerId: string | null;
    readonly role: Role;
    readonly username: SealedValue;
    readonly email: SealedValue;
    readonly displayName: SealedValue;
  };
}

/** A password was set. Every challenge and session opened with an older one is dead (B4). */
export interface PasswordSet {
  readonly type: 'PasswordSet';
  readonly data: {
    /** 1 for the first password, one more with each new one. */
    readonly credentialVersion: number;
    /** The argon2id PHC string, sealed: in plain it could be guessed offline by whoever copies the history (G1). */
    readonly passwordHash: SealedValue;
  };
}

/** A wrong password for this user, at sign-in or where a signed-in person must repeat it. */
export interface PasswordRejected {
  readonly type: 'PasswordRejected';
  readonly data: { readonly at: 'SIGN_IN' | 'ACCOUNT_SETTINGS' };
}

export interface UserDeactivated {
  readonly type: 'UserDeactivated';
  readonly data: Readonly<Record<never, never>>;
}
