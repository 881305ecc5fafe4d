/** There is no session, or it has ended. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  constructor() {
    super('Sign in first: this needs the token of a session that is still open.');
  }
}

/** There is a session, but it may not do this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** Input that cannot be what is asked for. The message says what to give instead, and never repeats the value. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(
    /** Path of the field, as the caller knows it. */
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** It may be done, and it cannot be, as things stand. The message says why, and what to do instead. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}
