import type { TokenUse } from '../../application/token-orders.js';
import type { Interface } from '../../domain/two-factor/method.js';
import { gsmFormOf, gsmLength, gsmMessageSize } from './gsm-alphabet.js';

/** What a message says in one language: what it is, for which sign-in, and never to share it (D4). */
interface Wording {
  readonly interfaces: Readonly<Record<Interface, string>>;
  /** @param place the name of the interface. */
  readonly sentences: Readonly<Record<TokenUse['for'], (token: string, place: string) => string>>;
}

/** By language tag (BCP 47). */
const wordings = {
  en: {
    interfaces: { CONTROL_PANEL: 'the Reseller Control Panel', CLASSIC: 'the Classic Reseller Interface' },
    sentences: {
      SIGN_IN: (token, place) => `${token} is your token to sign in to ${place}. Never share it.`,
      STEP_UP: (token, place) => `${token} is your token to confirm an action in ${place}. Never share it.`,
      ENROLLMENT: (token, place) => `${token} is your token to confirm this number for ${place}. Never share it.`,
    },
  },
} as const satisfies Readonly<Record<string, Wording>>;

/** The languages that messages are written in. */
export type MessageLanguage = keyof typeof wordings;

/** The text of the message that carries a token. It holds the token: it goes to the phone and nowhere else. */
export type MessageText = (token: string, use: TokenUse, language?: MessageLanguage) => string;

/**
 * @param issuerName who the accounts are with. It stands first, as far as it leaves the message a single one: its last
 * words are left out where it is long, and all of it where the GSM alphabet cannot write it. The address says it too.
 * @param publicUrl its host is what browsers bind the token to.
 */
export function createMessageText(issuer: { readonly issuerName: string; readonly publicUrl: string }): MessageText {
  const { hostname } = new URL(issuer.publicUrl);
  const name = gsmFormOf(issuer.issuerName) ?? '';

  return (token, use, language = 'en') => {
    const { interfaces, sentences } = wordings[language];
    const sentence = sentences[use.for](token, interfaces[use.interface]);
    // An origin-bound one-time code (WICG): browsers fill it in on pages of this host only, which a look-alike is not.
    const message = `${sentence}\n@${hostname} #${token}`;
    return `${senderThatFits(name, message)}${message}`;
  };
}

/** The name and what sets it apart from the message, or nothing. */
function senderThatFits(name: string, message: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  for (; words.length > 0; words.pop()) {
    const sender = `${words.join(' ')}: `;
    const length = gsmLength(`${sender}${message}`);
    if (length === undefined || length <= gsmMessageSize) return sender;
  }
  return '';
}
