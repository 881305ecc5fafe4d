import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The whole program, as a process of its own. */
export interface Program {
  /** Of its API; of a process without one, of its readiness. */
  readonly url: string;
  /** Ends it at once, whatever it is doing (SIGKILL). */
  kill(): void;
  /** Resolves when it has ended, with the signal that ended it, if one did. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** Makes sure that the program can be started. */
export function buildProgram(): void {
  execFileSync(process.execPath, [join(root, 'scripts/build-if-needed.ts'), '--quiet'], { cwd: root });
}

/**
 * Starts the program over a data directory; resolves when it says that it is ready.
 *
 * @throws {Error} it ended before.
 */
export async function startProgram(settings: Readonly<Record<string, string>>): Promise<Program> {
  const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    // Nothing of this machine's own settings.
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close').then(([, signal]) => signal as NodeJS.Signals | null);
  child.stdout.setEncoding('utf8');
  let said = '';
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(text);
    const url = /(?:is ready|without an API): (\S+\/(?:graphql|health\/ready))\b/.exec(said)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, kill: () => child.kill('SIGKILL'), ended };
  }
  throw new Error(`The program ended before it was ready. It said: ${said}`);
}

/** The same, ended with the test that is running. */
export async function startProgramOfTest(settings: Readonly<Record<string, string>>): Promise<Program> {
  const program = await startProgram(settings);
  onTestFinished(async () => {
    program.kill();
    await program.ended;
  });
  return program;
}
