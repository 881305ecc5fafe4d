#!/usr/bin/env node
/** The command line of ops and auditors: `sallyport --help`. */
import { refuseOldNode } from '../node-version.js';

// `sallyport history | head` closes the pipe early. That is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const refusal = refuseOldNode(process.versions.node);
if (refusal === undefined) {
  const { runCommandLine } = await import('./command-line.js');
  process.exitCode = await runCommandLine(process.argv.slice(2), process);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 3;
}
