import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import type { Bench } from '../measurement.js';
import { programSettings } from '../server.js';
import { createPeople, type SeededPerson } from './people.js';
import { type Seeded, sideBySide } from './seed.js';

/** Has everybody sign in now. The tokens that are ordered so wait for a program that sends them. */
export async function orderTokens(
  { progress }: Bench,
  { directory, people }: Pick<Seeded<SeededPerson>, 'directory' | 'people'>,
): Promise<void> {
  const { core, close } = await openInstallation(readConfig({ ...programSettings, DATA_DIR: directory }));
  const { make, movesOf } = await createPeople(core);
  const userIds = people.map(({ userId }) => userId);
  await progress.counted('ordering tokens', userIds.length, (done) =>
    sideBySide(userIds.length, async (number) => {
      const userId = userIds[number] ?? '';
      await make(userId, [movesOf(userId).signIn]);
      done();
    }),
  );
  await close();
}
