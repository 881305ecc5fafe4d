import { stripVTControlCharacters, styleText } from 'node:util';

/** Tells the walk: what the person does, and what the person sees. Colours only on a terminal that has them. */
export interface Narrator {
  /** The heading of the step that is under way; empty before the first. */
  readonly step: () => string;
  /** Begins a numbered step. */
  heading(text: string): void;
  /** What the person does. */
  does(text: string): void;
  /** What the person sees. */
  sees(text: string): void;
  /** The person is refused, as is right. */
  refused(text: string): void;
  succeeds(text: string): void;
  /** Lines as they are: a QR code, a list of codes. */
  shows(block: string): void;
  /** Waits until a moment (milliseconds since the Unix epoch), and says for what: counting down on a terminal. */
  waitUntil(moment: number, forWhat: string): Promise<void>;
}

export interface NarratorDependencies {
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export function createNarrator({ output, clock, sleep }: NarratorDependencies): Narrator {
  type Format = Parameters<typeof styleText>[0];
  const style = (format: Format, text: string) => styleText(format, text, { stream: output });
  const line = (text = '') => output.write(`${text}\n`);
  let number = 0;
  let step = '';

  return {
    step: () => step,
    heading(text) {
      number += 1;
      step = `${number}. ${text}`;
      line();
      line(style('bold', step));
      line();
    },
    does: (text) => line(`   ${style('cyan', '>')} ${text}`),
    sees: (text) => line(`     ${text}`),
    refused: (text) => line(`   ${style('yellow', '!')} ${text}`),
    succeeds: (text) => line(`   ${style('green', '✓')} ${text}`),
    shows(block) {
      const plain = output.isTTY === true ? block : stripVTControlCharacters(block);
      line();
      for (const one of plain.split('\n')) line(`     ${one}`);
      line();
    },
    async waitUntil(moment, forWhat) {
      if (clock() >= moment) return;
      const left = () => Math.max(0, Math.ceil((moment - clock()) / 1_000));
      const text = () => `   ${style('dim', '…')} Waiting ${left()} s for ${forWhat}.`;
      if (output.isTTY !== true) line(text());
      while (clock() < moment) {
        if (output.isTTY === true) output.write(`\r${text()} `);
        await sleep(Math.min(1_000, moment - clock()));
      }
      if (output.isTTY === true) output.write('\r\u001b[2K');
    },
  };
}
