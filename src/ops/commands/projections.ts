import type { Command } from 'commander';
import type { Operations } from '../operations.js';
import { addProjectionsChanges } from './projections-change.js';
import { addProjectionsList } from './projections-list.js';
import { addProjectionsParked } from './projections-parked.js';
import { addProjectionsRebuild } from './projections-rebuild.js';
import { addProjectionsRepair } from './projections-repair.js';
import { addProjectionsRetry } from './projections-retry.js';
import { addProjectionsVerify } from './projections-verify.js';

/** In the order of the help. */
const subcommands = [
  addProjectionsList,
  addProjectionsRebuild,
  addProjectionsChanges,
  addProjectionsVerify,
  addProjectionsRepair,
  addProjectionsParked,
  addProjectionsRetry,
];

/** `sallyport projections`: the views that queries are answered from (H2, H3). */
export function addProjections(program: Command, operations: Operations): void {
  const projections = program
    .command('projections')
    .description('the views that queries are answered from, where they are kept in Redis')
    .addHelpText('afterAll', afterHelp);
  for (const add of subcommands) add(projections, operations);
}

const afterHelp = `
Views answer questions and decide nothing: as long as one cannot be shown, the history
answers in its place. What is changed here is seen by every process within a second,
and is an event of the history, with its reason.

Exit codes: 0 done
            1 refused; or something differs (verify), or is still parked (retry)
            2 wrong usage
            3 the configuration, the event store or Redis cannot be used`;
