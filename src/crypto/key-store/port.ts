/** What a key store knows of a key id. */
export type KeyLookup =
  | { readonly status: 'present'; readonly key: Uint8Array }
  | { readonly status: 'destroyed' }
  /** There never was such a key, or the store was restored from before it. */
  | { readonly status: 'absent' };

/**
 * Random 32-byte keys by key id: one a person, one an enrolled method, and the service's own (`serviceKeys`).
 * Keys are never derived from anything, since a derived key cannot be destroyed. Several processes may share the keys.
 * Whoever asks for a key, by whichever method and in whichever process, once its destruction was acknowledged anywhere,
 * is not given it: erased data is erased for all at once (G6).
 *
 * Every method throws StoreUnavailable where the keys cannot be reached. What was to be done may have been done then, and
 * may be asked for again.
 */
export interface KeyStore {
  /**
   * The key of this id, made now where there is none. It is on disk before it is given out: nothing can be sealed
   * under a key that a crash takes away. All callers are given the same key, whichever process asks first, and a
   * command that is decided again finds the key of its first try.
   *
   * @throws {KeyDestroyed} a destroyed key never comes back, not even as a new key of the same id.
   */
  ensure(kid: string): Promise<Uint8Array>;

  /** Looks the key up, and makes none. */
  get(kid: string): Promise<KeyLookup>;

  /**
   * Makes the key unreadable for ever, durably. Again and for an unknown id it does no harm: the id is then taken and
   * stays without a key. It may take as long as others may still have the key at hand, so that it is acknowledged to
   * nobody before it is true for everybody.
   *
   * Once it resolves, the store's files do not hold the key any more, not even wrapped, unless the adapter says when they
   * do not.
   */
  destroy(kid: string): Promise<void>;

  close(): Promise<void>;
}

/** Bytes of a key. */
export const keySize = 32;

/** Keys of the service itself. They are made at the first start and are never destroyed. */
export const serviceKeys = {
  /** HMAC key of the stream names of usernames. */
  usernameHash: 'service:username-hash',
  /** Seed of the Ed25519 key that signs sessions. */
  sessionSigning: 'service:session-signing',
  /** HMAC key that SMS tokens are derived with. */
  smsTokens: 'service:sms-tokens',
  /** HMAC key of the names under which sending to a number is counted. */
  phoneNumberHash: 'service:phone-number-hash',
  /** HMAC key of the names under which guesses from a client's network are counted. */
  clientNetworkHash: 'service:client-network-hash',
  /** Seals client addresses in events that belong to no known person. */
  strangers: 'service:strangers',
} as const;

/** A key was asked for whose id belongs to a destroyed one. */
export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  readonly kid: string;
  constructor(kid: string) {
    super(`The key ${kid} has been destroyed.`);
    this.kid = kid;
  }
}
