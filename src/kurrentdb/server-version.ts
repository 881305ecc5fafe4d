import { KurrentDbFailure } from './kurrentdb-failure.js';

/** Since then, what is read from a stream comes with its place in the whole history. */
const least = { major: 22, minor: 10 };

/**
 * @param version as the server gives it: `24.10.4`, `26.0.1-prerelease`; `unknown` where it gives none.
 * @throws {KurrentDbFailure} UNSUPPORTED, with one line that says what is needed.
 */
export function requireSupportedVersion(version: string): void {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const number = Number(major ?? 0) * 1_000 + Number(minor ?? 0);
  if (number < least.major * 1_000 + least.minor) {
    const stated = /^[\w.-]{1,40}$/.test(version) ? version : 'unknown';
    throw new KurrentDbFailure(
      'UNSUPPORTED',
      undefined,
      `KurrentDB is of version ${stated}; it takes ${least.major}.${least.minor} or newer.`,
    );
  }
}
