import { randomBytes } from 'node:crypto';
import { composeCore, openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { day, second } from '../../../src/domain/instant.js';
import { sequenceOf } from '../../../src/event-store/position.js';
import type { Bench, Figure, Measurement } from '../measurement.js';
import { createSteppingClock, eventsOfALife, liveALife } from '../seed/lives.js';
import { createPeople } from '../seed/people.js';
import { sideBySide } from '../seed/seed.js';
import { programSettings, startProgram } from '../server.js';

/** Making the views of a long history again, as each start does. */
export const start: Measurement = {
  name: 'start',
  title: 'start with a long history in the store',
  takes: { full: 180, quick: 40 },
  run: async (bench): Promise<readonly Figure[]> => {
    const empty = await startProgram(bench, bench.workspace.directory());
    await empty.stop();
    const { directory, events } = await writeHistory(bench, bench.quick ? 100_000 : 1_000_000);
    const program = await bench.progress.timed('starting the program', events / 60_000, () =>
      startProgram(bench, directory),
    );
    const memory = await program.residentMemory();
    await program.stop();
    bench.workspace.remove(directory);

    const seconds = (milliseconds: number) => milliseconds / 1_000;
    const single = (name: string, unit: string, value: number): Figure => ({ name, unit, value, rounds: [value] });
    const history = `${events.toLocaleString('en')} events`;
    return [
      single('start with an empty store', 's', seconds(empty.readyAfter)),
      single(`start with ${history}`, 's', seconds(program.readyAfter)),
      single('views made from events', '/s', events / seconds(program.readyAfter - empty.readyAfter)),
      single(`memory with ${history}`, 'MiB', memory),
    ];
  },
};

async function writeHistory(
  { workspace, progress }: Bench,
  howMany: number,
): Promise<{ readonly directory: string; readonly events: number }> {
  const directory = workspace.directory();
  const config = readConfig({ ...programSettings, DATA_DIR: directory });
  const { eventStore, close } = await openInstallation(config);
  const core = await composeCore({
    config,
    surroundings: { clock: createSteppingClock(Date.now() - 60 * day, 2 * second), randomBytes },
    eventStore,
    // No start looks into sealed values, and tens of thousands of keys on disk would take minutes.
    keyStore: createMemoryKeyStore({ randomBytes }),
  });
  const people = await createPeople(core);
  await progress.counted('writing events', howMany, (done) =>
    sideBySide(Math.ceil(howMany / eventsOfALife), async (number) => {
      done(await liveALife(people, number));
    }),
  );
  const events = sequenceOf(await eventStore.head());
  await close();
  return { directory, events };
}
