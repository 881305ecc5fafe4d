import type { Figure, Measurement } from '../measurement.js';
import { startProgram } from '../server.js';

/** Making the views of a long history again, as each start does that has no Redis. */
export const start: Measurement = {
  name: 'start',
  title: 'start with a long history in the store',
  takes: { full: 180, quick: 25 },
  run: async (bench): Promise<readonly Figure[]> => {
    const empty = await startProgram(bench, bench.workspace.directory());
    await empty.stop();
    const { directory, events } = await bench.longHistory();
    const program = await bench.progress.timed('starting the program', events / 60_000, () =>
      startProgram(bench, directory),
    );
    const memory = await program.residentMemory();
    await program.stop();

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
