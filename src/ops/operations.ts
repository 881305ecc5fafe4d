import { randomUUID } from 'node:crypto';
import type { Core } from '../application/core.js';
import { NotNow } from '../application/errors.js';
import type { ProjectionStores } from '../application/projection-stores.js';
import type { RequestContext } from '../application/request-context.js';
import type { Installation } from '../compose.js';
import type { Config } from '../config.js';
import { projections } from '../projections/projections.js';
import type { Terminal } from './terminal.js';

/** What a subcommand works with. */
export interface Operations {
  readonly terminal: Terminal;
  /**
   * @param given settings that stand before those of the environment.
   * @throws {InvalidConfig}
   */
  readConfig(given?: Settings): Config;
  /**
   * Opens the data directory for one action, and closes it whatever happens. A server may be running on it.
   *
   * @throws {InvalidConfig} and what opening an installation throws.
   */
  withInstallation<Result>(action: (opened: Opened) => Promise<Result>): Promise<Result>;
  /**
   * The same with the views that processes share.
   *
   * @throws {NotNow} there are none: each process keeps its own. @throws {UnsuitableRedis} @throws {ViewStoreUnavailable}
   */
  withProjections<Result>(
    action: (stores: ProjectionStores, context: RequestContext) => Promise<Result>,
  ): Promise<Result>;
}

type Settings = Readonly<Record<string, string>>;

/** What an action is done with. */
export interface Opened {
  readonly core: Core;
  readonly config: Config;
  /** The person at the command line of this machine. */
  readonly context: RequestContext;
}

export interface OperationsDependencies {
  readonly terminal: Terminal;
  readonly readConfig: (given?: Settings) => Config;
  readonly openInstallation: (config: Config) => Promise<Installation>;
}

export function createOperations({ terminal, readConfig, openInstallation }: OperationsDependencies): Operations {
  const withOpen = async <Result>(action: (installation: Installation, config: Config) => Promise<Result>) => {
    const config = readConfig();
    const installation = await openInstallation(config);
    try {
      return await action(installation, config);
    } finally {
      await installation.close();
    }
  };

  return {
    terminal,
    readConfig,
    withInstallation: (action) => withOpen(({ core }, config) => action({ core, config, context: operatorContext() })),
    withProjections: (action) =>
      withOpen(async ({ core, openViewStore }) => {
        const viewStore = await openViewStore();
        if (viewStore === undefined) throw new NotNow(viewsInMemory);
        try {
          return await action({ core, viewStore, projections }, operatorContext());
        } finally {
          await viewStore.close();
        }
      }),
  };
}

const viewsInMemory =
  'Views are kept in the memory of each server here, which makes them anew at each start: nothing can be done with them ' +
  'from the command line. To keep them where it reaches them, set REDIS_URL for the servers and for this command.';

/** The context of one act at the command line of this machine. */
export function operatorContext(): RequestContext {
  return { correlationId: randomUUID(), actor: { kind: 'operator' } };
}
