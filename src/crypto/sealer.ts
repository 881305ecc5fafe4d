import type { SealedValue } from '../domain/sealed-value.js';
import type { KeyStore } from './key-store/port.js';
import type { RandomBytes } from './random-bytes.js';
import { CannotOpen, open, type SealContext, seal } from './seal.js';

/** What became of a sealed value. Callers meet `erased` with a closed door: an erased secret matches nothing. */
export type Opened =
  | { readonly status: 'opened'; readonly text: string }
  /** Its key has been destroyed (G6). */
  | { readonly status: 'erased' };

/** Seals and opens the values in events, each under a key of the key store. */
export interface Sealer {
  /**
   * What seals under the key `kid`, which is made where there is none. For the values of one request: whoever keeps it
   * longer could seal under a key that has been destroyed meanwhile.
   *
   * @throws {KeyDestroyed} whoever the key belonged to has been erased.
   */
  under(kid: string): Promise<Seal>;

  /**
   * @throws {CannotOpen} the value was altered or stands elsewhere than where it was sealed.
   * @throws {KeyMissing} its key was neither made nor destroyed here: the key store is not the one of this history.
   */
  open(sealed: SealedValue, context: SealContext): Promise<Opened>;

  /**
   * What opens values under the key `kid`, and no others: one look at the key for all that one request reads of it.
   *
   * @throws {KeyMissing}
   */
  opener(kid: string): Promise<Open>;
}

/** Seals a text for one place, under a key that is at hand. */
export type Seal = (text: string, context: SealContext) => SealedValue;

/**
 * Opens a value that was sealed for one place, with a key that is at hand.
 * @throws {CannotOpen} as `Sealer.open`, and where the value names another key.
 */
export type Open = (sealed: SealedValue, context: SealContext) => Opened;

export interface SealerDependencies {
  readonly keyStore: KeyStore;
  readonly randomBytes: RandomBytes;
}

export function createSealer({ keyStore, randomBytes }: SealerDependencies): Sealer {
  const opener = async (kid: string): Promise<Open> => {
    const found = await keyStore.get(kid);
    switch (found.status) {
      case 'present':
        return (sealed, context) => {
          if (sealed.kid !== kid) throw new CannotOpen();
          return { status: 'opened', text: open(sealed, context, found.key) };
        };
      case 'destroyed':
        return () => ({ status: 'erased' });
      case 'absent':
        throw new KeyMissing(kid);
    }
  };

  return {
    async under(kid) {
      const key = { kid, bytes: await keyStore.ensure(kid) };
      return (text, context) => seal(text, context, key, randomBytes);
    },
    open: async (sealed, context) => (await opener(sealed.kid))(sealed, context),
    opener,
  };
}

/** The key store has never had the key of a value. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
  constructor(kid: string) {
    super(`The key store has no key ${kid}: it is not the one that this history was sealed with.`);
  }
}
