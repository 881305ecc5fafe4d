import { Readable, Writable } from 'node:stream';
import type { Terminal } from '../../../src/ops/terminal.js';

export interface FakeTerminal extends Terminal {
  readonly printed: () => string;
  readonly complained: () => string;
}

/** A terminal that gives the input and keeps what is written to it. */
export function fakeTerminal(input: string | readonly Uint8Array[] = ''): FakeTerminal {
  const stdout = collector();
  const stderr = collector();
  return {
    stdin: Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input),
    stdout: stdout.stream,
    stderr: stderr.stream,
    printed: stdout.text,
    complained: stderr.text,
  };
}

function collector() {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}
