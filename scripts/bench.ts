/**
 * `npm run bench`: measures what must be fast, each figure against what this machine can do at most, in the same run.
 *
 *     npm run bench -- [--quick] [--only NAME]… [--json FILE] [--profile DIRECTORY]
 */
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Figure, Measurement } from './bench/measurement.js';
import { answerChallenge } from './bench/measurements/answer-challenge.js';
import { fold } from './bench/measurements/fold.js';
import { kurrentDb } from './bench/measurements/kurrentdb.js';
import { loginChallenge } from './bench/measurements/login-challenge.js';
import { loginChallengeRedis } from './bench/measurements/login-challenge-redis.js';
import { memory } from './bench/measurements/memory.js';
import { projectionLag } from './bench/measurements/projection-lag.js';
import { projectorMemory } from './bench/measurements/projector-memory.js';
import { replay } from './bench/measurements/replay.js';
import { signInMeasurement } from './bench/measurements/sign-in.js';
import { smsDeadProvider } from './bench/measurements/sms-dead-provider.js';
import { smsLatency } from './bench/measurements/sms-latency.js';
import { smsOrders } from './bench/measurements/sms-orders.js';
import { start } from './bench/measurements/start.js';
import { createProgress } from './bench/progress.js';
import { describeMachine, tableOf, writeResults } from './bench/report.js';
import { createLongHistory } from './bench/seed/long-history.js';
import { createWorkspace } from './bench/workspace.js';

const all: readonly Measurement[] = [
  loginChallenge,
  loginChallengeRedis,
  answerChallenge,
  signInMeasurement,
  smsOrders,
  smsLatency,
  smsDeadProvider,
  fold,
  start,
  memory,
  replay,
  projectionLag,
  projectorMemory,
  kurrentDb,
];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: all.map(({ name }) => name) },
    json: { type: 'string', default: 'dist/bench/results.json' },
    profile: { type: 'string' },
  },
});
const unknown = options.only.filter((name) => !all.some((measurement) => measurement.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. There are ${all.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}

const { quick } = options;
const measurements = all.filter(({ name }) => options.only.includes(name));
const workspace = createWorkspace();
const progress = createProgress(process.stderr);
const profiles = options.profile === undefined ? undefined : resolve(options.profile);
const longHistory = createLongHistory({ workspace, progress, quick });
const machine = describeMachine();
const figures: Figure[] = [];

try {
  for (const [index, { title, run }] of measurements.entries()) {
    const left = measurements.slice(index).reduce((sum, { takes }) => sum + (quick ? takes.quick : takes.full), 0);
    progress.measuring(title, left);
    figures.push(...(await run({ workspace, progress, quick, profiles, longHistory })));
    writeResults(options.json, { machine, figures });
  }
} catch (error) {
  // A server that has ended says why a moment after its connections are gone.
  await setTimeout(200);
  throw error;
} finally {
  // What was measured before a failure is not lost with it.
  console.log(tableOf(figures));
}
const { processor, cores, memoryGiB, platform, node, loadBefore } = machine;
console.log(
  `${platform}, ${cores} × ${processor}, ${memoryGiB} GiB, Node ${node}, load before ${loadBefore.toFixed(1)}`,
);
if (quick) console.log('Measured quickly: good to see that it works, not to compare.');
console.log(`Round by round: ${options.json}`);
