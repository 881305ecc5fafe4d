import type { DataOf, DomainEvent, EventType } from '../../../src/domain/events.js';
import type { SealedValue } from '../../../src/domain/sealed-value.js';

/** What a sealed value or a hash is made of here: none of it may ever be printed for a person. */
export const hidden = ['HIDDEN-KID', 'HIDDEN-IV', 'HIDDEN-CT', 'HIDDEN-TAG', 'HIDDEN-HASH', 'HIDDEN-SALT'];

const sealed: SealedValue = {
  kid: 'HIDDEN-KID',
  alg: 'A256GCM',
  iv: 'HIDDEN-IV',
  ct: 'HIDDEN-CT',
  tag: 'HIDDEN-TAG',
};
const later = '2026-11-24T12:10:00.000Z';
const challengeId = 'challenge-identifier-1';
const sessionId = 'session-identifier-1';
const enrollmentId = 'enrollment-identifier-1';
const tokenId = 'token-identifier-1';
const codes = [{ codeId: 'code-identifier-1', hash: 'HIDDEN-HASH' }];

/** At least one of every type there is: a new type does not compile without. */
const samples: { readonly [Type in EventType]: readonly [DataOf<Type>, ...DataOf<Type>[]] } = {
  UserAdded: [
    { resellerId: 'reseller-identifier-1', role: 'OWNER', username: sealed, email: sealed, displayName: sealed },
    { resellerId: null, role: 'AUDITOR', username: sealed, email: sealed, displayName: sealed },
  ],
  PasswordSet: [
    { credentialVersion: 1, passwordHash: sealed },
    { credentialVersion: 2, passwordHash: sealed },
  ],
  PasswordRejected: [{ at: 'SIGN_IN' }, { at: 'ACCOUNT_SETTINGS' }],
  UserDeactivated: [{}],
  UsernameReserved: [{ userId: 'user-identifier-1' }],
  UnknownUsernameTried: [{}],
  ResellerOpened: [{ name: 'Example \u001b[2J Ltd' }],
  PolicySet: [
    { requiredFrom: null, allowedMethods: ['AUTHENTICATOR_APP', 'SMS'], recoveryCodeEffect: 'KEEPS_TWO_FACTOR' },
    { requiredFrom: later, allowedMethods: ['AUTHENTICATOR_APP'], recoveryCodeEffect: 'TURNS_TWO_FACTOR_OFF' },
  ],
  EnrollmentStarted: [
    { enrollmentId, sessionId, expiresAt: later, method: 'AUTHENTICATOR_APP', secret: sealed },
    { enrollmentId, sessionId, expiresAt: later, method: 'SMS', phoneNumber: sealed, maskedPhoneNumber: '•••••••42' },
  ],
  EnrollmentTokenRejected: [
    { enrollmentId, reason: 'TOKEN_WRONG' },
    { enrollmentId, reason: 'TOKEN_SUPERSEDED' },
    { enrollmentId, reason: 'CLOCK_SKEW', clockDifferenceSeconds: 90 },
    { enrollmentId, reason: 'CLOCK_SKEW', clockDifferenceSeconds: -120 },
  ],
  EnrollmentClosed: [
    { enrollmentId, reason: 'REPLACED' },
    { enrollmentId, reason: 'ATTEMPTS_USED_UP' },
  ],
  MethodEnrolled: [
    { enrollmentId, method: 'AUTHENTICATOR_APP', timeStep: 59_849_855 },
    { enrollmentId, method: 'SMS', tokenId, maskedPhoneNumber: '•••••••42' },
  ],
  DefaultChanged: [
    { method: 'AUTHENTICATOR_APP', reason: 'LAST_ENROLLED' },
    { method: 'SMS', reason: 'CHOSEN' },
    { method: 'SMS', reason: 'FALLBACK' },
  ],
  MethodRemoved: [
    { method: 'AUTHENTICATOR_APP', reason: 'REQUESTED' },
    { method: 'SMS', reason: 'RECOVERY_CODE_USED' },
  ],
  CodesRegenerated: [
    { reason: 'ENROLLMENT', salt: 'HIDDEN-SALT', codes },
    { reason: 'REQUESTED', salt: 'HIDDEN-SALT', codes },
  ],
  RecoveryCodeUsed: [{ challengeId, codeId: 'code-identifier-1', codesLeft: 9 }],
  RecoveryCodeRejected: [{ challengeId }],
  ChallengeIssued: [
    {
      challengeId,
      purpose: 'SIGN_IN',
      interface: 'CLASSIC',
      method: 'AUTHENTICATOR_APP',
      expiresAt: later,
      credentialVersion: 1,
    },
    {
      challengeId,
      purpose: 'STEP_UP',
      interface: 'CLASSIC',
      method: 'SMS',
      expiresAt: later,
      credentialVersion: 1,
      sessionId,
    },
  ],
  ChallengeMethodChosen: [{ challengeId, method: 'SMS' }],
  TokenRejected: [
    { challengeId, method: 'AUTHENTICATOR_APP', reason: 'TOKEN_WRONG', wrongInARow: 2 },
    { challengeId, method: 'AUTHENTICATOR_APP', reason: 'TOKEN_ALREADY_USED', wrongInARow: 1 },
    { challengeId, method: 'SMS', reason: 'TOKEN_SUPERSEDED', wrongInARow: 3 },
  ],
  ChallengePassed: [
    { challengeId, purpose: 'SIGN_IN', factor: 'AUTHENTICATOR_APP', timeStep: 59_849_856 },
    { challengeId, purpose: 'STEP_UP', factor: 'RECOVERY_CODE', sessionId },
    { challengeId, purpose: 'SIGN_IN', factor: 'SMS', tokenId },
  ],
  ChallengeClosed: [
    { challengeId, reason: 'TOO_MANY_OPEN' },
    { challengeId, reason: 'PASSWORD_CHANGED' },
    { challengeId, reason: 'METHODS_CHANGED' },
    { challengeId, reason: 'SESSION_ENDED' },
  ],
  SecondFactorLocked: [
    { wrongInARow: 5, until: later },
    { wrongInARow: 100, until: null },
  ],
  SecondFactorUnlocked: [{ reason: 'she called\u001b[2J' }],
  SignedIn: [
    {
      sessionId,
      interface: 'CONTROL_PANEL',
      amr: ['pwd'],
      expiresAt: later,
      credentialVersion: 1,
      restrictedToEnrollment: true,
    },
    {
      sessionId,
      interface: 'CLASSIC',
      amr: ['pwd', 'otp', 'mfa'],
      expiresAt: later,
      credentialVersion: 1,
      restrictedToEnrollment: false,
      challengeId,
    },
  ],
  EnrollmentTokenIssued: [{ enrollmentId, tokenId, expiresAt: later, country: 'CA' }],
  TokenIssued: [{ challengeId, tokenId, expiresAt: later, country: 'US' }],
  TokenWithheld: [
    { challengeId, limit: 'USER', retryAt: later },
    { challengeId, limit: 'STOPPED' },
  ],
  TokenSent: [{ tokenId, provider: 'messagebird' }],
  TokenDelivered: [{ tokenId, provider: 'twilio' }],
  TokenDeliveryFailed: [
    { tokenId, reason: 'PROVIDER_UNAVAILABLE', final: false },
    { tokenId, reason: 'UNDELIVERED', provider: 'outbox', final: true },
  ],
  SendingStopped: [{ reason: 'pumped\u001b[2J' }],
  SendingResumed: [{ reason: 'over' }],
  ProjectionRebuildStarted: [{ edition: 'team.v1.2' }, { edition: 'team.v1.3', eventsPerSecond: 5_000 }],
  ProjectionRebuildAbandoned: [{ edition: 'team.v1.2', reason: 'too slow\u001b[2J' }],
  ProjectionSwitched: [{ edition: 'team.v1.2', from: 'team.v1.1', reason: 'it is complete' }],
  ProjectionRolledBack: [{ edition: 'team.v1.1', from: 'team.v1.2', reason: 'it was not' }],
  ProjectionPaused: [{ reason: 'a fix is on its way' }],
  ProjectionResumed: [{ reason: 'it is there' }],
  ProjectionVerified: [
    { edition: 'team.v1.2', documents: 1, differences: 0 },
    { edition: 'team.v1.2', documents: 1_000, differences: 3 },
  ],
  ProjectionRepaired: [{ edition: 'team.v1.2', documents: 3, reason: 'found by verify' }],
  DocumentParked: [
    {
      edition: 'team.v1.2',
      documentId: 'document-identifier-1',
      position: '00000000000000000042',
      eventType: 'UserAdded',
      error: 'TypeError\u001b[2J',
    },
  ],
  ParkedDocumentRetried: [
    { edition: 'team.v1.2', documentId: 'document-identifier-1', outcome: 'APPLIED' },
    { edition: 'team.v1.2', documentId: 'document-identifier-1', outcome: 'STILL_PARKED' },
  ],
  SessionSeen: [{ sessionId }],
  SignedOut: [{ sessionId }],
  SessionsEnded: [
    { sessionIds: [sessionId], reason: 'REQUESTED' },
    { sessionIds: [sessionId, 'session-identifier-2'], reason: 'METHOD_ENROLLED' },
    { sessionIds: [sessionId], reason: 'METHOD_REMOVED' },
    { sessionIds: [], reason: 'PASSWORD_CHANGED' },
    { sessionIds: [sessionId], reason: 'TOO_MANY' },
  ],
};

export const sampleEvents = Object.entries(samples).flatMap(([type, datas]) =>
  datas.map((data) => ({ type, data }) as DomainEvent),
);
