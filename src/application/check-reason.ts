import { InvalidInput } from './errors.js';

/**
 * Why somebody did what an auditor will ask about, without the space around it.
 * @throws {InvalidInput} it is empty or longer than 500 characters.
 */
export function checkReason(entry: string): string {
  const reason = entry.trim();
  if (reason.length < 1 || reason.length > 500) {
    throw new InvalidInput('reason', 'Say why, in 1 to 500 characters: auditors will read it.');
  }
  return reason;
}
