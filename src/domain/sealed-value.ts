/**
 * Personal data or a secret as it stands in an event: AES-256-GCM ciphertext under the key named `kid`.
 * It is bound (as additional authenticated data) to the id and type of its event and to its field, so it
 * cannot be moved to another event. The domain carries sealed values about and never opens one.
 */
export interface SealedValue {
  readonly kid: string;
  readonly alg: 'A256GCM';
  /** 96-bit initialisation vector, base64url. */
  readonly iv: string;
  /** Ciphertext, base64url. */
  readonly ct: string;
  /** 128-bit authentication tag, base64url. */
  readonly tag: string;
}

/** A sealed value with the id of the event that carries it, which is needed to open it. */
export interface SealedInEvent {
  readonly eventId: string;
  readonly value: SealedValue;
}
