import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';
import {
  base64url,
  challengePurpose,
  count,
  defaultReason,
  identifier,
  instant,
  interfaceName,
  method,
  sealedValue,
  secondFactor,
  timeStep,
} from './values.js';

/** All digits but the last two masked (D1). */
const maskedPhoneNumber = z.string().min(1).max(40);
/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/);
const orderedToken = { tokenId: identifier, expiresAt: instant, country };
const smsProvider = z.enum(['messagebird', 'twilio', 'outbox']);
const sendingLimit = z.enum([
  'RESEND_WAIT',
  'USER',
  'NUMBER',
  'PREFIX',
  'RESELLER',
  'DAILY_BUDGET',
  'COUNTRY',
  'STOPPED',
]);
const enrollmentBasics = { enrollmentId: identifier, sessionId: identifier, expiresAt: instant };

export const twoFactorSchemas = {
  EnrollmentStarted: {
    schemaVersion: 1,
    data: z.discriminatedUnion('method', [
      z.strictObject({ ...enrollmentBasics, method: z.literal('AUTHENTICATOR_APP'), secret: sealedValue }),
      z.strictObject({
        ...enrollmentBasics,
        method: z.literal('SMS'),
        phoneNumber: sealedValue,
        maskedPhoneNumber,
      }),
    ]),
  },
  EnrollmentTokenIssued: {
    schemaVersion: 1,
    data: z.strictObject({ ...orderedToken, enrollmentId: identifier }),
  },
  EnrollmentTokenRejected: {
    schemaVersion: 2,
    data: z.strictObject({
      enrollmentId: identifier,
      reason: z.enum(['TOKEN_WRONG', 'TOKEN_SUPERSEDED', 'CLOCK_SKEW']),
      clockDifferenceSeconds: z.int().exactOptional(),
    }),
  },
  EnrollmentClosed: {
    schemaVersion: 1,
    data: z.strictObject({ enrollmentId: identifier, reason: z.enum(['REPLACED', 'ATTEMPTS_USED_UP']) }),
  },
  MethodEnrolled: {
    schemaVersion: 1,
    data: z.strictObject({
      enrollmentId: identifier,
      method,
      timeStep: timeStep.exactOptional(),
      tokenId: identifier.exactOptional(),
      maskedPhoneNumber: maskedPhoneNumber.exactOptional(),
    }),
  },
  DefaultChanged: {
    schemaVersion: 1,
    data: z.strictObject({ method, reason: defaultReason }),
  },
  MethodRemoved: {
    schemaVersion: 1,
    data: z.strictObject({ method, reason: z.enum(['REQUESTED', 'RECOVERY_CODE_USED']) }),
  },
  CodesRegenerated: {
    schemaVersion: 1,
    data: z.strictObject({
      reason: z.enum(['ENROLLMENT', 'REQUESTED']),
      salt: base64url.min(1),
      codes: z.array(z.strictObject({ codeId: identifier, hash: base64url.min(1) })).min(1),
    }),
  },
  RecoveryCodeUsed: {
    schemaVersion: 1,
    data: z.strictObject({ challengeId: identifier, codeId: identifier, codesLeft: count }),
  },
  RecoveryCodeRejected: {
    schemaVersion: 1,
    data: z.strictObject({ challengeId: identifier }),
  },
  ChallengeIssued: {
    schemaVersion: 1,
    data: z.strictObject({
      challengeId: identifier,
      purpose: challengePurpose,
      interface: interfaceName,
      method,
      expiresAt: instant,
      credentialVersion: count,
      sessionId: identifier.exactOptional(),
    }),
  },
  ChallengeMethodChosen: {
    schemaVersion: 1,
    data: z.strictObject({ challengeId: identifier, method }),
  },
  TokenIssued: {
    schemaVersion: 1,
    data: z.strictObject({ ...orderedToken, challengeId: identifier }),
  },
  TokenWithheld: {
    schemaVersion: 1,
    data: z.strictObject({ challengeId: identifier, limit: sendingLimit, retryAt: instant.exactOptional() }),
  },
  TokenSent: {
    schemaVersion: 1,
    data: z.strictObject({ tokenId: identifier, provider: smsProvider }),
  },
  TokenDelivered: {
    schemaVersion: 1,
    data: z.strictObject({ tokenId: identifier, provider: smsProvider }),
  },
  TokenDeliveryFailed: {
    schemaVersion: 1,
    data: z.strictObject({
      tokenId: identifier,
      reason: z.enum(['NUMBER_REFUSED', 'MESSAGE_REFUSED', 'PROVIDER_UNAVAILABLE', 'UNDELIVERED']),
      provider: smsProvider.exactOptional(),
      final: z.boolean(),
    }),
  },
  TokenRejected: {
    schemaVersion: 2,
    data: z.strictObject({
      challengeId: identifier,
      method,
      reason: z.enum(['TOKEN_WRONG', 'TOKEN_ALREADY_USED', 'TOKEN_SUPERSEDED']),
      wrongInARow: count,
    }),
  },
  ChallengePassed: {
    schemaVersion: 1,
    data: z.strictObject({
      challengeId: identifier,
      purpose: challengePurpose,
      factor: secondFactor,
      timeStep: timeStep.exactOptional(),
      tokenId: identifier.exactOptional(),
      sessionId: identifier.exactOptional(),
    }),
  },
  ChallengeClosed: {
    schemaVersion: 1,
    data: z.strictObject({
      challengeId: identifier,
      reason: z.enum(['TOO_MANY_OPEN', 'PASSWORD_CHANGED', 'METHODS_CHANGED', 'SESSION_ENDED']),
    }),
  },
  SecondFactorLocked: {
    schemaVersion: 1,
    data: z.strictObject({ wrongInARow: count, until: instant.nullable() }),
  },
  SecondFactorUnlocked: {
    schemaVersion: 1,
    data: z.strictObject({ reason: z.string() }),
  },
  SignedIn: {
    schemaVersion: 1,
    data: z.strictObject({
      sessionId: identifier,
      interface: interfaceName,
      amr: z.array(z.string().min(1)),
      expiresAt: instant,
      credentialVersion: count,
      restrictedToEnrollment: z.boolean(),
      challengeId: identifier.exactOptional(),
    }),
  },
  SessionSeen: {
    schemaVersion: 1,
    data: z.strictObject({ sessionId: identifier }),
  },
  SignedOut: {
    schemaVersion: 1,
    data: z.strictObject({ sessionId: identifier }),
  },
  SessionsEnded: {
    schemaVersion: 1,
    data: z.strictObject({
      sessionIds: z.array(identifier),
      reason: z.enum(['REQUESTED', 'METHOD_ENROLLED', 'METHOD_REMOVED', 'PASSWORD_CHANGED', 'TOO_MANY']),
    }),
  },
} satisfies CategorySchemas<'twoFactor'>;
