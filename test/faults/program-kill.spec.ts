import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPeople, type People } from '../../scripts/bench/seed/people.js';
import { describeLoginChallenge } from '../../src/application/describe-login-challenge.js';
import { createPositionTokens } from '../../src/application/position-tokens.js';
import { createClient } from '../../src/client/client.js';
import { openInstallation } from '../../src/compose.js';
import { type Config, readConfig } from '../../src/config.js';
import { instantOf } from '../../src/domain/instant.js';
import type { RecordedEvent } from '../../src/event-store/port.js';
import { foldView } from '../../src/projections/fold-view.js';
import { loginChallengeProjection } from '../../src/projections/login-challenge.projection.js';
import { eventsOf } from '../support/event-recorder.js';
import { type Crowd, sendMutations, type Told } from '../support/mutations.js';
import { createPerson } from '../support/person.js';
import { buildProgram, startProgramOfTest } from '../support/program.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { answersPerChallenge, brokenGroups, gaps, notInHistory } from '../support/told-and-recorded.js';

/** After so many answers the program is killed, each time anew on the same data directory. */
const killAfter = fc.sample(fc.integer({ min: 1, max: 24 }), { seed: 20261124, numRuns: 20 });

beforeAll(buildProgram, 180_000);

describe('the program is killed (SIGKILL) in the middle of parallel mutations', () => {
  it('has every mutation that was answered, once and in order, and none by halves', { timeout: 300_000 }, async () => {
    const config = settingsOf(temporaryDirectory());
    const { people, crowds } = await seed(readConfig(config), killAfter.length);
    const told: Told[] = [];
    let known: readonly string[] = [];

    let program = await startProgramOfTest(config);
    for (const [round, howMany] of killAfter.entries()) {
      const before = told.length;
      const { kill, ended, url } = program;
      const mutations = sendMutations(createClient({ url, fetch }), { people, crowd: crowds[round]! }, (one) => {
        told.push(one);
        if (told.length === before + howMany) kill();
      });
      await mutations.over;
      expect(await ended).toBe('SIGKILL');
      expect(mutations.unanswered()).toBeGreaterThan(0);

      program = await startProgramOfTest(config);
      const history = await readHistory(config.DATA_DIR);
      const ids = history.events.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.slice(0, known.length)).toEqual(known);
      expect(gaps(history.events)).toEqual([]);
      expect(brokenGroups(history.events)).toEqual([]);
      expect(notInHistory(told, history)).toEqual([]);
      await expectViewsOfTheHistory(config, {
        url: program.url,
        people,
        challengeIds: challengesOf(told.slice(before)),
      });
      known = ids;
    }
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['challenge', 'wrong', 'session', 'enrolled']));
  });
});

/** The locks and lifetimes are long, so that what is open at the beginning is open at the end. */
function settingsOf(directory: string) {
  return {
    NODE_ENV: 'production',
    PUBLIC_URL: 'http://sallyport.test',
    DATA_DIR: directory,
    LOG_LEVEL: 'error',
    ANSWERS_PER_CHALLENGE: String(answersPerChallenge),
    WRONG_ANSWERS_BEFORE_LOCK: String(answersPerChallenge),
    FIRST_LOCK_SECONDS: '3600',
    CHALLENGE_LIFETIME_SECONDS: '3600',
    ENROLLMENT_LIFETIME_SECONDS: '3600',
  } as const;
}

/** The people of every round. Those who sign in are the same in all of them. */
async function seed(config: Config, rounds: number): Promise<{ people: People; crowds: readonly Crowd[] }> {
  const { core, close } = await openInstallation(config, { clock: Date.now, randomBytes });
  const people = await createPeople(core);
  const several = <Seeded>(howMany: number, name: string, add: (username: string) => Promise<Seeded>) =>
    Promise.all(Array.from({ length: howMany }, (_, number) => add(`${name}-${number}`)));
  const signingIn = await several(3, 'signing-in', people.addChallenged);
  const crowds = await several(rounds, 'round', async (round) => ({
    signingIn,
    guessing: await several(2, `${round}-guessing`, people.addChallenged),
    answering: await several(4, `${round}-answering`, people.addChallenged),
    enrolling: await several(3, `${round}-enrolling`, people.addEnrolling),
  }));
  await close();
  return { people, crowds };
}

async function readHistory(directory: string) {
  const store = await openEventStore(join(directory, 'events.sqlite'));
  const events: readonly RecordedEvent[] = await eventsOf(store.readAll());
  await store.close();
  return { events, positions: createPositionTokens(store.id) };
}

const challengesOf = (told: readonly Told[]) =>
  new Map(told.flatMap((one) => ('challengeId' in one ? [[one.challengeId, one.userId] as const] : [])));

/** What the program shows of a challenge is what the history says of it. */
async function expectViewsOfTheHistory(
  { DATA_DIR, ...settings }: ReturnType<typeof settingsOf>,
  asked: { readonly url: string; readonly people: People; readonly challengeIds: ReadonlyMap<string, string> },
): Promise<void> {
  const { limits } = readConfig(settings);
  const store = await openEventStore(join(DATA_DIR, 'events.sqlite'));
  const data = { userId: '', username: '', resellerId: '', password: asked.people.password };
  const anybody = createPerson(data, createClient({ url: asked.url, fetch }), { now: Date.now });
  for (const [challengeId, userId] of asked.challengeIds) {
    const shown = await anybody.loginChallenge(challengeId);
    const view = await foldView(store, loginChallengeProjection, userId);
    const folded = describeLoginChallenge(view, challengeId, instantOf(Date.now()), limits);
    const { methods = [], lockedUntil = null, ...rest } = folded ?? {};
    const expected = { ...rest, lockedUntil, methods: methods.map(({ method, isDefault }) => ({ method, isDefault })) };
    if (folded === undefined) expect(shown).toBeNull();
    else expect(shown).toMatchObject(expected);
  }
  await store.close();
}
