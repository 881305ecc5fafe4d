import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes. `process` is one. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** What was asked for. */
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Prompts, progress and refusals. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Columns of the terminal; `undefined` where the output is none, or does not say (a terminal without a size says 0). */
export function widthOf({ isTTY, columns }: Terminal['stdout']): number | undefined {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : undefined;
}
