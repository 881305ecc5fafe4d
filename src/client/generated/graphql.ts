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
  /** Have another token sent. */
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

/** What `signIn` takes. */
export type SignInInput = {
  /** The interface to sign in to. */
  readonly interface: Interface;
  /** The password. */
  readonly password: string;
  /** The username; its case does not matter. */
  readonly username: string;
};

export type AnswerChallengeMutationVariables = Exact<{
  input: AnswerChallengeInput;
}>;


export type AnswerChallengeMutation = { readonly answerChallenge:
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
    | { readonly __typename: 'SignedIn', readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } }
    | { readonly __typename: 'SteppedUp', readonly until: string, readonly position: string }
   };

export type ChangeDefaultMethodMutationVariables = Exact<{
  method: Method;
}>;


export type ChangeDefaultMethodMutation = { readonly changeDefaultMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
    | { readonly __typename: 'TwoFactorChanged', readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
   };

export type ChooseMethodMutationVariables = Exact<{
  challengeId: string;
  method: Method;
}>;


export type ChooseMethodMutation = { readonly chooseMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
   };

export type ConfirmEnrollmentMutationVariables = Exact<{
  input: ConfirmEnrollmentInput;
}>;


export type ConfirmEnrollmentMutation = { readonly confirmEnrollment:
    | { readonly __typename: 'MethodEnrolled', readonly recoveryCodes: ReadonlyArray<string>, readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
   };

export type EndSessionMutationVariables = Exact<{
  sessionId: string;
}>;


export type EndSessionMutation = { readonly endSession: boolean };

export type AccountFragment = { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> };

export type ChallengeFragment = { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null };

export type ChangeFragment = { readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } };

export type NewSessionFragment = { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean };

export type PromptFragment = { readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } };

export type RefusalFragment = { readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null };

export type SecondFactorFragment = { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> };

export type SuccessFragment = { readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } };

export type LoginChallengeQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type LoginChallengeQuery = { readonly loginChallenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } | null };

export type MeQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MeQuery = { readonly me: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } };

export type RedeemRecoveryCodeMutationVariables = Exact<{
  input: RedeemRecoveryCodeInput;
}>;


export type RedeemRecoveryCodeMutation = { readonly redeemRecoveryCode:
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
    | { readonly __typename: 'SignedIn', readonly recoveryCodesLeft: number | null, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean }, readonly user: { readonly id: string, readonly username: string, readonly displayName: string, readonly role: Role, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> }, readonly sessions: ReadonlyArray<{ readonly id: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly signedInAt: string, readonly lastSeenAt: string, readonly current: boolean }> } }
    | { readonly __typename: 'SteppedUp', readonly until: string, readonly position: string }
   };

export type RegenerateRecoveryCodesMutationVariables = Exact<{
  password: string;
}>;


export type RegenerateRecoveryCodesMutation = { readonly regenerateRecoveryCodes:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'RecoveryCodes', readonly recoveryCodes: ReadonlyArray<string>, readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
   };

export type RemoveMethodMutationVariables = Exact<{
  input: RemoveMethodInput;
}>;


export type RemoveMethodMutation = { readonly removeMethod:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
    | { readonly __typename: 'TwoFactorChanged', readonly position: string, readonly twoFactor: { readonly enabled: boolean, readonly defaultMethod: Method | null, readonly defaultReason: DefaultReason | null, readonly recoveryCodesLeft: number, readonly recoveryCodesIssuedAt: string | null, readonly lockedUntil: string | null, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly enrolledAt: string, readonly lastUsedAt: string | null, readonly maskedPhoneNumber: string | null }> } }
   };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { readonly signIn:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'EnrollmentRequired', readonly allowedMethods: ReadonlyArray<Method>, readonly position: string, readonly session: { readonly id: string, readonly token: string, readonly expiresAt: string, readonly interface: Interface, readonly amr: ReadonlyArray<string>, readonly restrictedToEnrollment: boolean } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
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
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
   };

export type StepUpMutationVariables = Exact<{
  password: string;
}>;


export type StepUpMutation = { readonly stepUp:
    | { readonly __typename: 'ChallengeRequired', readonly position: string, readonly challenge: { readonly id: string, readonly purpose: ChallengePurpose, readonly state: ChallengeState, readonly interface: Interface, readonly method: Method, readonly expiresAt: string, readonly attemptsLeft: number, readonly lockedUntil: string | null, readonly tokenExpiresAt: string | null, readonly resendAvailableAt: string | null, readonly allowedActions: ReadonlyArray<ChallengeAction>, readonly methods: ReadonlyArray<{ readonly method: Method, readonly isDefault: boolean, readonly maskedPhoneNumber: string | null }>, readonly delivery: { readonly state: DeliveryState, readonly at: string, readonly reason: string | null } | null } }
    | { readonly __typename: 'Rejected', readonly reason: RejectionReason, readonly message: string, readonly attemptsLeft: number | null, readonly retryAt: string | null, readonly clockDifferenceSeconds: number | null }
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
}`, {"hash":"sha256:1bd0f3f49974fba2f4de192ce10ae4c5482ac16400d0c3ca02ae2f34adbb0893"}) as unknown as TypedDocumentString<AnswerChallengeMutation, AnswerChallengeMutationVariables>;
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
}`, {"hash":"sha256:898cde27d26bd75012bc3c209a827cac3115553a2c6987e0310c4c38eac92237"}) as unknown as TypedDocumentString<ChangeDefaultMethodMutation, ChangeDefaultMethodMutationVariables>;
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
}`, {"hash":"sha256:e59c7e01a2673081c6b49b6f2023c632f84fc75a502d5e95ed58496df5ed07b7"}) as unknown as TypedDocumentString<ChooseMethodMutation, ChooseMethodMutationVariables>;
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
}`, {"hash":"sha256:a5f5d1451b214063b23f6d396fbf0443f3d1173e14417379ae914bd8a17de806"}) as unknown as TypedDocumentString<ConfirmEnrollmentMutation, ConfirmEnrollmentMutationVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($sessionId: ID!) {
  endSession(sessionId: $sessionId)
}
    `, {"hash":"sha256:e60657ac68db7f8bb1fe5b082b3e0f49cf26be6f64eae111ea559fb67b80aff5"}) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
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
}`, {"hash":"sha256:f74fc63d452d666820b5a1edaf34ab08fa58c43d37b1583b2ad82a2edac90ebb"}) as unknown as TypedDocumentString<RedeemRecoveryCodeMutation, RedeemRecoveryCodeMutationVariables>;
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
}`, {"hash":"sha256:27fe567bbfc0ee04e1ca50cd54dece7ed2c2448c085e0ae01ef96eb051f51148"}) as unknown as TypedDocumentString<RegenerateRecoveryCodesMutation, RegenerateRecoveryCodesMutationVariables>;
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
}`, {"hash":"sha256:a8d161cdb8f5508bef8a7daa36d6f7dd11b7a455f6a272d388e7f7ccca83cccd"}) as unknown as TypedDocumentString<RemoveMethodMutation, RemoveMethodMutationVariables>;
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
}`, {"hash":"sha256:164f01e4fedf98d7d48839fb91d8c178c573623df8d6e984d82be44eb8ebcfec"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
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
}`, {"hash":"sha256:458e2eb7dca8378c994e7803bb27f01347d1058c8042a503780ae6a6fba21fff"}) as unknown as TypedDocumentString<StartAuthenticatorAppEnrollmentMutation, StartAuthenticatorAppEnrollmentMutationVariables>;
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
}`, {"hash":"sha256:c612de74a8aa66401162a2b6c923f76e944d89c65c74b769855e09657f1409ae"}) as unknown as TypedDocumentString<StepUpMutation, StepUpMutationVariables>;