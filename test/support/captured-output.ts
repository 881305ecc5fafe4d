import { inspect } from 'node:util';

/** What this process writes for people to read, whoever writes it. It is passed on as well. */
export interface CapturedOutput {
  /** All of it so far. */
  text(): string;
  restore(): void;
}

export function captureOutput(): CapturedOutput {
  const written: string[] = [];
  const restore: (() => void)[] = [];
  const listen = <Owner extends object>(owner: Owner, name: keyof Owner): void => {
    const original = owner[name];
    if (typeof original !== 'function') throw new TypeError(`${String(name)} writes nothing.`);
    owner[name] = new Proxy(original, {
      apply: (write, self: unknown, parameters: readonly unknown[]): unknown => {
        written.push(...parameters.map(asText));
        return Reflect.apply(write, self, parameters);
      },
    });
    restore.push(() => (owner[name] = original));
  };

  listen(process.stdout, 'write');
  listen(process.stderr, 'write');
  for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) listen(console, name);
  return {
    text: () => written.join('\n'),
    restore: () => {
      for (const one of restore) one();
    },
  };
}

function asText(written: unknown): string {
  if (typeof written === 'string') return written;
  return written instanceof Uint8Array ? Buffer.from(written).toString() : inspect(written, { depth: null });
}
