/**
 * Everything that must hold, in one command: `npm test`. Two lanes of steps run side by side, then the tests. The first
 * step that fails ends it and shows its output. Like build-if-needed.ts it runs before there is a build: Node executes
 * it as it stands.
 */
import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const logs = 'dist/check';
const testResults = `${logs}/tests.json`;
const coverage = 'coverage/coverage-summary.json';

interface Step {
  readonly name: string;
  readonly command: string;
}

const lanes: readonly (readonly Step[])[] = [
  [
    { name: 'build', command: 'node scripts/build-if-needed.ts --quiet' },
    { name: 'schema is current', command: 'node dist/scripts/emit-schema.js --check' },
    { name: 'event schemas are current', command: 'node dist/scripts/emit-event-schemas.js --check' },
    { name: 'operation types are current', command: 'graphql-codegen --config codegen.yml --check' },
    { name: 'nothing is unused', command: 'knip --config scripts/config/knip.json' },
  ],
  [
    { name: 'format', command: 'biome check --error-on-warnings --config-path=scripts/config/biome.config.json' },
    { name: 'types', command: 'tsc -p tsconfig.json' },
    { name: 'lint', command: 'eslint --config scripts/config/eslint.config.js --max-warnings 0 .' },
  ],
];
const tests: Step = {
  name: 'tests',
  command:
    'vitest run --config scripts/config/vitest.config.ts --coverage ' +
    `--reporter=default --reporter=json --outputFile.json=${testResults}`,
};

class StepFailed extends Error {}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
    process.exit(1);
  });
}

async function run({ name, command }: Step): Promise<void> {
  stop.signal.throwIfAborted();
  const begun = performance.now();
  const logFile = join(root, logs, `${name.replaceAll(' ', '-')}.log`);
  const log = await open(logFile, 'w');
  const exitCode = await new Promise<number | null>((ended, notStarted) => {
    const [program = '', ...parameters] = command.split(' ');
    spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      signal: stop.signal,
      stdio: ['ignore', log.fd, log.fd],
    })
      .once('error', notStarted)
      .once('close', ended);
  }).finally(() => log.close());
  console.log(`${exitCode === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(28)}${secondsSince(begun).padStart(8)}`);
  if (exitCode !== 0) {
    throw new StepFailed(`\n${await readFile(logFile, 'utf8')}\nFailed: ${name}. Its command: ${command}`);
  }
}

const secondsSince = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

async function runInOrder(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await run(step);
  }
}

/** What is read of vitest's JSON report. */
interface TestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

/** What is read of the coverage of one file, or of all together. */
type Covered = Readonly<Record<'lines' | 'branches', { readonly covered: number; readonly total: number }>>;

function coverageOf(files: readonly Covered[]): string {
  const percentage = (what: keyof Covered) => {
    const total = files.reduce((sum, file) => sum + file[what].total, 0);
    const covered = files.reduce((sum, file) => sum + file[what].covered, 0);
    return `${((100 * covered) / total).toFixed(1)} % of ${what}`;
  };
  return `${percentage('lines')}, ${percentage('branches')}`;
}

async function printSummary(): Promise<void> {
  const results = JSON.parse(await readFile(join(root, testResults), 'utf8')) as TestResults;
  const covered = JSON.parse(await readFile(join(root, coverage), 'utf8')) as Readonly<Record<string, Covered>>;
  const filesOf = (folder: string) =>
    Object.entries(covered).flatMap(([path, file]) => (path.startsWith(join(root, folder)) ? [file] : []));
  console.log(`
Covered of src:        ${coverageOf(filesOf('src'))}
Covered of src/domain: ${coverageOf(filesOf('src/domain'))}
Coverage by line: coverage/index.html
Logs: ${logs}/`);
  console.log(`\nTests: ${results.numPassedTests} passed, ${results.numFailedTests} failed`);
}

const begun = performance.now();
await mkdir(join(root, logs), { recursive: true });
try {
  await Promise.all(lanes.map(runInOrder));
  await run(tests);
  await printSummary();
  console.log(`All checks passed in ${secondsSince(begun)}.`);
} catch (error) {
  stop.abort();
  if (!(error instanceof StepFailed)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}
