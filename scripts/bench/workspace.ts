import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Directories and processes that are gone when the benchmark is, however it ends. */
export interface Workspace {
  /** A new directory, empty. */
  directory(): string;
  /** Removes a directory before the end. */
  remove(directory: string): void;
  startNode(parameters: readonly string[], environment?: Readonly<Record<string, string>>): NodeProcess;
}

export interface NodeProcess {
  readonly child: ChildProcess;
  readonly output: Readable;
  /** What it has written to its standard error, which goes to a file as a service's log does. */
  complaints(): string;
}

export function createWorkspace(): Workspace {
  const directories = new Set<string>();
  const children = new Set<ChildProcess>();

  const directory = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'sallyport-bench-'));
    directories.add(made);
    return made;
  };
  const remove = (path: string): void => {
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    directories.delete(path);
  };
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
    for (const path of directories) remove(path);
  });
  for (const [signal, exitCode] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
    process.once(signal, () => process.exit(exitCode));
  }

  return {
    directory,
    remove,
    startNode(parameters, environment = {}) {
      const logFile = join(directory(), 'log');
      const log = openSync(logFile, 'a');
      const child = spawn(process.execPath, parameters, {
        // Nothing of this machine's own settings.
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', 'pipe', log],
      });
      const { stdout: output } = child;
      if (output === null) throw new Error('The output is piped.');
      closeSync(log);
      children.add(child);
      child.once('exit', () => children.delete(child));
      return { child, output, complaints: () => readFileSync(logFile, 'utf8') };
    },
  };
}
