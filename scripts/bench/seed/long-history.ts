import { randomBytes } from 'node:crypto';
import { composeCore, openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { day } from '../../../src/domain/instant.js';
import { sequenceOf } from '../../../src/event-store/position.js';
import type { Bench } from '../measurement.js';
import { programSettings } from '../server.js';
import { beginLife, createSteppingClock, eventsOfALife, type Life } from './lives.js';
import { createPeople, type People } from './people.js';
import { sideBySide } from './seed.js';

/** A data directory with many users in it, who have all done what users do. Whoever is given it only reads it. */
export interface LongHistory {
  readonly directory: string;
  readonly events: number;
  readonly users: number;
}

/** @returns what gives the history. It is written when it is first asked for, and is the same for everybody. */
export function createLongHistory(bench: Pick<Bench, 'workspace' | 'progress' | 'quick'>): () => Promise<LongHistory> {
  let history: Promise<LongHistory> | undefined;
  return () => {
    history ??= writeHistory(bench, bench.quick ? 50_000 : 1_000_000);
    return history;
  };
}

async function writeHistory(
  { workspace, progress }: Pick<Bench, 'workspace' | 'progress'>,
  howMany: number,
): Promise<LongHistory> {
  const directory = workspace.directory();
  const config = readConfig({ ...programSettings, DATA_DIR: directory });
  const { eventStore, close } = await openInstallation(config);
  const core = await composeCore({
    config,
    surroundings: { clock: createSteppingClock(Date.now() - 60 * day, 300), randomBytes },
    eventStore,
    // Nobody looks into sealed values, and tens of thousands of keys on disk would take minutes.
    keyStore: createMemoryKeyStore({ randomBytes }),
  });
  const people = await createPeople(core);
  const users = Math.ceil(howMany / eventsOfALife);
  await progress.counted('writing events', howMany, (done) => liveSideBySide(people, users, done));
  const events = sequenceOf(await eventStore.head());
  await close();
  return { directory, events, users };
}

/**
 * As many as come back before anybody comes again. What they do meanwhile is more than a projector takes in at once: as
 * in a real history, it comes upon the same user again and again.
 */
const cohortSize = 1_000;

/** @param done told of events that have been written. */
export async function liveSideBySide(people: People, users: number, done: (events: number) => void): Promise<void> {
  for (let first = 0; first < users; first += cohortSize) {
    const lives: Life[] = [];
    await sideBySide(Math.min(cohortSize, users - first), async (number) => {
      lives.push(await beginLife(people, first + number));
      done(people.eventsOfNew);
    });
    for (const visit of [0, 1, 2]) {
      await sideBySide(lives.length, async (number) => {
        const { userId = '', visits = [] } = lives[number] ?? {};
        const { decision } = await people.make(userId, visits[visit] ?? []);
        done(decision.events.length);
      });
    }
  }
}
