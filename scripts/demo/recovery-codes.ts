import type { Narrator } from './narrator.js';

/** Shows a set of recovery codes in two columns, as it is printed. */
export function showRecoveryCodes(narrator: Narrator, codes: readonly string[]): void {
  const half = Math.ceil(codes.length / 2);
  narrator.shows(
    codes
      .slice(0, half)
      .map((code, index) => `${code}   ${codes[half + index] ?? ''}`.trimEnd())
      .join('\n'),
  );
}
