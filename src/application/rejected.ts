import type { Rejection, RejectionReason, SessionEnded } from '../domain/two-factor/rejection.js';
import { NotSignedIn } from './errors.js';
import type { Rejected } from './results.js';

/** For people, in English. One text a reason: nothing in it depends on who asks (B9). */
const messages: Readonly<Record<RejectionReason, string>> = {
  CREDENTIALS_WRONG: 'The username or the password is wrong.',
  TOO_MANY_ATTEMPTS: 'There were too many tries. Wait until the time given, or ask an admin where none is given.',
  TOKEN_WRONG: 'The token is wrong. Enter the one that your authenticator app shows now, or that was sent to you last.',
  TOKEN_EXPIRED: 'The token has expired. Ask for a new one.',
  TOKEN_ALREADY_USED: 'This token has been used. Wait for the next one; it comes within 30 seconds.',
  TOKEN_SUPERSEDED: 'A newer token was sent. Enter that one.',
  CLOCK_SKEW: "The token is right, but your phone's clock is off. Set it to automatic time and try again.",
  RECOVERY_CODE_WRONG: 'This is not one of your unused recovery codes.',
  CHALLENGE_CLOSED: 'This prompt is not open any more. Sign in again.',
  ENROLLMENT_CLOSED: 'This enrollment is not open any more. Start again.',
  METHOD_NOT_ENROLLED: 'This method is not enrolled.',
  METHOD_NOT_ALLOWED: 'This method is not allowed here.',
  TWO_FACTOR_REQUIRED: 'Your reseller requires two-factor: enroll another method before you remove this one.',
  PHONE_NUMBER_REFUSED: 'No token can be sent to this number. Give a mobile number of a country that is served.',
  SENDING_LIMIT_REACHED: 'Too many tokens were sent. Wait until the time given.',
  PASSWORD_UNACCEPTABLE: 'This password cannot be taken. Use 12 to 128 characters that nobody would guess.',
  LINK_EXPIRED: 'This link has been used or has expired. Ask for a new one.',
};

/**
 * A refusal as the caller is told it.
 * @throws {NotSignedIn} the session has ended between the request and the decision.
 */
export function rejected(rejection: Rejection | SessionEnded): Rejected {
  if (rejection.reason === 'SESSION_ENDED') throw new NotSignedIn();
  return { kind: 'Rejected', message: messages[rejection.reason], ...rejection };
}
