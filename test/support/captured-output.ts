import { vi } from 'vitest';

/** What this process writes for people to read, whoever writes it. It is passed on as well. */
export interface CapturedOutput {
  /** All of it so far. */
  text(): string;
  restore(): void;
}

export function captureOutput(): CapturedOutput {
  const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));
  const methods = (['debug', 'error', 'info', 'log', 'trace', 'warn'] as const).map((name) => vi.spyOn(console, name));
  const spies = [...streams, ...methods];
  return {
    text: () => spies.flatMap((spy) => spy.mock.calls.map((written) => written.map(String).join(' '))).join('\n'),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
