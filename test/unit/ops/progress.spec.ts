import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { durationInWords, withProgress } from '../../../src/ops/progress.js';
import { fakeTerminal } from './fake-terminal.js';

/** A terminal that somebody looks at, as far as a bar needs one. */
function shownTerminal() {
  let text = '';
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    text += chunk.toString();
    done();
  };
  const cursor = {
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    getWindowSize: () => [120, 40],
  };
  return { stderr: Object.assign(new Writable({ write }), { isTTY: true, columns: 120, ...cursor }), text: () => text };
}

describe('progress', () => {
  it('gives back what the work gives, and says nothing of what is over soon', async () => {
    const terminal = fakeTerminal();
    const outcome = await withProgress(terminal, async (show) => {
      show('Reading', 0, 10);
      show('Reading', 10, 10);
      return 'done';
    });
    expect({ outcome, complained: terminal.complained(), printed: terminal.printed() }).toEqual({
      outcome: 'done',
      complained: '',
      printed: '',
    });
  });

  it('writes a line now and then where nobody looks on, with rate and time left', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const terminal = fakeTerminal();
    await withProgress(terminal, async (show) => {
      for (let done = 0; done <= 4_000; done += 500) {
        show('Reading the history', done, 20_000);
        vi.advanceTimersByTime(1_000);
      }
    }).finally(() => vi.useRealTimers());
    expect(terminal.complained()).toBe('Reading the history: 2,500 of 20,000, 500/s, 35 s left\n');
  });

  it('draws a bar on a terminal, and begins another one where something else is under way', async () => {
    const terminal = shownTerminal();
    await withProgress(terminal, async (show) => {
      show('Reading the history', 50, 100);
      show('Comparing documents', 0, 7);
    });
    expect(terminal.text()).toContain('Reading the history');
    expect(terminal.text()).toContain('50/100');
    expect(terminal.text()).toContain('Comparing documents');
    expect(terminal.text()).toContain('0/7');
  });

  it('ends with the work also where that fails', async () => {
    const failing = withProgress(shownTerminal(), async (show) => {
      show('Reading', 1, 2);
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
  });

  it.each([
    [0.2, '1 s'],
    [99, '99 s'],
    [100, '2 min'],
    [5_400, '90 min'],
    [6_001, '2 h'],
    [172_800, '2 days'],
  ])('tells %d seconds as %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});
