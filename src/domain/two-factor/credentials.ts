import type { Occurred } from '../decision.js';
import type { SealedInEvent } from '../sealed-value.js';
import type { PendingEnrollment } from './enrollment.js';
import type { RecoveryCodeHash, TwoFactorEvent } from './events.js';

/** What answers are checked against. Only the decider has it; no view ever does. */
export interface Credentials {
  readonly app?: AppCredential;
  readonly sms?: SmsCredential;
  readonly recoveryCodes?: RecoveryCodeSet;
}

export interface AppCredential {
  readonly secret: SealedInEvent;
  /** The last accepted time step; only a greater one is accepted (C4, RFC 6238 section 5.2). */
  readonly lastTimeStep: number;
}

export interface SmsCredential {
  readonly phoneNumber: SealedInEvent;
}

/** The codes not used yet. */
export interface RecoveryCodeSet {
  readonly salt: string;
  readonly codes: readonly RecoveryCodeHash[];
}

export const noCredentials: Credentials = {};

/** @param enrollment the enrollment that was pending when the event occurred: where a new method's secret is. */
export function evolveCredentials(
  credentials: Credentials,
  enrollment: PendingEnrollment | undefined,
  event: Occurred<TwoFactorEvent>,
): Credentials {
  if (event.type === 'MethodEnrolled') {
    if (enrollment?.method === 'AUTHENTICATOR_APP') {
      return { ...credentials, app: { secret: enrollment.secret, lastTimeStep: burntBy(event.data) } };
    }
    return enrollment === undefined ? credentials : { ...credentials, sms: { phoneNumber: enrollment.phoneNumber } };
  }
  if (event.type === 'ChallengePassed' && event.data.factor === 'AUTHENTICATOR_APP' && credentials.app !== undefined) {
    return { ...credentials, app: { ...credentials.app, lastTimeStep: burntBy(event.data) } };
  }
  if (event.type === 'CodesRegenerated') {
    return { ...credentials, recoveryCodes: { salt: event.data.salt, codes: event.data.codes } };
  }
  if (event.type === 'RecoveryCodeUsed' && credentials.recoveryCodes !== undefined) {
    const { salt, codes } = credentials.recoveryCodes;
    const left = codes.filter((code) => code.codeId !== event.data.codeId);
    return { ...credentials, recoveryCodes: { salt, codes: left } };
  }
  return event.type === 'MethodRemoved' ? withoutMethod(credentials, event.data.method) : credentials;
}

/** A step that is missing burns every step there is: better a dead method than a token accepted twice. */
function burntBy({ timeStep = Number.MAX_SAFE_INTEGER }: { readonly timeStep?: number }): number {
  return timeStep;
}

function withoutMethod(credentials: Credentials, method: 'AUTHENTICATOR_APP' | 'SMS'): Credentials {
  const { app, sms, ...rest } = credentials;
  if (method === 'AUTHENTICATOR_APP') {
    // Without a method left the recovery codes are void (E6).
    return sms === undefined ? noCredentials : { ...rest, sms };
  }
  return app === undefined ? noCredentials : { ...rest, app };
}
