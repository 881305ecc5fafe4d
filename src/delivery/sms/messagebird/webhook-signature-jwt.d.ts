/** A part of the package that comes without types, as far as it is used here. */
declare module 'messagebird/lib/webhook-signature-jwt.js' {
  import type { KeyObject } from 'node:crypto';

  interface JwtVerifyOptions {
    readonly issuer: string;
    readonly algorithms: string[];
    /** The package's copy of jose adds names to it. */
    readonly requiredClaims: string[];
    /** Seconds. */
    readonly clockTolerance: number;
    readonly currentDate: Date;
  }

  export interface VerifyOptions {
    readonly validateUrl: boolean;
    readonly validatePayload: boolean;
    readonly jwtVerifyOptions: JwtVerifyOptions;
    readonly jwtVerifyJti: (jti: string) => boolean;
  }

  /** @throws {Error} the request is not what was signed with the key, or not in its time. */
  // eslint-disable-next-line @typescript-eslint/max-params -- the package takes five
  export function verify(
    url: string,
    payload: Buffer,
    jwt: string,
    signingKey: KeyObject,
    options: VerifyOptions,
  ): Promise<true>;
}
