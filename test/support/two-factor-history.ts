import { type Instant, later } from '../../src/domain/instant.js';
import type { SealedValue } from '../../src/domain/sealed-value.js';
import type { RecoveryCodeSet } from '../../src/domain/two-factor/credentials.js';
import type { TwoFactorEvent } from '../../src/domain/two-factor/events.js';
import { defaultLimits } from '../../src/domain/two-factor/limits.js';
import type { Method } from '../../src/domain/two-factor/method.js';
import type { DecidedTwoFactorEvent } from '../../src/domain/two-factor/two-factor-decision.js';

/** When events occur and commands arrive, unless told otherwise. */
export const now: Instant = '2026-11-24T12:00:00.000Z';
export const inTime = (milliseconds: number): Instant => later(now, milliseconds);
export const ago = (milliseconds: number): Instant => later(now, -milliseconds);

/** The time step that confirmed the enrollment of an app; see `enrolledApp`. */
export const enrolledTimeStep = 100;

type Data<Type extends TwoFactorEvent['type']> = Extract<TwoFactorEvent, { type: Type }>['data'];
type Built<Type extends TwoFactorEvent['type']> = { readonly type: Type; readonly data: Data<Type> };

/** A stand-in for a sealed value, told apart by `name`. */
export function sealed(name: string): SealedValue {
  return { kid: 'key-1', alg: 'A256GCM', iv: 'A'.repeat(16), ct: name, tag: 'A'.repeat(22) };
}

/** `count` recovery codes with ids `<set>-1`, `<set>-2` … */
export function recoveryCodes(set = 'code', count = 10): RecoveryCodeSet {
  const codes = Array.from({ length: count }, (_, index) => {
    const codeId = `${set}-${index + 1}`;
    return { codeId, hash: `hash-of-${codeId}` };
  });
  return { salt: `salt-of-${set}`, codes };
}

export function appEnrollmentStarted({ eventId = 'sealed-app', secret = 'secret', ...data }: Started = {}) {
  const started = { ...enrollmentBasics, method: 'AUTHENTICATOR_APP', secret: sealed(secret), ...data } as const;
  return { type: 'EnrollmentStarted', id: eventId, data: started } as const;
}
export function smsEnrollmentStarted({ eventId = 'sealed-sms', secret = 'number', ...data }: Started = {}) {
  const number = { phoneNumber: sealed(secret), maskedPhoneNumber };
  const started = { ...enrollmentBasics, method: 'SMS', ...number, ...data } as const;
  return { type: 'EnrollmentStarted', id: eventId, data: started } as const;
}
interface Started {
  /** The event that the sealed value is bound to. */
  readonly eventId?: string;
  /** What is sealed: a TOTP secret, or a phone number. */
  readonly secret?: string;
  readonly enrollmentId?: string;
  readonly sessionId?: string;
  readonly expiresAt?: Instant;
}
export const maskedPhoneNumber = '+•••••••••67';
const enrollmentBasics = {
  enrollmentId: 'enrollment-1',
  sessionId: 'session-1',
  expiresAt: inTime(defaultLimits.enrollmentLifetime),
};

/** An authenticator app was enrolled, with a set of recovery codes, and is the default. */
export function enrolledApp(codes = recoveryCodes()): readonly DecidedTwoFactorEvent[] {
  const confirmed = { enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP', timeStep: enrolledTimeStep } as const;
  return [
    appEnrollmentStarted(),
    { type: 'MethodEnrolled', data: confirmed },
    ...enrolledWith(confirmed.method, codes),
  ];
}

/** A phone number was enrolled, with a set of recovery codes, and is the default. */
export function enrolledSms(codes = recoveryCodes()): readonly DecidedTwoFactorEvent[] {
  const confirmed = { enrollmentId: 'enrollment-1', method: 'SMS', maskedPhoneNumber } as const;
  return [
    smsEnrollmentStarted(),
    { type: 'MethodEnrolled', data: confirmed },
    ...enrolledWith(confirmed.method, codes),
  ];
}

function enrolledWith(method: Method, codes: RecoveryCodeSet): readonly DecidedTwoFactorEvent[] {
  return [defaultChanged({ method }), codesRegenerated({ reason: 'ENROLLMENT', ...codes })];
}

export function defaultChanged(data: Partial<Data<'DefaultChanged'>> = {}): Built<'DefaultChanged'> {
  return { type: 'DefaultChanged', data: { method: 'AUTHENTICATOR_APP', reason: 'LAST_ENROLLED', ...data } };
}

export function codesRegenerated(data: Partial<Data<'CodesRegenerated'>> = {}): Built<'CodesRegenerated'> {
  return { type: 'CodesRegenerated', data: { reason: 'REQUESTED', ...recoveryCodes(), ...data } };
}

export function methodRemoved(
  method: Method,
  reason: Data<'MethodRemoved'>['reason'] = 'REQUESTED',
): Built<'MethodRemoved'> {
  return { type: 'MethodRemoved', data: { method, reason } };
}

/** A SIGN_IN challenge for the app was issued. */
export function challengeIssued(data: Partial<Data<'ChallengeIssued'>> = {}): Built<'ChallengeIssued'> {
  const issued = {
    challengeId: 'challenge-1',
    purpose: 'SIGN_IN',
    interface: 'CONTROL_PANEL',
    method: 'AUTHENTICATOR_APP',
    expiresAt: inTime(defaultLimits.challengeLifetime),
    credentialVersion: 1,
  } as const;
  return { type: 'ChallengeIssued', data: { ...issued, ...data } };
}

/** A STEP_UP challenge for the app was issued to `session-1`. */
export function stepUpIssued(data: Partial<Data<'ChallengeIssued'>> = {}): Built<'ChallengeIssued'> {
  return challengeIssued({ purpose: 'STEP_UP', sessionId: 'session-1', ...data });
}

/** At `at` a token was ordered for a challenge: the one that commands bring, unless told otherwise. */
export function tokenIssued(data: Partial<Data<'TokenIssued'>> = {}, at: Instant = now): Built<'TokenIssued'> {
  const expiresAt = later(at, defaultLimits.smsTokenLifetime);
  return {
    type: 'TokenIssued',
    data: { challengeId: 'challenge-1', tokenId: 'new-token', expiresAt, country: 'US', ...data },
  };
}

/** A challenge asks for SMS, and a limit forbade its token. */
export function tokenWithheld(
  limit: Data<'TokenWithheld'>['limit'],
  data: Partial<Data<'TokenWithheld'>> = {},
): Built<'TokenWithheld'> {
  return { type: 'TokenWithheld', data: { challengeId: 'challenge-1', limit, ...data } };
}

/** At `at` a token was ordered for the number of an enrollment. */
export function enrollmentTokenIssued(
  data: Partial<Data<'EnrollmentTokenIssued'>> = {},
  at: Instant = now,
): Built<'EnrollmentTokenIssued'> {
  const expiresAt = later(at, defaultLimits.smsTokenLifetime);
  return {
    type: 'EnrollmentTokenIssued',
    data: { enrollmentId: 'enrollment-1', tokenId: 'new-token', expiresAt, country: 'CA', ...data },
  };
}

export function tokenSent(tokenId = 'token-1'): Built<'TokenSent'> {
  return { type: 'TokenSent', data: { tokenId, provider: 'messagebird' } };
}

export function tokenDelivered(tokenId = 'token-1'): Built<'TokenDelivered'> {
  return { type: 'TokenDelivered', data: { tokenId, provider: 'messagebird' } };
}

/** The provider that took the message reports that it did not arrive. */
export function tokenUndelivered(tokenId = 'token-1'): Built<'TokenDeliveryFailed'> {
  return {
    type: 'TokenDeliveryFailed',
    data: { tokenId, reason: 'UNDELIVERED', provider: 'messagebird', final: true },
  };
}

/** No provider took the message. */
export function tokenNotSent({ final }: { readonly final: boolean }): Built<'TokenDeliveryFailed'> {
  return { type: 'TokenDeliveryFailed', data: { tokenId: 'token-1', reason: 'PROVIDER_UNAVAILABLE', final } };
}

export function methodChosen(method: Method, challengeId = 'challenge-1'): Built<'ChallengeMethodChosen'> {
  return { type: 'ChallengeMethodChosen', data: { challengeId, method } };
}

/** A wrong token was entered for the app; the first in a row. */
export function tokenRejected(data: Partial<Data<'TokenRejected'>> = {}): Built<'TokenRejected'> {
  const wrong = {
    challengeId: 'challenge-1',
    method: 'AUTHENTICATOR_APP',
    reason: 'TOKEN_WRONG',
    wrongInARow: 1,
  } as const;
  return { type: 'TokenRejected', data: { ...wrong, ...data } };
}

/** That many wrong tokens in a row, each at a challenge of its own; no lock is among them. */
export function wrongTokens(count: number): readonly Built<'TokenRejected'>[] {
  return Array.from({ length: count }, (_, index) =>
    tokenRejected({ challengeId: `earlier-${index + 1}`, wrongInARow: index + 1 }),
  );
}

export function locked(wrongInARow: number, until: Instant | null): Built<'SecondFactorLocked'> {
  return { type: 'SecondFactorLocked', data: { wrongInARow, until } };
}

/** A SIGN_IN challenge was passed with the token of the step after the enrollment's. */
export function challengePassed(data: Partial<Data<'ChallengePassed'>> = {}): Built<'ChallengePassed'> {
  const { factor = 'AUTHENTICATOR_APP', ...rest } = data;
  const step = factor === 'AUTHENTICATOR_APP' ? { timeStep: enrolledTimeStep + 1 } : {};
  const passed = { challengeId: 'challenge-1', purpose: 'SIGN_IN', factor, ...step } as const;
  return { type: 'ChallengePassed', data: { ...passed, ...rest } };
}

export function challengeClosed(
  challengeId: string,
  reason: Data<'ChallengeClosed'>['reason'],
): Built<'ChallengeClosed'> {
  return { type: 'ChallengeClosed', data: { challengeId, reason } };
}

export function recoveryCodeUsed(data: Partial<Data<'RecoveryCodeUsed'>> = {}): Built<'RecoveryCodeUsed'> {
  return { type: 'RecoveryCodeUsed', data: { challengeId: 'challenge-1', codeId: 'code-1', codesLeft: 9, ...data } };
}

export function recoveryCodeRejected(challengeId = 'challenge-1'): Built<'RecoveryCodeRejected'> {
  return { type: 'RecoveryCodeRejected', data: { challengeId } };
}

/** `session-1` began with the password alone. */
export function signedIn(data: Partial<Data<'SignedIn'>> = {}): Built<'SignedIn'> {
  const session = {
    sessionId: 'session-1',
    interface: 'CONTROL_PANEL',
    amr: ['pwd'],
    credentialVersion: 1,
    restrictedToEnrollment: false,
    expiresAt: inTime(defaultLimits.sessionLifetime),
  } as const;
  return { type: 'SignedIn', data: { ...session, ...data } };
}

/** `session-1` began with the app's token. */
export function signedInWithApp(data: Partial<Data<'SignedIn'>> = {}): Built<'SignedIn'> {
  return signedIn({ amr: ['pwd', 'otp', 'mfa'], challengeId: 'challenge-1', ...data });
}

/** `session-1` began with a token by SMS. */
export function signedInWithSms(data: Partial<Data<'SignedIn'>> = {}): Built<'SignedIn'> {
  return signedIn({ amr: ['pwd', 'sms', 'mfa'], challengeId: 'challenge-1', ...data });
}

/** `session-1` began with a recovery code. */
export function signedInWithRecoveryCode(data: Partial<Data<'SignedIn'>> = {}): Built<'SignedIn'> {
  return signedIn({ amr: ['pwd', 'recovery_code', 'mfa'], challengeId: 'challenge-1', ...data });
}

export function sessionsEnded(
  sessionIds: readonly string[],
  reason: Data<'SessionsEnded'>['reason'],
): Built<'SessionsEnded'> {
  return { type: 'SessionsEnded', data: { sessionIds, reason } };
}

/** For every limit in time: just before, at, and just after. */
export const around = (limit: number): readonly [before: number, at: number, after: number] => [
  limit - 1,
  limit,
  limit + 1,
];
