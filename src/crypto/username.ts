/**
 * A username as it is compared, kept and hashed (A1): NFKC, lower case. `undefined` where it cannot be a username:
 * 3 to 64 characters, letters (with their marks) and digits of any script and `. _ @ + -`, a letter or digit first.
 */
export function normaliseUsername(entry: string): string | undefined {
  if (entry.length > longestEntry) return undefined;
  const username = foldCase(entry);
  const length = [...username].length;
  return length >= 3 && length <= 64 && format.test(username) ? username : undefined;
}

/** Text to be compared without regard to case and to the way it was typed. Folding it again changes nothing. */
export function foldCase(text: string): string {
  // Lower-casing can leave apart what NFKC puts together: J and caron stay two characters, j and caron are one.
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

const format = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u;

/** UTF-16 units that are looked at: normalising megabytes is work that a stranger could order. */
const longestEntry = 256;
