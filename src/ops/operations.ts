import { randomUUID } from 'node:crypto';
import type { Core } from '../application/core.js';
import type { RequestContext } from '../application/request-context.js';
import type { Installation } from '../compose.js';
import type { Config } from '../config.js';
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
  return {
    terminal,
    readConfig,
    async withInstallation(action) {
      const config = readConfig();
      const installation = await openInstallation(config);
      try {
        return await action({ core: installation.core, config, context: operatorContext() });
      } finally {
        await installation.close();
      }
    },
  };
}

/** The context of one act at the command line of this machine. */
export function operatorContext(): RequestContext {
  return { correlationId: randomUUID(), actor: { kind: 'operator' } };
}
