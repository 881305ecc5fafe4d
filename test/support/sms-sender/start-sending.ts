import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface SendingProcess {
  readonly process: ChildProcess;
  /** Resolves when it has ended, with the signal that ended it, if one did. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** Starts `sending-process.ts`; ended at the latest with the running test. */
export function startSending(options: {
  readonly file: string;
  readonly statesFile: string;
  readonly providerUrl: string;
  readonly concurrency: number;
}): SendingProcess {
  const { file, statesFile, providerUrl, concurrency } = options;
  const child = spawn(
    process.execPath,
    [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      `--import=${import.meta.resolve('../run-sources.ts')}`,
      fileURLToPath(import.meta.resolve('./sending-process.ts')),
      ...[file, statesFile, providerUrl, String(concurrency)],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      // A process that ends by itself leaves its compiled sources there; those after it start in half the time.
      env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') },
    },
  );
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { process: child, ended };
}
