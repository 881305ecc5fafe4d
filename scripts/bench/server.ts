import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bench } from './measurement.js';
import { profiling } from './profiling.js';
import type { NodeProcess } from './workspace.js';

/** A server in a process of its own. */
export interface Server {
  /** Of its endpoint, like `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Milliseconds from its start until it was ready. */
  readonly readyAfter: number;
  /** Memory that it holds now (resident set), in MiB. */
  residentMemory(): Promise<number>;
  /** Has it end by itself, as at the end of a working day. */
  stop(): Promise<void>;
}

/** The settings under which the program is measured: those of production, and nothing turned off. */
export const programSettings = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'http://sallyport.test',
  PORT: '0',
  // As behind a proxy that names its clients: the load comes from many of them.
  TRUSTED_PROXY_HOPS: '1',
} as const;

/** What a measurement needs of the program besides. */
interface Additions {
  /** For Node. */
  readonly flags?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts the whole program over a data directory. */
export function startProgram(
  bench: Bench,
  dataDirectory: string,
  { flags = [], settings = {} }: Additions = {},
): Promise<Server> {
  const program = fileURLToPath(import.meta.resolve('../../src/main.js'));
  const environment = { ...programSettings, ...settings, DATA_DIR: dataDirectory };
  const begun = performance.now();
  return ready(bench.workspace.startNode([...profiling(bench), ...flags, program], environment), begun);
}

/** Starts one of the servers in `programs/`, with what it is to answer. */
export function startBareServer({ workspace }: Bench, script: string, ...answer: readonly string[]): Promise<Server> {
  const begun = performance.now();
  return ready(workspace.startNode([fileURLToPath(script), ...answer], { NODE_ENV: 'production' }), begun);
}

/** @throws {Error} it ended before it was ready, with what it said. */
async function ready(started: NodeProcess, begun: number): Promise<Server> {
  const { output, complaints } = started;
  for await (const line of createInterface({ input: output })) {
    const origin = /http:\/\/[^\s/]+/.exec(line)?.[0];
    if (origin !== undefined) {
      output.resume();
      return serverOf(started, `${origin}/graphql`, performance.now() - begun);
    }
  }
  throw new Error(`A server ended before it was ready. ${complaints()}`);
}

function serverOf({ child, complaints }: NodeProcess, url: string, readyAfter: number): Server {
  let stopping = false;
  // Whoever sends to it only sees that its connections are gone.
  child.once('exit', (exitCode, signal) => {
    if (!stopping)
      process.stderr.write(`A server ended (${exitCode ?? signal ?? ''}). ${complaints().slice(-2_000)}\n`);
  });
  return {
    url,
    readyAfter,
    async residentMemory() {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
      return Number(stdout) / 1_024;
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
