import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../measurement.js';

/** The root of the project, from where this file is when it is built. */
const root = resolve(import.meta.dirname, '../../../..');
const inSupport = (name: string): string => pathToFileURL(resolve(root, 'test/support', name)).href;

const program = `
  const { startKurrentDbServer } = await import(process.argv[1]);
  console.log((await startKurrentDbServer()).url);`;

export interface SomeKurrentDb {
  /** The connection string. */
  readonly url: string;
  stop(): void;
}

/**
 * The KurrentDB of `KURRENTDB_URL`; without it, of the tests' wire-level server, in a process of
 * its own. What is measured against that is the client's and this program's part of the work: the server is not one to
 * keep a history in.
 */
export async function someKurrentDb({ workspace }: Bench): Promise<SomeKurrentDb> {
  const given = process.env['KURRENTDB_URL'] ?? '';
  if (given !== '') return { url: given, stop: () => undefined };
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  const { child, output, complaints } = workspace.startNode([
    ...flags,
    `--import=${inSupport('run-sources.ts')}`,
    '--input-type=module',
    `--eval=${program}`,
    inSupport('kurrentdb-server/kurrentdb-server.ts'),
  ]);
  for await (const url of createInterface({ input: output })) return { url, stop: () => child.kill('SIGKILL') };
  throw new Error(`The KurrentDB of the benchmark has not started. ${complaints()}`);
}
