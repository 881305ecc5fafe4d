import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKeyRetirement } from '../../../src/application/retire-keys.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import type { KeyStore } from '../../../src/crypto/key-store/port.js';
import type { DecidedTwoFactorEvent } from '../../../src/domain/two-factor/two-factor-decision.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { EventStore, ExpectedRevision, Subscription } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { recordable } from '../../support/two-factor-events.js';
import { appEnrollmentStarted, methodRemoved, sealed } from '../../support/two-factor-history.js';

const started = (kid: string) => {
  const { id, type, data } = appEnrollmentStarted();
  return { id, type, data: { ...data, secret: { ...sealed('secret'), kid } } };
};
const confirmed = {
  type: 'MethodEnrolled',
  data: { enrollmentId: 'e', method: 'AUTHENTICATOR_APP', timeStep: 1 },
} as const;
const closed = { type: 'EnrollmentClosed', data: { enrollmentId: 'e', reason: 'REPLACED' } } as const;

describe('the key of a secret is destroyed with it', () => {
  let eventStore: EventStore;
  let keyStore: KeyStore;
  let revision: ExpectedRevision;
  let nextId: number;
  let retirement: Subscription;

  beforeEach(async () => {
    eventStore = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
    keyStore = createMemoryKeyStore({ randomBytes });
    revision = 'noStream';
    nextId = 1;
    await keyStore.ensure('first');
    await keyStore.ensure('second');
  });
  afterEach(async () => {
    await retirement.close();
    await eventStore.close();
  });

  const append = async (...events: readonly DecidedTwoFactorEvent[]) => {
    ({ revision } = await eventStore.append('twoFactor-user-1', revision, recordable(events, nextId)));
    nextId += events.length;
  };
  const follow = async () => {
    const onFailure = (error: unknown) => {
      throw error;
    };
    retirement = startKeyRetirement({ eventStore, keyStore, onFailure });
    await retirement.caughtUp;
  };
  const statusOf = async (kid: string) => (await keyStore.get(kid)).status;

  it('stays while the method is in use', async () => {
    await append(started('first'), confirmed);
    await follow();
    expect(await statusOf('first')).toBe('present');
  });

  it('goes when the method is removed', async () => {
    await follow();
    await append(started('first'), confirmed, methodRemoved('AUTHENTICATOR_APP'));
    await expect.poll(() => statusOf('first')).toBe('destroyed');
  });

  it('goes when an enrollment is replaced before it was confirmed; the new one stays', async () => {
    await append(started('first'), closed, started('second'));
    await follow();
    expect([await statusOf('first'), await statusOf('second')]).toEqual(['destroyed', 'present']);
  });

  it('E4: goes when a replacement is confirmed, and not before', async () => {
    await append(started('first'), confirmed, started('second'));
    await follow();
    expect([await statusOf('first'), await statusOf('second')]).toEqual(['present', 'present']);
    await append(confirmed);
    await expect.poll(() => statusOf('first')).toBe('destroyed');
    expect(await statusOf('second')).toBe('present');
  });

  it('goes at the next start where the program died in between', async () => {
    await append(started('first'), confirmed, methodRemoved('AUTHENTICATOR_APP'));
    expect(await statusOf('first')).toBe('present');
    await follow();
    expect(await statusOf('first')).toBe('destroyed');
  });
});
