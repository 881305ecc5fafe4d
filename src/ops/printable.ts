/**
 * Text that somebody entered, safe to print: a control character in it could move the cursor or hide what an auditor
 * reads next, and an invisible one could make two names look alike.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}
