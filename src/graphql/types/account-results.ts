import { Field, ID, ObjectType } from 'type-graphql';
import type * as application from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { ChallengeRequired } from './challenge-results.js';
import { Delivery } from './login-challenge.js';
import { Rejected } from './rejected.js';
import { resultOf } from './result-of.js';
import { DateTime, Position } from './scalars.js';
import { TwoFactor } from './two-factor.js';

const position = 'Give it to a query as `after`, to see at least what this has changed.';
const afterwards = 'The second factor as it is now.';
const recoveryCodes = 'The fresh recovery codes, each good for one use. They are shown once: have the user print them.';

@ObjectType({
  description: 'An enrollment of an authenticator app that waits for its first token. The key is shown once.',
  simpleResolvers: true,
})
class AuthenticatorAppEnrollment implements application.AuthenticatorAppEnrollment {
  readonly kind!: 'AuthenticatorAppEnrollment';

  @Field(() => ID, { description: 'Its id, for `confirmEnrollment`.' })
  readonly enrollmentId!: string;

  @Field(() => String, { description: 'The key to type into the app, in groups of four.' })
  readonly key!: string;

  @Field(() => String, { description: 'The same as an `otpauth://` link, for an app on this device.' })
  readonly otpauthUri!: string;

  @Field(() => String, { description: 'The same as a QR code to scan: an SVG image.' })
  readonly qrCodeSvg!: string;

  @Field(() => DateTime, { description: 'Until when it can be confirmed.' })
  readonly expiresAt!: Instant;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({
  description: 'An enrollment of a mobile number that waits for the token that was sent to it.',
  simpleResolvers: true,
})
class SmsEnrollment implements application.SmsEnrollment {
  readonly kind!: 'SmsEnrollment';

  @Field(() => ID, { description: 'Its id, for `confirmEnrollment`.' })
  readonly enrollmentId!: string;

  @Field(() => String, { description: 'The number, but for its last two digits hidden.' })
  readonly maskedPhoneNumber!: string;

  @Field(() => DateTime, { description: 'When the token that was sent expires.' })
  readonly tokenExpiresAt!: Instant;

  @Field(() => DateTime, { description: 'From when another token can be sent: `resendEnrollmentToken`.' })
  readonly resendAvailableAt!: Instant;

  @Field(() => DateTime, { description: 'Until when it can be confirmed.' })
  readonly expiresAt!: Instant;

  @Field(() => Delivery, { description: 'How the sending of the token is going.' })
  readonly delivery!: Delivery;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({
  description: 'The method is enrolled and is the default. All other sessions of the user have ended.',
  simpleResolvers: true,
})
class MethodEnrolled implements application.MethodEnrolled {
  readonly kind!: 'MethodEnrolled';

  @Field(() => TwoFactor, { description: afterwards })
  readonly twoFactor!: TwoFactor;

  @Field(() => [String], { description: recoveryCodes })
  readonly recoveryCodes!: readonly string[];

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({ description: 'A fresh set of recovery codes. The old set works no more.', simpleResolvers: true })
class RecoveryCodes implements application.RecoveryCodes {
  readonly kind!: 'RecoveryCodes';

  @Field(() => [String], { description: recoveryCodes })
  readonly recoveryCodes!: readonly string[];

  @Field(() => TwoFactor, { description: afterwards })
  readonly twoFactor!: TwoFactor;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({ description: 'The second factor was changed.', simpleResolvers: true })
class TwoFactorChanged implements application.TwoFactorChanged {
  readonly kind!: 'TwoFactorChanged';

  @Field(() => TwoFactor, { description: afterwards })
  readonly twoFactor!: TwoFactor;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

export const StartAuthenticatorAppEnrollmentResult = resultOf(
  'StartAuthenticatorAppEnrollmentResult',
  'What `startAuthenticatorAppEnrollment` answers.',
  [AuthenticatorAppEnrollment, ChallengeRequired, Rejected],
);

export const StartSmsEnrollmentResult = resultOf(
  'StartSmsEnrollmentResult',
  'What `startSmsEnrollment` and `resendEnrollmentToken` answer.',
  [SmsEnrollment, ChallengeRequired, Rejected],
);

export const ConfirmEnrollmentResult = resultOf('ConfirmEnrollmentResult', 'What `confirmEnrollment` answers.', [
  MethodEnrolled,
  Rejected,
]);

export const RecoveryCodesResult = resultOf('RecoveryCodesResult', 'What `regenerateRecoveryCodes` answers.', [
  RecoveryCodes,
  ChallengeRequired,
  Rejected,
]);

export const TwoFactorChangeResult = resultOf(
  'TwoFactorChangeResult',
  'What a change of the second factor answers. A challenge means: pass it, then ask again.',
  [TwoFactorChanged, ChallengeRequired, Rejected],
);
