import type { ViewReader } from '../projections/view-reader.js';
import { type AnswerChallenge, createAnswerChallenge } from './answer-challenge.js';
import { type Authenticate, createAuthenticate } from './authenticate.js';
import { type ChangeDefaultMethod, createChangeDefaultMethod } from './change-default-method.js';
import { type ChooseMethod, createChooseMethod } from './choose-method.js';
import { type ConfirmEnrollment, createConfirmEnrollment } from './confirm-enrollment.js';
import type { Core } from './core.js';
import { createEndSession, type EndSession } from './end-session.js';
import { createLoginChallenge, type LoadLoginChallenge } from './login-challenge.js';
import { createMe, type Me } from './me.js';
import type { ProjectionStores } from './projection-stores.js';
import { createProjections, type Projections } from './projections.js';
import { createRedeemRecoveryCode, type RedeemRecoveryCode } from './redeem-recovery-code.js';
import { createRegenerateRecoveryCodes, type RegenerateRecoveryCodes } from './regenerate-recovery-codes.js';
import { createRemoveMethod, type RemoveMethod } from './remove-method.js';
import { createResendEnrollmentToken, type ResendEnrollmentToken } from './resend-enrollment-token.js';
import { createSendToken, type SendToken } from './send-token.js';
import { createSignIn, type SignIn } from './sign-in.js';
import { createSignOut, type SignOut } from './sign-out.js';
import {
  createStartAuthenticatorAppEnrollment,
  type StartAuthenticatorAppEnrollment,
} from './start-authenticator-app-enrollment.js';
import { createStartSmsEnrollment, type StartSmsEnrollment } from './start-sms-enrollment.js';
import { createStepUp, type StepUp } from './step-up.js';
import { systemTimers } from './timers.js';
import { createWatchLoginChallenge, type WatchLoginChallenge } from './watch-login-challenge.js';

/** Everything that the GraphQL API can do, by the name of its field. */
export interface UseCases {
  readonly authenticate: Authenticate;
  readonly signIn: SignIn;
  readonly answerChallenge: AnswerChallenge;
  readonly redeemRecoveryCode: RedeemRecoveryCode;
  readonly chooseMethod: ChooseMethod;
  readonly sendToken: SendToken;
  readonly stepUp: StepUp;
  readonly startAuthenticatorAppEnrollment: StartAuthenticatorAppEnrollment;
  readonly startSmsEnrollment: StartSmsEnrollment;
  readonly resendEnrollmentToken: ResendEnrollmentToken;
  readonly confirmEnrollment: ConfirmEnrollment;
  readonly changeDefaultMethod: ChangeDefaultMethod;
  readonly removeMethod: RemoveMethod;
  readonly regenerateRecoveryCodes: RegenerateRecoveryCodes;
  readonly signOut: SignOut;
  readonly endSession: EndSession;
  readonly loginChallenge: LoadLoginChallenge;
  readonly watchLoginChallenge: WatchLoginChallenge;
  readonly me: Me;
  readonly projections: Projections;
}

export function createUseCases(
  core: Core,
  views: ViewReader,
  stores: Omit<ProjectionStores, 'core'>,
  timers = systemTimers,
): UseCases {
  return {
    authenticate: createAuthenticate(core),
    signIn: createSignIn(core),
    answerChallenge: createAnswerChallenge(core),
    redeemRecoveryCode: createRedeemRecoveryCode(core),
    chooseMethod: createChooseMethod(core),
    sendToken: createSendToken(core),
    stepUp: createStepUp(core),
    startAuthenticatorAppEnrollment: createStartAuthenticatorAppEnrollment(core),
    startSmsEnrollment: createStartSmsEnrollment(core),
    resendEnrollmentToken: createResendEnrollmentToken(core),
    confirmEnrollment: createConfirmEnrollment(core),
    changeDefaultMethod: createChangeDefaultMethod(core),
    removeMethod: createRemoveMethod(core),
    regenerateRecoveryCodes: createRegenerateRecoveryCodes(core),
    signOut: createSignOut(core),
    endSession: createEndSession(core),
    loginChallenge: createLoginChallenge(core, views),
    watchLoginChallenge: createWatchLoginChallenge(core, views, timers),
    me: createMe(core, views),
    projections: createProjections(core, { core, ...stores }),
  };
}
