#!/usr/bin/env node
/** `npm start`: starts the service. */
import { refuseOldNode } from './node-version.js';

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  // Not imported before: an older Node lacks what the service is made of, and would say so in its own words.
  const { start } = await import('./start.js');
  await start();
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
