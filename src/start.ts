import { type Service, startService } from './compose.js';
import { type Config, InvalidConfig } from './config.js';
import { StoreUnavailable } from './event-store/port.js';
import { createLogger, type Logger } from './logger.js';
import { demoAccountsPath, readDemoAccounts } from './ops/demo-accounts-file.js';
import { ensureDemoReseller } from './ops/demo-reseller.js';
import { describeFailure } from './ops/failure.js';
import { type Backoff, waitAfter } from './retry/backoff.js';
import { persistently } from './retry/persistently.js';

/**
 * Starts the service and leaves it running until a signal.
 *
 * @throws whatever stands in the way; `describeFailure` says it in plain words.
 */
export async function start(config: Config): Promise<void> {
  await refuseDemoInProduction(config);
  const logger = createLogger({ level: config.logLevel, pretty: process.stderr.isTTY });
  const service = await startOnceItCan(config, logger);
  stopOnSignal(service);
  try {
    await showProgress(service);
    const demo =
      config.environment === 'development'
        ? await ensureDemoReseller(service.installation.core, config.dataDirectory)
        : [];
    process.stdout.write([...demo, readyLine(config, service.url), ''].join('\n'));
  } catch (error) {
    await service.close();
    throw error;
  }
}

const patience: Backoff = { first: 250, longest: 5_000 };

/**
 * An event store beyond this machine may be away, or refuse a password that somebody is about to set right. A process that
 * ended then would only be started again and again; this one says once what it waits for.
 */
function startOnceItCan(config: Config, logger: Logger): Promise<Service> {
  let told: string | undefined;
  const mayPass = (error: unknown): boolean => {
    if (config.eventStoreUrl === undefined || !(error instanceof StoreUnavailable)) return false;
    if (error.message !== told) process.stderr.write(`${error.message} Not ready; trying again until it can be.\n`);
    told = error.message;
    return true;
  };
  return persistently(() => startService(config, logger), {
    mayPass,
    waitAfter: (tries) => waitAfter(tries, patience, Math.random()),
  });
}

/** Its passwords stand in a file, and were printed at each start: nobody should rely on them by accident. */
async function refuseDemoInProduction({ environment, dataDirectory }: Config): Promise<void> {
  if (environment !== 'production' || (await readDemoAccounts(demoAccountsPath(dataDirectory))) === undefined) return;
  throw new InvalidConfig(
    'This data directory has the demo reseller of development. Set DATA_DIR to another one for production.',
  );
}

function readyLine({ environment, roles }: Config, url: string): string {
  if (!roles.includes('api')) {
    return `Sallyport is running as ${roles.join(' and ')}, without an API: ${url}/health/ready. Stop it with Ctrl-C.`;
  }
  const explorer = environment === 'development' ? ' (open it in a browser for the explorer)' : '';
  return `Sallyport is ready: ${url}/graphql${explorer}. Stop it with Ctrl-C.`;
}

/** Says how far a long start has come; a short one stays silent. */
async function showProgress({ views }: Service): Promise<void> {
  const interval = 2_000;
  const timer = setInterval(() => {
    const events = views.projector?.passed() ?? 0;
    process.stderr.write(`Making views from the history: ${events.toLocaleString('en')} events so far …\n`);
  }, interval);
  try {
    await views.caughtUp;
  } finally {
    clearInterval(timer);
  }
}

/** Once: a terminal and npm may both pass Ctrl-C on, and the second must not cut the first one's work short. */
function stopOnSignal(service: Service): void {
  let closing: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      closing ??= service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${describeFailure(error).message}\n`);
          process.exit(1);
        },
      );
    });
  }
}
