import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Comments that switch off a rule, whichever tool's; what follows `--` or `:` on their line is the reason. */
const suppression =
  /(?:eslint-disable[\w-]*|@ts-(?:ignore|nocheck|expect-error)|biome-ignore|(?:v8|c8|istanbul) ignore).*/;
const withReason = /(?:--|:)\s*[\w@].{9,}/;

function suppressionsIn(text: string): string[] {
  return text.split('\n').flatMap((line) => suppression.exec(line)?.[0] ?? []);
}

describe('a suppressed rule', () => {
  it('has its reason beside it', () => {
    const files = globSync('{src,scripts,test}/**/*.{ts,js}', {
      exclude: (path) => path.startsWith('src/client/generated') || path.endsWith('suppressions.spec.ts'),
    });
    const bare = files.flatMap((file) =>
      suppressionsIn(readFileSync(file, 'utf8'))
        .filter((comment) => !withReason.test(comment))
        .map((comment) => `${file}: ${comment}`),
    );

    expect(files.length).toBeGreaterThan(20);
    expect(bare).toEqual([]);
  });

  it.each([
    ['// eslint-disable-next-line eqeqeq', false],
    ['// eslint-disable-next-line eqeqeq -- null and undefined are one here', true],
    ['// @ts-expect-error: the library forgets this overload', true],
    ['// @ts-expect-error', false],
    ['/* v8 ignore next */', false],
    ['/* v8 ignore next -- @preserve the operating system decides this */', true],
  ])('is told from one with a reason: %s', (line, expected) => {
    expect(suppressionsIn(line).map((comment) => withReason.test(comment))).toEqual([expected]);
  });
});
