import fc from 'fast-check';

/** Any character but a lone surrogate; ASCII half of the time. */
const character = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
);

/** Well-formed texts of up to `maxLength` characters, the whole of Unicode, unassigned characters too. */
export function anyText(maxLength: number, minLength = 0): fc.Arbitrary<string> {
  return fc.string({ unit: character.map((codePoint) => String.fromCodePoint(codePoint)), minLength, maxLength });
}
