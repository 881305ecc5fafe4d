/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What `answerChallenge` takes. */
export type AnswerChallengeInput = {
  /** The challenge. */
  readonly challengeId: string;
  /** The six digits. */
  readonly token: string;
};

/** What can be done about a challenge now. Offer these to the person, and nothing else. */
export type ChallengeAction =
  /** Enter a token: `answerChallenge`. */
  | 'ANSWER'
  /** Be asked for another method: `chooseMethod`. */
  | 'CHOOSE_METHOD'
  /** Enter a recovery code in place of a token: `redeemRecoveryCode`. */
  | 'REDEEM_RECOVERY_CODE'
  /** Have another token sent: `sendToken`. */
  | 'SEND_TOKEN';

/** What passing a challenge leads to. */
export type ChallengePurpose =
  /** A session. */
  | 'SIGN_IN'
  /** The session that asked may change the account settings for some minutes. */
  | 'STEP_UP';

/** Where a challenge stands. */
export type ChallengeState =
  /** A newer challenge has taken its place, or the password has changed. */
  | 'CLOSED'
  /** Its time is over. */
  | 'EXPIRED'
  /** There were too many wrong answers: it takes no token, for now (`lockedUntil`) or for good. */
  | 'LOCKED'
  /** It takes an answer. */
  | 'OPEN'
  /** It was answered rightly, and is used up. */
  | 'PASSED';

/** What `confirmEnrollment` takes. */
export type ConfirmEnrollmentInput = {
  /** The enrollment. */
  readonly enrollmentId: string;
  /** The six digits. */
  readonly token: string;
};

/** Why the default method is what it is. */
export type DefaultReason =
  /** The user chose it. */
  | 'CHOSEN'
  /** The default was removed, and this one was left. */
  | 'FALLBACK'
  /** It is the one that was enrolled last. */
  | 'LAST_ENROLLED';

/** How far a message with a token has come. */
export type DeliveryState =
  /** The phone has received it. */
  | 'DELIVERED'
  /** It could not be sent or delivered; `reason` says why. */
  | 'FAILED'
  /** It is waiting to be sent. */
  | 'QUEUED'
  /** The provider has taken it. */
  | 'SENT';

/** The two ways into the product. Both ask for the same second factor. */
export type Interface =
  /** The Classic Reseller Interface. */
  | 'CLASSIC'
  /** The Reseller Control Panel. */
  | 'CONTROL_PANEL';

/** A second factor that a person can enroll. */
export type Method =
  /** An app on the phone that shows a new six-digit token every 30 seconds (TOTP, RFC 6238). */
  | 'AUTHENTICATOR_APP'
  /** A six-digit token sent to a mobile phone. */
  | 'SMS';

/** Whether a projection's views can be shown. Unless they are `LIVE`, the history answers in their place. */
export type ProjectionState =
  /** They were made from events that this history does not have: it was restored from an older copy. */
  | 'AHEAD'
  /** They are behind the history. */
  | 'CATCHING_UP'
  /** They are up to date, and are shown. */
  | 'LIVE'
  /** Nobody has begun to make them. */
  | 'MISSING'
  /** Another version of the program made them. */
  | 'OTHER_VERSION'
  /** An operator holds them. */
  | 'PAUSED'
  /** The place where they are kept does not answer. */
  | 'UNREACHABLE';

/** What `redeemRecoveryCode` takes. */
export type RedeemRecoveryCodeInput = {
  /** The challenge. */
  readonly challengeId: string;
  /** One of the printed codes. Case and separators do not matter; O is read as 0, I and L as 1. */
  readonly recoveryCode: string;
};

/** Why a mutation was refused. The list is closed: translate by reason. */
export type RejectionReason =
  /** There is no such challenge, or it was passed, has expired, was replaced, or its password has changed. */
  | 'CHALLENGE_CLOSED'
  /** At enrollment: the token is right, but the phone's clock is off. `clockDifferenceSeconds` says how far. */
  | 'CLOCK_SKEW'
  /** The username or the password is wrong. Which of them is not told. */
  | 'CREDENTIALS_WRONG'
  /** There is no such enrollment, or it was confirmed, has expired, or was replaced. */
  | 'ENROLLMENT_CLOSED'
  /** The link has been used or has expired. */
  | 'LINK_EXPIRED'
  /** The reseller's policy does not allow this method, or it is not offered here. */
  | 'METHOD_NOT_ALLOWED'
  /** The user has not enrolled this method. */
  | 'METHOD_NOT_ENROLLED'
  /** The password is too short, too long, too common, or contains the username. */
  | 'PASSWORD_UNACCEPTABLE'
  /** No token can be sent to this number: it is not a mobile one, or its country is not served. */
  | 'PHONE_NUMBER_REFUSED'
  /** The recovery code is not one of the user's unused ones. */
  | 'RECOVERY_CODE_WRONG'
  /** Too many tokens were sent. `retryAt` says until when. */
  | 'SENDING_LIMIT_REACHED'
  /** The token is right but has been used. The next one is due within 30 seconds. */
  | 'TOKEN_ALREADY_USED'
  /** The token has expired. */
  | 'TOKEN_EXPIRED'
  /** A newer token was sent: that one counts. */
  | 'TOKEN_SUPERSEDED'
  /** The token is wrong. `attemptsLeft` says how many answers are left. */
  | 'TOKEN_WRONG'
  /** There were too many tries. `retryAt` says until when; where it is null, only an admin or support can unlock. */
  | 'TOO_MANY_ATTEMPTS'
  /** The reseller's policy does not allow turning two-factor off. */
  | 'TWO_FACTOR_REQUIRED';

/** What `removeMethod` takes. */
export type RemoveMethodInput = {
  /** The enrolled method to remove. */
  readonly method: Method;
  /** The caller's password, again: a stolen session is not enough. */
  readonly password: string;
};

/** What a user may do: a role inside a reseller, or one of the staff roles. */
export type Role =
  /** Administers the users of a reseller account. */
  | 'ADMIN'
  /** Staff: reads the history of every reseller, and changes nothing. */
  | 'AUDITOR'
  /** Works in a reseller account. */
  | 'MEMBER'
  /** Staff: runs the service. */
  | 'OPERATOR'
  /** Owns a reseller account. */
  | 'OWNER'
  /** Staff: helps users of every reseller. */
  | 'SUPPORT';

/** What stands in the way of sending another token. */
export type SendingLimit =
  /** Tokens are not sent to this number any more. */
  | 'COUNTRY'
  /** All the tokens of this day are used up. */
  | 'DAILY_BUDGET'
  /** Too many tokens were sent to this number in the last minutes. */
  | 'NUMBER'
  /** Too many tokens are being sent to numbers that begin like this one. */
  | 'PREFIX'
  /** Too many tokens were sent to this reseller's users in the last hour. */
  | 'RESELLER'
  /** A token was sent a moment ago. */
  | 'RESEND_WAIT'
  /** An operator has stopped all sending. */
  | 'STOPPED'
  /** Too many tokens were sent to this user in the last hour. */
  | 'USER';

/** What `signIn` takes. */
export type SignInInput = {
  /** The interface to sign in to. */
  readonly interface: Interface;
  /** The password. */
  readonly password: string;
  /** The username; its case does not matter. */
  readonly username: string;
};

/** A mobile number to enroll. */
export type StartSmsEnrollmentInput = {
  /** The caller's password, again: a stolen session is not enough. */
  readonly password: string;
  /** The number, with its country code. */
  readonly phoneNumber: string;
};

export type AnswerChallengeMutationVariables = Exact<{
  input: AnswerChallengeInput;
}>;


export type AnswerChallengeMutation = { readonly answerChallenge:
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'SignedIn', readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } }
    | { readonly __typename: 'SteppedUp', readonly until: string, readonly position: string }
   };

export type ChangeDefaultMethodMutationVariables = Exact<{
  method: Method;
}>;


export type ChangeDefaultMethodMutation = { readonly changeDefaultMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'TwoFactorChanged', readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
   };

export type ChooseMethodMutationVariables = Exact<{
  challengeId: string;
  method: Method;
}>;


export type ChooseMethodMutation = { readonly chooseMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export type ConfirmEnrollmentMutationVariables = Exact<{
  input: ConfirmEnrollmentInput;
}>;


export type ConfirmEnrollmentMutation = { readonly confirmEnrollment:
    | { readonly __typename: 'MethodEnrolled', readonly recoveryCodes: ReadonlyArray<string>, readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export type EndSessionMutationVariables = Exact<{
  sessionId: string;
}>;


export type EndSessionMutation = { readonly endSession: boolean };

export type AccountFragment = { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> };

export type ChallengeFragment = { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null };

export type ChangeFragment = { readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } };

export type NewSessionFragment = { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean };

export type NumberEnrollmentFragment = { readonly enrollmentId: string, readonly maskedPhoneNumber: string, readonly tokenExpiresAt: string, readonly resendAvailableAt: string, readonly expiresAt: string, readonly position: string, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } };

export type PromptFragment = { readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } };

export type RefusalFragment = { readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null };

export type SecondFactorFragment = { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> };

export type SuccessFragment = { readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } };

export type LoginChallengeChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type LoginChallengeChangedSubscription = { readonly loginChallengeChanged: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } };

export type LoginChallengeQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type LoginChallengeQuery = { readonly loginChallenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } | null };

export type MeQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MeQuery = { readonly me: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } };

export type ProjectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectionsQuery = { readonly projections: ReadonlyArray<{ readonly name: string, readonly state: ProjectionState, readonly version: number, readonly edition: string | null, readonly position: string | null, readonly lagEvents: number | null, readonly oldestUnprocessedSeconds: number | null, readonly parkedCount: number, readonly parked: ReadonlyArray<{ readonly id: string, readonly position: string, readonly eventType: string, readonly since: string }>, readonly building: { readonly edition: string, readonly startedAt: string, readonly progress: number } | null }> };

export type RedeemRecoveryCodeMutationVariables = Exact<{
  input: RedeemRecoveryCodeInput;
}>;


export type RedeemRecoveryCodeMutation = { readonly redeemRecoveryCode:
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'SignedIn', readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } }
    | { readonly __typename: 'SteppedUp', readonly until: string, readonly position: string }
   };

export type RegenerateRecoveryCodesMutationVariables = Exact<{
  password: string;
}>;


export type RegenerateRecoveryCodesMutation = { readonly regenerateRecoveryCodes:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'RecoveryCodes', readonly recoveryCodes: ReadonlyArray<string>, readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export type RemoveMethodMutationVariables = Exact<{
  input: RemoveMethodInput;
}>;


export type RemoveMethodMutation = { readonly removeMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'TwoFactorChanged', readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
   };

export type ResendEnrollmentTokenMutationVariables = Exact<{
  enrollmentId: string;
}>;


export type ResendEnrollmentTokenMutation = { readonly resendEnrollmentToken:
    | { readonly __typename: 'ChallengeRequired' }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'SmsEnrollment', readonly enrollmentId: string, readonly maskedPhoneNumber: string, readonly tokenExpiresAt: string, readonly resendAvailableAt: string, readonly expiresAt: string, readonly position: string, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } }
   };

export type SendTokenMutationVariables = Exact<{
  challengeId: string;
}>;


export type SendTokenMutation = { readonly sendToken:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { readonly signIn:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'EnrollmentRequired', readonly allowedMethods: ReadonlyArray<Method>, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'SignedIn', readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { readonly signOut: boolean };

export type StartAuthenticatorAppEnrollmentMutationVariables = Exact<{
  password: string;
}>;


export type StartAuthenticatorAppEnrollmentMutation = { readonly startAuthenticatorAppEnrollment:
    | { readonly __typename: 'AuthenticatorAppEnrollment', readonly enrollmentId: string, readonly key: string, readonly otpauthUri: string, readonly qrCodeSvg: string, readonly expiresAt: string, readonly position: string }
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export type StartSmsEnrollmentMutationVariables = Exact<{
  input: StartSmsEnrollmentInput;
}>;


export type StartSmsEnrollmentMutation = { readonly startSmsEnrollment:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
    | { readonly __typename: 'SmsEnrollment', readonly enrollmentId: string, readonly maskedPhoneNumber: string, readonly tokenExpiresAt: string, readonly resendAvailableAt: string, readonly expiresAt: string, readonly position: string, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } }
   };

export type StepUpMutationVariables = Exact<{
  password: string;
}>;


export type StepUpMutation = { readonly stepUp:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null, readonly limit: SendingLimit | null }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SecondFactorFragmentDoc = new TypedDocumentString(`
    fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}
    `, {"fragmentName":"SecondFactor"}) as unknown as TypedDocumentString<SecondFactorFragment, unknown>;
export const ChangeFragmentDoc = new TypedDocumentString(`
    fragment Change on TwoFactorChanged {
  twoFactor {
    ...SecondFactor
  }
  position
}
    fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"fragmentName":"Change"}) as unknown as TypedDocumentString<ChangeFragment, unknown>;
export const NumberEnrollmentFragmentDoc = new TypedDocumentString(`
    fragment NumberEnrollment on SmsEnrollment {
  enrollmentId
  maskedPhoneNumber
  tokenExpiresAt
  resendAvailableAt
  expiresAt
  delivery {
    state
    at
    reason
  }
  position
}
    `, {"fragmentName":"NumberEnrollment"}) as unknown as TypedDocumentString<NumberEnrollmentFragment, unknown>;
export const ChallengeFragmentDoc = new TypedDocumentString(`
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
    `, {"fragmentName":"Challenge"}) as unknown as TypedDocumentString<ChallengeFragment, unknown>;
export const PromptFragmentDoc = new TypedDocumentString(`
    fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}`, {"fragmentName":"Prompt"}) as unknown as TypedDocumentString<PromptFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const NewSessionFragmentDoc = new TypedDocumentString(`
    fragment NewSession on Session {
  id
  token
  expiresAt
  interface
  amr
  restrictedToEnrollment
}
    `, {"fragmentName":"NewSession"}) as unknown as TypedDocumentString<NewSessionFragment, unknown>;
export const AccountFragmentDoc = new TypedDocumentString(`
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
    fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"fragmentName":"Account"}) as unknown as TypedDocumentString<AccountFragment, unknown>;
export const SuccessFragmentDoc = new TypedDocumentString(`
    fragment Success on SignedIn {
  session {
    ...NewSession
  }
  user {
    ...Account
  }
  recoveryCodesLeft
  position
}
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
fragment NewSession on Session {
  id
  token
  expiresAt
  interface
  amr
  restrictedToEnrollment
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"fragmentName":"Success"}) as unknown as TypedDocumentString<SuccessFragment, unknown>;
export const AnswerChallengeDocument = new TypedDocumentString(`
    mutation AnswerChallenge($input: AnswerChallengeInput!) {
  answerChallenge(input: $input) {
    __typename
    ...Success
    ... on SteppedUp {
      until
      position
    }
    ...Refusal
  }
}
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
fragment NewSession on Session {
  id
  token
  expiresAt
  interface
  amr
  restrictedToEnrollment
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}
fragment Success on SignedIn {
  session {
    ...NewSession
  }
  user {
    ...Account
  }
  recoveryCodesLeft
  position
}`, {"hash":"sha256:33b981e2d40a8a649786b7da098e77f15e4c90eab7b18752751f86666b4df56c"}) as unknown as TypedDocumentString<AnswerChallengeMutation, AnswerChallengeMutationVariables>;
export const ChangeDefaultMethodDocument = new TypedDocumentString(`
    mutation ChangeDefaultMethod($method: Method!) {
  changeDefaultMethod(method: $method) {
    __typename
    ...Change
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Change on TwoFactorChanged {
  twoFactor {
    ...SecondFactor
  }
  position
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"hash":"sha256:021959ce405b4d64de263bb1ba1b44cd7f382c19fc9789443b680f58a7b3b115"}) as unknown as TypedDocumentString<ChangeDefaultMethodMutation, ChangeDefaultMethodMutationVariables>;
export const ChooseMethodDocument = new TypedDocumentString(`
    mutation ChooseMethod($challengeId: ID!, $method: Method!) {
  chooseMethod(challengeId: $challengeId, method: $method) {
    __typename
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:e65e5c1b82d5f08da04ea5d5f782b0daaca241e00b4b2c9babdca42417f2472a"}) as unknown as TypedDocumentString<ChooseMethodMutation, ChooseMethodMutationVariables>;
export const ConfirmEnrollmentDocument = new TypedDocumentString(`
    mutation ConfirmEnrollment($input: ConfirmEnrollmentInput!) {
  confirmEnrollment(input: $input) {
    __typename
    ... on MethodEnrolled {
      twoFactor {
        ...SecondFactor
      }
      recoveryCodes
      position
    }
    ...Refusal
  }
}
    fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"hash":"sha256:e6e60a4a6fd2881d9ad9096dba1714188d09c8e569b03e0cde2aeab114621f59"}) as unknown as TypedDocumentString<ConfirmEnrollmentMutation, ConfirmEnrollmentMutationVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($sessionId: ID!) {
  endSession(sessionId: $sessionId)
}
    `, {"hash":"sha256:e60657ac68db7f8bb1fe5b082b3e0f49cf26be6f64eae111ea559fb67b80aff5"}) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const LoginChallengeChangedDocument = new TypedDocumentString(`
    subscription LoginChallengeChanged($id: ID!) {
  loginChallengeChanged(id: $id) {
    ...Challenge
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}`, {"hash":"sha256:bb6b2f02111d394d91114a2704cfd2e06ef305c9961b28bae8c0268987ca4a14"}) as unknown as TypedDocumentString<LoginChallengeChangedSubscription, LoginChallengeChangedSubscriptionVariables>;
export const LoginChallengeDocument = new TypedDocumentString(`
    query LoginChallenge($id: ID!, $after: Position) {
  loginChallenge(id: $id, after: $after) {
    ...Challenge
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}`, {"hash":"sha256:f7873a3e30d22bc89369fb60d7771e7c1b409b6afab7734e1c97bef588145caf"}) as unknown as TypedDocumentString<LoginChallengeQuery, LoginChallengeQueryVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me($after: Position) {
  me(after: $after) {
    ...Account
  }
}
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"hash":"sha256:aa03152624483b7284aaa07f6574ed0f2b8c06a1c2606509159ee3793e190555"}) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const ProjectionsDocument = new TypedDocumentString(`
    query Projections {
  projections {
    name
    state
    version
    edition
    position
    lagEvents
    oldestUnprocessedSeconds
    parkedCount
    parked {
      id
      position
      eventType
      since
    }
    building {
      edition
      startedAt
      progress
    }
  }
}
    `, {"hash":"sha256:d9c4040440c49afddb7a4a6b5c53e01434a148350f86e588513ab2d3e1b93013"}) as unknown as TypedDocumentString<ProjectionsQuery, ProjectionsQueryVariables>;
export const RedeemRecoveryCodeDocument = new TypedDocumentString(`
    mutation RedeemRecoveryCode($input: RedeemRecoveryCodeInput!) {
  redeemRecoveryCode(input: $input) {
    __typename
    ...Success
    ... on SteppedUp {
      until
      position
    }
    ...Refusal
  }
}
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
fragment NewSession on Session {
  id
  token
  expiresAt
  interface
  amr
  restrictedToEnrollment
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}
fragment Success on SignedIn {
  session {
    ...NewSession
  }
  user {
    ...Account
  }
  recoveryCodesLeft
  position
}`, {"hash":"sha256:5889056b1ef267d24936b561d26c4f759e0ff0f7b178fec497b789bc9f756b0f"}) as unknown as TypedDocumentString<RedeemRecoveryCodeMutation, RedeemRecoveryCodeMutationVariables>;
export const RegenerateRecoveryCodesDocument = new TypedDocumentString(`
    mutation RegenerateRecoveryCodes($password: String!) {
  regenerateRecoveryCodes(password: $password) {
    __typename
    ... on RecoveryCodes {
      recoveryCodes
      twoFactor {
        ...SecondFactor
      }
      position
    }
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"hash":"sha256:16e7e33d3d94303877af91fe2dd8c136d287a17922d81644d1f4e5032f9dd52f"}) as unknown as TypedDocumentString<RegenerateRecoveryCodesMutation, RegenerateRecoveryCodesMutationVariables>;
export const RemoveMethodDocument = new TypedDocumentString(`
    mutation RemoveMethod($input: RemoveMethodInput!) {
  removeMethod(input: $input) {
    __typename
    ...Change
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Change on TwoFactorChanged {
  twoFactor {
    ...SecondFactor
  }
  position
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}`, {"hash":"sha256:4afb915d4bc2ab47a06977e90a09619cd8287c2cdc030a58b4217d17fa187424"}) as unknown as TypedDocumentString<RemoveMethodMutation, RemoveMethodMutationVariables>;
export const ResendEnrollmentTokenDocument = new TypedDocumentString(`
    mutation ResendEnrollmentToken($enrollmentId: ID!) {
  resendEnrollmentToken(enrollmentId: $enrollmentId) {
    __typename
    ...NumberEnrollment
    ...Refusal
  }
}
    fragment NumberEnrollment on SmsEnrollment {
  enrollmentId
  maskedPhoneNumber
  tokenExpiresAt
  resendAvailableAt
  expiresAt
  delivery {
    state
    at
    reason
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:2a1ad9403b59f5c08457b6b1ae293d500de707fcc12f44e766c0bfa7b80adc13"}) as unknown as TypedDocumentString<ResendEnrollmentTokenMutation, ResendEnrollmentTokenMutationVariables>;
export const SendTokenDocument = new TypedDocumentString(`
    mutation SendToken($challengeId: ID!) {
  sendToken(challengeId: $challengeId) {
    __typename
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:e4214324e1c4ca6212c9d6172caed9da71d21888e74f70cfe095520917ee4e83"}) as unknown as TypedDocumentString<SendTokenMutation, SendTokenMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ...Success
    ...Prompt
    ... on EnrollmentRequired {
      session {
        ...NewSession
      }
      allowedMethods
      position
    }
    ...Refusal
  }
}
    fragment Account on User {
  id
  username
  displayName
  role
  twoFactor {
    ...SecondFactor
  }
  sessions {
    id
    interface
    amr
    signedInAt
    lastSeenAt
    current
  }
}
fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment NewSession on Session {
  id
  token
  expiresAt
  interface
  amr
  restrictedToEnrollment
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}
fragment SecondFactor on TwoFactor {
  enabled
  methods {
    method
    isDefault
    enrolledAt
    lastUsedAt
    maskedPhoneNumber
  }
  defaultMethod
  defaultReason
  recoveryCodesLeft
  recoveryCodesIssuedAt
  lockedUntil
}
fragment Success on SignedIn {
  session {
    ...NewSession
  }
  user {
    ...Account
  }
  recoveryCodesLeft
  position
}`, {"hash":"sha256:20d26d3b3d5e0a00337f8eede208c742334c27151481f3216b79308f111a1a8a"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut
}
    `, {"hash":"sha256:39300be1f6ff47633a8c264de2a924d5b71367b646d3bf86d82d7c51c6543956"}) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const StartAuthenticatorAppEnrollmentDocument = new TypedDocumentString(`
    mutation StartAuthenticatorAppEnrollment($password: String!) {
  startAuthenticatorAppEnrollment(password: $password) {
    __typename
    ... on AuthenticatorAppEnrollment {
      enrollmentId
      key
      otpauthUri
      qrCodeSvg
      expiresAt
      position
    }
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:49124b21ba8c467dfa84d5624eea4ac48b66a4b7d33b14802bad33daf90e9fa3"}) as unknown as TypedDocumentString<StartAuthenticatorAppEnrollmentMutation, StartAuthenticatorAppEnrollmentMutationVariables>;
export const StartSmsEnrollmentDocument = new TypedDocumentString(`
    mutation StartSmsEnrollment($input: StartSmsEnrollmentInput!) {
  startSmsEnrollment(input: $input) {
    __typename
    ...NumberEnrollment
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment NumberEnrollment on SmsEnrollment {
  enrollmentId
  maskedPhoneNumber
  tokenExpiresAt
  resendAvailableAt
  expiresAt
  delivery {
    state
    at
    reason
  }
  position
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:025dd0180960de5a7643a24fd478e6f940a8a8b3f1e4719678f6780b2fa3816f"}) as unknown as TypedDocumentString<StartSmsEnrollmentMutation, StartSmsEnrollmentMutationVariables>;
export const StepUpDocument = new TypedDocumentString(`
    mutation StepUp($password: String!) {
  stepUp(password: $password) {
    __typename
    ...Prompt
    ...Refusal
  }
}
    fragment Challenge on LoginChallenge {
  id
  purpose
  state
  interface
  method
  methods {
    method
    isDefault
    maskedPhoneNumber
  }
  expiresAt
  attemptsLeft
  lockedUntil
  tokenExpiresAt
  resendAvailableAt
  delivery {
    state
    at
    reason
  }
  allowedActions
}
fragment Prompt on ChallengeRequired {
  challenge {
    ...Challenge
  }
  position
}
fragment Refusal on Rejected {
  reason
  message
  attemptsLeft
  retryAt
  clockDifferenceSeconds
  limit
}`, {"hash":"sha256:788f4b75508700038aa25112f451b27fd1d2aa2eb5f24e90c0cee01d192be82f"}) as unknown as TypedDocumentString<StepUpMutation, StepUpMutationVariables>;