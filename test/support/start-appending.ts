import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Report } from './appending-process.js';

export interface AppendingProcess {
  readonly process: ChildProcess;
  /** What it has said so far. */
  readonly reports: readonly Report[];
  /** Resolves when it has ended and everything it said is in `reports`. */
  readonly ended: Promise<void>;
}

/**
 * Starts `appending-process.ts` over a store's file.
 *
 * @param onReport called with how much the process has said so far.
 * @param limit a shell command that runs first in the same process, such as `ulimit`.
 */
export function startAppending(options: {
  readonly file: string;
  readonly firstNumber: number;
  readonly rounds: number;
  readonly onReport?: (process: ChildProcess, howMany: number) => void;
  readonly limit?: string;
}): AppendingProcess {
  const { file, firstNumber, rounds, onReport, limit = 'true' } = options;
  const node = [
    process.execPath,
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    `--import=${import.meta.resolve('./run-sources.ts')}`,
    fileURLToPath(import.meta.resolve('./appending-process.ts')),
  ];
  const child = spawn('sh', ['-c', `${limit} && exec "$@"`, 'sh', ...node, file, String(firstNumber), String(rounds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A process that ends by itself leaves its compiled sources there; those after it start in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') },
  });
  const reports: Report[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    reports.push(JSON.parse(line) as Report);
    onReport?.(child, reports.length);
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => undefined);
  return { process: child, reports, ended };
}
