import { randomBytes } from 'node:crypto';
import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import type { Bench } from '../measurement.js';
import { programSettings } from '../server.js';
import { createPeople, type People } from './people.js';

/** What is filled at the same time, so that many writes share one commit. */
const atOnce = 64;

/** A data directory with people in it, for the program to be started on. */
export interface Seeded<Person> {
  readonly directory: string;
  readonly people: readonly Person[];
  readonly password: string;
  /** Base32. */
  readonly secret: string;
}

/**
 * Makes a data directory and adds so many people to it: person 0, person 1 …
 * @param ago how long ago that was, in milliseconds.
 */
export async function seed<Person>(
  { workspace, progress }: Bench,
  howMany: number,
  add: (people: People, username: string, person: number) => Promise<Person>,
  ago = 0,
): Promise<Seeded<Person>> {
  const directory = workspace.directory();
  const config = readConfig({ ...programSettings, DATA_DIR: directory });
  const { core, close } = await openInstallation(config, { clock: () => Date.now() - ago, randomBytes });
  const people = await createPeople(core);
  const added: Person[] = [];
  await progress.counted('adding people', howMany, (done) =>
    sideBySide(howMany, async (number) => {
      added.push(await add(people, `person-${number}`, number));
      done();
    }),
  );
  await close();
  const { password, secret } = people;
  return { directory, people: added, password, secret };
}

/** Does a thing for each number below `howMany`, `atOnce` at a time. */
export async function sideBySide(howMany: number, work: (number: number) => Promise<void>): Promise<void> {
  const numbers = Array.from({ length: howMany }, (_, number) => number).values();
  const next = async (): Promise<void> => {
    for (const number of numbers) await work(number);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
