import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Bench } from './measurement.js';
import { profiling } from './profiling.js';

/**
 * Runs one of the programs in `programs/` to its end.
 *
 * @returns the JSON that it printed.
 * @throws {Error} it failed, and what it said.
 */
export async function runProgram<Printed>(
  bench: Bench,
  script: string,
  parameters: readonly string[],
): Promise<Printed> {
  const { child, output, complaints } = bench.workspace.startNode(
    [...profiling(bench), fileURLToPath(script), ...parameters],
    { NODE_ENV: 'production' },
  );
  const ended = once(child, 'exit').then(([exitCode]) => Number(exitCode ?? -1));
  const [printed, exitCode] = await Promise.all([text(output), ended]);
  if (exitCode !== 0) throw new Error(`A program of the benchmark failed. ${complaints().slice(-2_000)}`);
  return JSON.parse(printed) as Printed;
}
