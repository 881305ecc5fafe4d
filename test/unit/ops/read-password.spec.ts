import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readPassword } from '../../../src/ops/read-password.js';
import { fakeTerminal } from './fake-terminal.js';

const read = (...chunks: readonly (string | Uint8Array)[]) =>
  readPassword(fakeTerminal(chunks.map((chunk) => Buffer.from(chunk as Uint8Array))));

describe('a password from standard input', () => {
  it.each([
    ['secret words', 'secret words'],
    ['secret words\n', 'secret words'],
    ['secret words\r\n', 'secret words'],
    ['secret words\nsecond line\n', 'secret words'],
    [' secret words \n', ' secret words '],
    ['secret words\r\r\n', 'secret words\r'],
    ['žluťoučký kůň', 'žluťoučký kůň'],
  ])('is the first line of %j', async (input, password) => {
    expect(await read(input)).toBe(password);
  });

  it('may come in pieces, in the middle of a character too', async () => {
    const bytes = Buffer.from('kůň a ještě jeden\n');

    expect(await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe('kůň a ještě jeden');
  });

  it.each(['', '\n', '\r\n', '\nsecond line'])('is missing from %j', async (input) => {
    await expect(read(input)).rejects.toMatchObject({
      field: 'password',
      message: expect.stringContaining('first line'),
    });
  });

  it('is refused where it is no UTF-8', async () => {
    await expect(read(Uint8Array.of(0xff, 0xfe, 0x41))).rejects.toMatchObject({ field: 'password' });
  });

  it('is not read to the end of an endless line', async () => {
    // A megabyte stands for endless, so that the test ends where the program does not.
    function* endless() {
      for (let chunks = 0; chunks < 256; chunks += 1) yield Buffer.alloc(4_096, 'x');
    }
    const terminal = { ...fakeTerminal(), stdin: PassThrough.from(endless()) };

    expect((await readPassword(terminal)).length).toBeLessThanOrEqual(12_288);
  });
});

/** A person at a keyboard, who types each entry when asked for it. */
async function typeAtTerminal(...entries: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const waiting = [...entries];
  let shown = '';
  const stderr = new PassThrough().on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const entry = /Password|The same again/.test(chunk.toString()) ? waiting.shift() : undefined;
    if (entry !== undefined) setImmediate(() => stdin.write(entry));
  });
  const outcome = await readPassword({ ...fakeTerminal(), stdin, stderr }).catch((error: unknown) => error);
  return { outcome, shown };
}

describe('a password at a terminal', () => {
  it('is asked for twice and never shown', async () => {
    const { outcome, shown } = await typeAtTerminal('secret words\r', 'secret words\r');

    expect(outcome).toBe('secret words');
    expect(shown).not.toContain('secret');
  });

  it('is refused where the two entries differ', async () => {
    const { outcome } = await typeAtTerminal('secret words\r', 'secret wirds\r');

    expect(outcome).toMatchObject({ field: 'password', message: 'The two entries are not the same.' });
  });

  it('is not set where the person gives up with Ctrl-C', async () => {
    const { outcome } = await typeAtTerminal('\u0003');

    expect(outcome).toMatchObject({ field: 'password', message: 'No password was given.' });
  });
});
