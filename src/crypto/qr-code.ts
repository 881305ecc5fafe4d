import { toString as render } from 'qrcode';

/** Medium error correction: 15 % of the picture may be unreadable. */
const errorCorrectionLevel = 'M';

/** A QR code as an SVG picture, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function qrCodeSvg(text: string): Promise<string> {
  return render(text, { type: 'svg', errorCorrectionLevel, margin: 4 });
}

/**
 * A QR code in half-block characters for a terminal, with the colours set: black on white in dark and light terminals
 * alike, since many phones do not read an inverted code.
 */
export async function qrCodeForTerminal(text: string): Promise<string> {
  const picture = await render(text, { type: 'utf8', errorCorrectionLevel, margin: 2 });
  return picture.replace(/^.+$/gm, `${blackOnWhite}$&${reset}`);
}

/** Terminal colours (ECMA-48 SGR). */
const blackOnWhite = '\u001b[30;107m';
const reset = '\u001b[0m';
