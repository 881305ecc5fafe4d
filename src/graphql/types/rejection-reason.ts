import type { RejectionReason as Reason } from '../../domain/two-factor/rejection.js';
import { enumOf } from './enum-of.js';

export type RejectionReason = Reason;
export const RejectionReason = enumOf<RejectionReason>(
  'RejectionReason',
  'Why a mutation was refused. The list is closed: translate by reason.',
  {
    CREDENTIALS_WRONG: 'The username or the password is wrong. Which of them is not told.',
    TOO_MANY_ATTEMPTS:
      'There were too many tries. `retryAt` says until when; where it is null, only an admin or support can unlock.',
    TOKEN_WRONG: 'The token is wrong. `attemptsLeft` says how many answers are left.',
    TOKEN_EXPIRED: 'The token has expired.',
    TOKEN_ALREADY_USED: 'The token is right but has been used. The next one is due within 30 seconds.',
    TOKEN_SUPERSEDED: 'A newer token was sent: that one counts.',
    CLOCK_SKEW:
      "At enrollment: the token is right, but the phone's clock is off. `clockDifferenceSeconds` says how far.",
    RECOVERY_CODE_WRONG: "The recovery code is not one of the user's unused ones.",
    CHALLENGE_CLOSED:
      'There is no such challenge, or it was passed, has expired, was replaced, or its password has changed.',
    ENROLLMENT_CLOSED: 'There is no such enrollment, or it was confirmed, has expired, or was replaced.',
    METHOD_NOT_ENROLLED: 'The user has not enrolled this method.',
    METHOD_NOT_ALLOWED: "The reseller's policy does not allow this method, or it is not offered here.",
    TWO_FACTOR_REQUIRED: "The reseller's policy does not allow turning two-factor off.",
    PHONE_NUMBER_REFUSED: 'No token can be sent to this number: it is not a mobile one, or its country is not served.',
    SENDING_LIMIT_REACHED: 'Too many tokens were sent. `retryAt` says until when.',
    PASSWORD_UNACCEPTABLE: 'The password is too short, too long, too common, or contains the username.',
    LINK_EXPIRED: 'The link has been used or has expired.',
  },
);
