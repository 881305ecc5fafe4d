import { type AnswerChallenge, answerChallenge } from './answer-challenge.js';
import { type ChangeDefaultMethod, changeDefaultMethod } from './change-default-method.js';
import { type ChangePassword, changePassword } from './change-password.js';
import { type ChooseMethod, chooseMethod } from './choose-method.js';
import { type ConfirmEnrollment, confirmEnrollment } from './confirm-enrollment.js';
import { type EndSession, endSession } from './end-session.js';
import type { Limits } from './limits.js';
import { type RecordDelivery, recordDelivery } from './record-delivery.js';
import { type RedeemRecoveryCode, redeemRecoveryCode } from './redeem-recovery-code.js';
import { type RegenerateRecoveryCodes, regenerateRecoveryCodes } from './regenerate-recovery-codes.js';
import { type RemoveMethod, removeMethod } from './remove-method.js';
import { type ResendEnrollmentToken, resendEnrollmentToken } from './resend-enrollment-token.js';
import { type SeeSession, seeSession } from './see-session.js';
import { type SendToken, sendToken } from './send-token.js';
import { type SignIn, signIn } from './sign-in.js';
import { type SignOut, signOut } from './sign-out.js';
import { type StartEnrollment, startEnrollment } from './start-enrollment.js';
import type { TwoFactorState } from './state.js';
import { type StepUp, stepUp } from './step-up.js';
import type { TwoFactorDecision } from './two-factor-decision.js';
import { type UnlockSecondFactor, unlockSecondFactor } from './unlock-second-factor.js';

/**
 * Everything that can be asked of one user's second factor. Commands carry facts (what matched, what time it is,
 * which ids to use), never secrets, so a decision can be replayed without a key.
 */
export type TwoFactorCommand =
  | SignIn
  | AnswerChallenge
  | RedeemRecoveryCode
  | ChooseMethod
  | SendToken
  | StepUp
  | StartEnrollment
  | ResendEnrollmentToken
  | ConfirmEnrollment
  | ChangeDefaultMethod
  | RemoveMethod
  | RegenerateRecoveryCodes
  | UnlockSecondFactor
  | ChangePassword
  | RecordDelivery
  | SignOut
  | EndSession
  | SeeSession;

export function decideTwoFactor(state: TwoFactorState, command: TwoFactorCommand, limits: Limits): TwoFactorDecision {
  switch (command.type) {
    case 'signIn':
      return signIn(state, command, limits);
    case 'answerChallenge':
      return answerChallenge(state, command, limits);
    case 'redeemRecoveryCode':
      return redeemRecoveryCode(state, command, limits);
    case 'chooseMethod':
      return chooseMethod(state, command, limits);
    case 'sendToken':
      return sendToken(state, command, limits);
    case 'stepUp':
      return stepUp(state, command, limits);
    case 'startEnrollment':
      return startEnrollment(state, command, limits);
    case 'resendEnrollmentToken':
      return resendEnrollmentToken(state, command, limits);
    case 'confirmEnrollment':
      return confirmEnrollment(state, command, limits);
    case 'changeDefaultMethod':
      return changeDefaultMethod(state, command, limits);
    case 'removeMethod':
      return removeMethod(state, command, limits);
    case 'regenerateRecoveryCodes':
      return regenerateRecoveryCodes(state, command, limits);
    case 'unlockSecondFactor':
      return unlockSecondFactor(state, command);
    case 'changePassword':
      return changePassword(state, command);
    case 'recordDelivery':
      return recordDelivery(state, command);
    case 'signOut':
      return signOut(state, command, limits);
    case 'endSession':
      return endSession(state, command, limits);
    case 'seeSession':
      return seeSession(state, command, limits);
  }
}
