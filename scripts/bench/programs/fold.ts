/**
 * Folds one user's stream from the store, each time without anything that an earlier time has kept. Arguments: the data
 * directory, the user's id, how many times. Prints a JSON array: milliseconds of each.
 */
import { createCore } from '../../../src/application/core.js';
import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';

const [, , directory = '', userId = '', rounds = '1'] = process.argv;
const { core, close } = await openInstallation(readConfig({ DATA_DIR: directory }));
const milliseconds: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  // New streams know no states.
  const { twoFactor } = createCore(core);
  const begun = performance.now();
  await twoFactor.load(userId);
  milliseconds.push(performance.now() - begun);
}
await close();
console.log(JSON.stringify(milliseconds));
