import { stripVTControlCharacters } from 'node:util';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { otpauthUri } from '../../../src/crypto/otpauth-uri.js';
import { qrCodeForTerminal, qrCodeSvg } from '../../../src/crypto/qr-code.js';

const uri = otpauthUri({
  issuer: 'Sallyport',
  account: 'owner@example.org',
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
});

describe('C3: QR code', () => {
  it('is a self-contained SVG picture', async () => {
    const svg = await qrCodeSvg(uri);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d+) \1"/);
    expect(svg.trim()).toMatch(/<\/svg>$/);
    expect(svg).not.toMatch(/<script|href=/);
  });

  it('has the quiet zone that scanners need', async () => {
    const { size } = create(uri, { errorCorrectionLevel: 'M' }).modules;
    expect(await qrCodeSvg(uri)).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  });

  it('shows in a terminal the very modules of the code of the URI', async () => {
    const { modules } = create(uri, { errorCorrectionLevel: 'M' });
    const rows = stripVTControlCharacters(await qrCodeForTerminal(uri)).split('\n');
    // One character is two modules, one above the other, after a margin of two.
    const isDark = (row: number, column: number) => {
      const character = rows[Math.floor(row / 2) + 1]?.charAt(column + 2) ?? '';
      return (row % 2 === 0 ? '█▀' : '█▄').split('').includes(character);
    };
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        expect(isDark(row, column)).toBe(Boolean(modules.get(row, column)));
      }
    }
  });

  it('is black on white in any terminal', async () => {
    for (const line of (await qrCodeForTerminal(uri)).split('\n').filter((each) => each !== '')) {
      const modules = stripVTControlCharacters(line);
      expect(modules).toMatch(/^[ ▀▄█]+$/);
      expect(line).toBe(`\u001b[30;107m${modules}\u001b[0m`);
    }
  });

  it('differs with the secret', async () => {
    expect(await qrCodeSvg(uri)).not.toBe(await qrCodeSvg(uri.replace('GEZD', 'GEZA')));
  });
});
