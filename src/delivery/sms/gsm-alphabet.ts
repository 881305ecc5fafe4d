/** What one text message holds in the GSM alphabet (3GPP TS 23.038, section 6.2.1); longer ones are split and cost more. */
export const gsmMessageSize = 160;

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Each takes the place of two. */
const extended = new Set('^{}\\[~]|€');

/** Letters and signs that have no decomposition, as they are written without them. */
const plainForms: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '®': '',
  '©': '',
};

/** How much of a message the text takes up; `undefined`: it has a character that the alphabet has not. */
export function gsmLength(text: string): number | undefined {
  let length = 0;
  for (const character of text) {
    if (basic.has(character)) length += 1;
    else if (extended.has(character)) length += 2;
    else return undefined;
  }
  return length;
}

/** The text in the GSM alphabet, without the marks that it does not have; `undefined`: there is no such form. */
export function gsmFormOf(text: string): string | undefined {
  const form = [...text.normalize('NFC')].map(gsmFormOfCharacter).join('');
  return gsmLength(form) === undefined ? undefined : form;
}

function gsmFormOfCharacter(character: string): string {
  if (gsmLength(character) !== undefined) return character;
  return plainForms[character] ?? character.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
}
