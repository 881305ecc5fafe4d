import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenUse } from '../../../../src/application/token-orders.js';
import { gsmLength } from '../../../../src/delivery/sms/gsm-alphabet.js';
import { createMessageText } from '../../../../src/delivery/sms/message-text.js';

const publicUrl = 'https://sign-in.example.com:8443';
const uses: readonly TokenUse[] = (['SIGN_IN', 'STEP_UP', 'ENROLLMENT'] as const).flatMap((purpose) =>
  (['CONTROL_PANEL', 'CLASSIC'] as const).map((through) => ({ for: purpose, interface: through })),
);
const signIn: TokenUse = { for: 'SIGN_IN', interface: 'CONTROL_PANEL' };
const textFrom = (issuerName: string, use = signIn) => createMessageText({ issuerName, publicUrl })('012345', use);
const senderOf = (issuerName: string) => textFrom(issuerName).split('012345')[0];

describe('D4: the text of a message', () => {
  it.each([
    ['SIGN_IN', 'CONTROL_PANEL', 'to sign in to the Reseller Control Panel'],
    ['SIGN_IN', 'CLASSIC', 'to sign in to the Classic Reseller Interface'],
    ['STEP_UP', 'CONTROL_PANEL', 'to confirm an action in the Reseller Control Panel'],
    ['STEP_UP', 'CLASSIC', 'to confirm an action in the Classic Reseller Interface'],
    ['ENROLLMENT', 'CONTROL_PANEL', 'to confirm this number for the Reseller Control Panel'],
    ['ENROLLMENT', 'CLASSIC', 'to confirm this number for the Classic Reseller Interface'],
  ] as const)('of %s through %s: what it is, what for, and never to share it', (purpose, through, what) => {
    expect(textFrom('Example', { for: purpose, interface: through })).toBe(
      `Example: 012345 is your token ${what}. Never share it.\n@sign-in.example.com #012345`,
    );
  });

  it.each([
    ['https://sign-in.example.com', '@sign-in.example.com #012345'],
    ['https://sign-in.example.com:8443', '@sign-in.example.com #012345'],
    ['https://bücher.example', '@xn--bcher-kva.example #012345'],
    ['http://localhost:4000', '@localhost #012345'],
    ['http://[::1]:4000', '@[::1] #012345'],
  ])('at %s ends with the line by which browsers fill it in', (url, line) => {
    const text = createMessageText({ issuerName: 'Example', publicUrl: url })('012345', signIn);
    expect(text.split('\n').at(-1)).toBe(line);
  });

  it.each(uses)('for %o is one message in the GSM alphabet, whoever issues it', (use) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (issuerName) => {
        const length = gsmLength(textFrom(issuerName, use));
        expect(length).toBeDefined();
        expect(length).toBeLessThanOrEqual(160);
      }),
      { seed: 20261124 },
    );
  });

  it('has one line before the last one, whoever issues it: nobody is sent to another address', () => {
    expect(textFrom('Example\n@evil.example #012345').split('\n')).toHaveLength(2);
  });
});

describe('the issuer in a message', () => {
  it('stands first', () => {
    expect(senderOf('Example')).toBe('Example: ');
  });

  it('loses its last words where it is long', () => {
    const long = 'Example Domain Registration, Hosting, Certificates and Mail Services';
    expect(senderOf(long)).toBe('Example Domain Registration, Hosting, Certificates: ');
  });

  it('is left out where not even its first word fits', () => {
    expect(senderOf('E'.repeat(60))).toBe('');
  });

  it('is written without the marks that the GSM alphabet does not have', () => {
    expect(senderOf('Jiří’s Škoda – Œuvre®')).toBe("Jiri's Skoda - OEuvre: ");
  });

  it('keeps those that it has', () => {
    expect(senderOf('Åse Müller & Søn')).toBe('Åse Müller & Søn: ');
  });

  it('is left out where the GSM alphabet cannot write it: the address says who it is', () => {
    expect(senderOf('例え')).toBe('');
    expect(senderOf('Пример')).toBe('');
    expect(senderOf('Example 🚀')).toBe('');
  });

  it('counts a sign twice that takes the place of two', () => {
    expect(gsmLength('[]')).toBe(4);
    expect(gsmLength('€1')).toBe(3);
    expect(gsmLength('`')).toBeUndefined();
  });
});
