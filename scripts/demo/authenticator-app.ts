import { period, timeStepAt, tokenOfTimeStep } from '../../src/crypto/totp.js';

/** An authenticator app on a phone whose clock is right. */
export interface AuthenticatorApp {
  /** The key that the app keeps. */
  readonly key: string;
  /** Reads off what the app shows now. */
  readToken(): string;
  /** When the app shows another token than the one read last, in milliseconds since the Unix epoch. */
  nextTokenAt(): number;
  /** Six digits that the app does not show within a quarter of an hour. */
  wrongToken(): string;
}

/** Scans the QR code of an enrollment, or rather reads the address that is in it. */
export function scan(otpauthUri: string, clock: () => number): AuthenticatorApp {
  const key = new URL(otpauthUri).searchParams.get('secret') ?? '';
  const stepNow = () => timeStepAt(clock());
  let readStep = 0;
  return {
    key,
    readToken() {
      readStep = stepNow();
      return tokenOfTimeStep(key, readStep);
    },
    nextTokenAt: () => (readStep + 1) * period * 1_000,
    wrongToken() {
      const around = 15 * (60 / period);
      const first = stepNow() - around;
      const near = new Set(Array.from({ length: 2 * around + 1 }, (_, index) => tokenOfTimeStep(key, first + index)));
      let wrong = 0;
      while (near.has(digits(wrong))) wrong += 1;
      return digits(wrong);
    },
  };
}

const digits = (number: number): string => String(number).padStart(6, '0');
