import { describe, expect, it } from 'vitest';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { KeyDestroyed } from '../../../src/crypto/key-store/port.js';
import { CannotOpen } from '../../../src/crypto/seal.js';
import { createSealer, KeyMissing } from '../../../src/crypto/sealer.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

const context = { eventId: 'event-1', eventType: 'UserAdded', field: 'email' };

function createSealerOverMemory() {
  const randomBytes = seededRandomBytes('sealer');
  const keyStore = createMemoryKeyStore({ randomBytes });
  return { keyStore, sealer: createSealer({ keyStore, randomBytes }) };
}

describe('sealer', () => {
  it('seals under a key made for it, and opens', async () => {
    const { sealer } = createSealerOverMemory();
    const sealed = (await sealer.under('user:1'))('a@example.org', context);
    expect(sealed.kid).toBe('user:1');
    expect(await sealer.open(sealed, context)).toEqual({ status: 'opened', text: 'a@example.org' });
  });

  it('G6: what was sealed under a destroyed key is erased, and nothing more is sealed under it', async () => {
    const { keyStore, sealer } = createSealerOverMemory();
    const sealed = (await sealer.under('user:1'))('a@example.org', context);
    await keyStore.destroy('user:1');
    expect(await sealer.open(sealed, context)).toEqual({ status: 'erased' });
    await expect(sealer.under('user:1')).rejects.toThrow(KeyDestroyed);
  });

  it('does not take a key that was never there for an erased one', async () => {
    const sealed = (await createSealerOverMemory().sealer.under('user:1'))('a@example.org', context);
    await expect(createSealerOverMemory().sealer.open(sealed, context)).rejects.toThrow(KeyMissing);
  });

  it('attack 33: a value renamed to another person’s key does not open', async () => {
    const { sealer } = createSealerOverMemory();
    const sealed = (await sealer.under('user:1'))('a@example.org', context);
    (await sealer.under('user:2'))('b@example.org', context);
    await expect(sealer.open({ ...sealed, kid: 'user:2' }, context)).rejects.toThrow(CannotOpen);
  });

  it('opens several values under one look at their key', async () => {
    const { keyStore, sealer } = createSealerOverMemory();
    const seal = await sealer.under('user:1');
    const other = { ...context, field: 'displayName' };
    const open = await sealer.opener('user:1');
    expect(open(seal('a@example.org', context), context)).toEqual({ status: 'opened', text: 'a@example.org' });
    expect(open(seal('Ada', other), other)).toEqual({ status: 'opened', text: 'Ada' });
    await keyStore.destroy('user:1');
    expect((await sealer.opener('user:1'))(seal('Ada', other), other)).toEqual({ status: 'erased' });
    await expect(sealer.opener('user:2')).rejects.toThrow(KeyMissing);
  });

  it('attack 33: an opener refuses what names another key, even where that key would open it', async () => {
    const { sealer } = createSealerOverMemory();
    const sealed = (await sealer.under('user:1'))('a@example.org', context);
    const open = await sealer.opener('user:1');
    expect(() => open({ ...sealed, kid: 'user:2' }, context)).toThrow(CannotOpen);
  });
});
