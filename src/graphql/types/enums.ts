import type { ChallengeAction as Action, ChallengeState as State } from '../../domain/two-factor/describe-challenge.js';
import type * as domain from '../../domain/two-factor/method.js';
import type { SendingLimit as Limit, DeliveryState as SmsDeliveryState } from '../../domain/two-factor/sending.js';
import type { Role as UserRole } from '../../domain/user/events.js';
import { enumOf } from './enum-of.js';

export type Method = domain.Method;
export const Method = enumOf<Method>('Method', 'A second factor that a person can enroll.', {
  AUTHENTICATOR_APP: 'An app on the phone that shows a new six-digit token every 30 seconds (TOTP, RFC 6238).',
  SMS: 'A six-digit token sent to a mobile phone.',
});

export type Interface = domain.Interface;
export const Interface = enumOf<Interface>(
  'Interface',
  'The two ways into the product. Both ask for the same second factor.',
  {
    CONTROL_PANEL: 'The Reseller Control Panel.',
    CLASSIC: 'The Classic Reseller Interface.',
  },
);

export type Role = UserRole;
export const Role = enumOf<Role>('Role', 'What a user may do: a role inside a reseller, or one of the staff roles.', {
  OWNER: 'Owns a reseller account.',
  ADMIN: 'Administers the users of a reseller account.',
  MEMBER: 'Works in a reseller account.',
  SUPPORT: 'Staff: helps users of every reseller.',
  AUDITOR: 'Staff: reads the history of every reseller, and changes nothing.',
  OPERATOR: 'Staff: runs the service.',
});

export type ChallengePurpose = domain.ChallengePurpose;
export const ChallengePurpose = enumOf<ChallengePurpose>('ChallengePurpose', 'What passing a challenge leads to.', {
  SIGN_IN: 'A session.',
  STEP_UP: 'The session that asked may change the account settings for some minutes.',
});

export type ChallengeState = State;
export const ChallengeState = enumOf<ChallengeState>('ChallengeState', 'Where a challenge stands.', {
  OPEN: 'It takes an answer.',
  PASSED: 'It was answered rightly, and is used up.',
  LOCKED: 'There were too many wrong answers: it takes no token, for now (`lockedUntil`) or for good.',
  EXPIRED: 'Its time is over.',
  CLOSED: 'A newer challenge has taken its place, or the password has changed.',
});

export type ChallengeAction = Action;
export const ChallengeAction = enumOf<ChallengeAction>(
  'ChallengeAction',
  'What can be done about a challenge now. Offer these to the person, and nothing else.',
  {
    ANSWER: 'Enter a token: `answerChallenge`.',
    SEND_TOKEN: 'Have another token sent: `sendToken`.',
    CHOOSE_METHOD: 'Be asked for another method: `chooseMethod`.',
    REDEEM_RECOVERY_CODE: 'Enter a recovery code in place of a token: `redeemRecoveryCode`.',
  },
);

export type DefaultReason = domain.DefaultReason;
export const DefaultReason = enumOf<DefaultReason>('DefaultReason', 'Why the default method is what it is.', {
  LAST_ENROLLED: 'It is the one that was enrolled last.',
  CHOSEN: 'The user chose it.',
  FALLBACK: 'The default was removed, and this one was left.',
});

export type DeliveryState = SmsDeliveryState;
export const DeliveryState = enumOf<DeliveryState>('DeliveryState', 'How far a message with a token has come.', {
  QUEUED: 'It is waiting to be sent.',
  SENT: 'The provider has taken it.',
  DELIVERED: 'The phone has received it.',
  FAILED: 'It could not be sent or delivered; `reason` says why.',
});

export type SendingLimit = Limit;
export const SendingLimit = enumOf<SendingLimit>('SendingLimit', 'What stands in the way of sending another token.', {
  RESEND_WAIT: 'A token was sent a moment ago.',
  USER: 'Too many tokens were sent to this user in the last hour.',
  NUMBER: 'Too many tokens were sent to this number in the last minutes.',
  PREFIX: 'Too many tokens are being sent to numbers that begin like this one.',
  RESELLER: "Too many tokens were sent to this reseller's users in the last hour.",
  DAILY_BUDGET: 'All the tokens of this day are used up.',
  COUNTRY: 'Tokens are not sent to this number any more.',
  STOPPED: 'An operator has stopped all sending.',
});
