import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/application/core.js';
import { createSignIn, type SignIn } from '../../../src/application/sign-in.js';
import { codec, composeCore } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { type EventStore, StoreUnavailable } from '../../../src/event-store/port.js';
import { openResellers } from '../../support/open-resellers.js';

const anonymous = { correlationId: 'request-1', actor: { kind: 'anonymous' } } as const;

describe('A5: an outage of the event store', () => {
  /** The streams that cannot be read; absent: all can. */
  let away: RegExp | undefined;
  let core: Core;
  let signIn: SignIn;
  let password: string;

  beforeEach(async () => {
    const inMemory = createMemoryEventStore({ codec });
    const eventStore: EventStore = {
      ...inMemory,
      readStream(stream, fromRevision) {
        if (away?.test(stream) === true) throw new StoreUnavailable('The event store is away.');
        return inMemory.readStream(stream, fromRevision);
      },
    };
    core = await composeCore({
      config: readConfig({ NODE_ENV: 'development' }),
      surroundings: { clock: Date.now, randomBytes },
      eventStore,
      keyStore: createMemoryKeyStore({ randomBytes }),
    });
    away = undefined;
    password = await openResellers(core, ['ada']);
    signIn = createSignIn(core);
  });

  const attempt = async (username: string, entered: string): Promise<string> => {
    const input = { username, password: entered, interface: 'CONTROL_PANEL' } as const;
    const answer = await signIn(input, anonymous);
    return answer.kind === 'Rejected' ? answer.reason : answer.kind;
  };

  /** More of them than may follow one another. */
  async function tryWhileAway(username: string): Promise<void> {
    away = /^(user|unknownUsername)-/;
    for (let time = 1; time <= 10; time += 1) {
      await expect(attempt(username, password)).rejects.toThrow(StoreUnavailable);
    }
    away = undefined;
  }

  it('makes nobody wait once it is over', async () => {
    await tryWhileAway('ada');
    expect(await attempt('ada', password)).toBe('SignedIn');
  });

  it('attack 27: leaves the same delays for a user as for a stranger', async () => {
    const answers = [];
    for (const username of ['ada', 'nobody']) {
      await tryWhileAway(username);
      for (let time = 1; time <= 6; time += 1) answers.push(await attempt(username, 'not the password'));
    }
    expect(answers.slice(0, 6)).toEqual([...Array<string>(5).fill('CREDENTIALS_WRONG'), 'TOO_MANY_ATTEMPTS']);
    expect(answers.slice(6)).toEqual(answers.slice(0, 6));
  });
});
