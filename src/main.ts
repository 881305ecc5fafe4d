#!/usr/bin/env node
/** `npm start`: starts the service, as `sallyport serve` does. */
import { refuseOldNode } from './node-version.js';

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  // Not imported before: an older Node lacks what the service is made of, and would say so in its own words.
  const { runCommandLine } = await import('./ops/command-line.js');
  process.exitCode = await runCommandLine(['serve', ...process.argv.slice(2)], process);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
