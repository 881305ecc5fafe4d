import { randomBytes } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { day, minute } from '../../../src/domain/instant.js';
import { type Figure, type Measurement, median, withGoal } from '../measurement.js';
import { createSteppingClock, liveLong } from '../seed/lives.js';
import { createPeople } from '../seed/people.js';

const events = 10_000;

/** The longest stream that anybody is likely to have, read and folded with nothing kept from before. */
export const fold: Measurement = {
  name: 'fold',
  title: `folding a stream of ${events.toLocaleString('en')} events`,
  takes: { full: 30, quick: 20 },
  run: async ({ workspace, progress, quick }): Promise<readonly Figure[]> => {
    const directory = workspace.directory();
    const clock = createSteppingClock(Date.now() - 900 * day, 90 * minute);
    const { core, close } = await openInstallation(readConfig({ DATA_DIR: directory }), { clock, randomBytes });
    const userId = await progress.timed('writing the stream', 15, async () =>
      liveLong(core, await createPeople(core), events),
    );
    await close();

    const rounds = quick ? 10 : 30;
    const program = fileURLToPath(import.meta.resolve('../programs/fold.js'));
    const times = await progress.timed(`folding it ${rounds} times`, 3, async () => {
      const { output } = workspace.startNode([program, directory, userId, String(rounds)]);
      return (await json(output)) as readonly number[];
    });
    const [first = Number.NaN] = times;
    return [
      { name: 'fold, the first in a process', unit: 'ms', value: first, rounds: [first] },
      withGoal({ name: `fold, median of ${rounds}`, unit: 'ms', value: median(times), rounds: times }, ['<', 50]),
    ];
  },
};
