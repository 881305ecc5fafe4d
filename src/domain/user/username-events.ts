/** Everything that can stand in a `username-<keyed hash>` stream: one event, which reserves the username. */
export interface UsernameReserved {
  readonly type: 'UsernameReserved';
  readonly data: { readonly userId: string };
}

/**
 * Everything that can stand in an `unknownUsername-<keyed hash>` stream: sign-in tries with a username that nobody
 * has. They are recorded like a wrong password, so that both cost the same time (A4).
 */
export interface UnknownUsernameTried {
  readonly type: 'UnknownUsernameTried';
  readonly data: Readonly<Record<never, never>>;
}
