import type { Command } from 'commander';
import { abandonRebuild } from '../../application/abandon-rebuild.js';
import { pauseProjection } from '../../application/pause-projection.js';
import type { ProjectionStores } from '../../application/projection-stores.js';
import type { RequestContext } from '../../application/request-context.js';
import { resumeProjection } from '../../application/resume-projection.js';
import { rollBackProjection } from '../../application/roll-back-projection.js';
import { switchProjection } from '../../application/switch-projection.js';
import { nameOf } from '../../projections/edition.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { projectionArgument } from './projection-argument.js';

interface ChangeInput {
  readonly projection: string;
  readonly reason: string;
}

/** One thing that is done at once, and that auditors will ask about. */
interface Change {
  readonly name: string;
  readonly description: string;
  /** @returns what was done, for people and for programs. */
  make(stores: ProjectionStores, input: ChangeInput, context: RequestContext): Promise<Done>;
}

interface Done {
  readonly said: string;
  readonly json: object;
}

const changes: readonly Change[] = [
  {
    name: 'switch',
    description: 'serve what was built; what was served before is kept, so that it can take its place again',
    make: async (...call) => {
      const { after, before } = await switchProjection(...call);
      const [now, then] = [nameOf(after.serving), nameOf(before.serving)];
      return {
        said: `Switched: ${now} is served in place of ${then}, which is kept.`,
        json: { serving: now, previous: then },
      };
    },
  },
  {
    name: 'rollback',
    description: 'serve again what was served before the last switch',
    make: async (...call) => {
      const { after, before } = await rollBackProjection(...call);
      const [now, then] = [nameOf(after.serving), nameOf(before.serving)];
      return {
        said: `Rolled back: ${now} is served again in place of ${then}.`,
        json: { serving: now, previous: then },
      };
    },
  },
  {
    name: 'abandon',
    description: 'give up what is being built',
    make: async (...call) => {
      const edition = nameOf(await abandonRebuild(...call));
      return { said: `Abandoned: ${edition} is gone. What is served goes on.`, json: { abandoned: edition } };
    },
  },
  {
    name: 'pause',
    description: 'hold the views where they are; the history answers in their place',
    make: async (...call) => {
      await pauseProjection(...call);
      return { said: 'Paused: the history answers until you resume it.', json: { paused: true } };
    },
  },
  {
    name: 'resume',
    description: 'let paused views go on',
    make: async (...call) => {
      await resumeProjection(...call);
      return { said: 'Resumed: the views catch up, and are served again.', json: { paused: false } };
    },
  },
];

/** `sallyport projections switch | rollback | abandon | pause | resume`. */
export function addProjectionsChanges(projections: Command, operations: Operations): void {
  for (const change of changes) addChange(projections, change, operations);
}

function addChange(projections: Command, change: Change, { terminal, withProjections }: Operations): void {
  projections
    .command(change.name)
    .description(change.description)
    .addArgument(projectionArgument())
    .requiredOption('--reason <text>', 'why: auditors will read it')
    .option('--json', 'print as JSON how it is now')
    .action((projection: string, { reason, json }: { readonly reason: string; readonly json?: boolean }) =>
      namingOptions({ projection: '<projection>', reason: '--reason' }, async () => {
        const done = await withProjections((stores, context) => change.make(stores, { projection, reason }, context));
        terminal.stdout.write(`${json === true ? JSON.stringify(done.json) : done.said}\n`);
      }),
    );
}
