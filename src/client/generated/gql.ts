/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation AnswerChallenge($input: AnswerChallengeInput!) {\n  answerChallenge(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}": typeof types.AnswerChallengeDocument,
    "mutation ChangeDefaultMethod($method: Method!) {\n  changeDefaultMethod(method: $method) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.ChangeDefaultMethodDocument,
    "mutation ChooseMethod($challengeId: ID!, $method: Method!) {\n  chooseMethod(challengeId: $challengeId, method: $method) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.ChooseMethodDocument,
    "mutation ConfirmEnrollment($input: ConfirmEnrollmentInput!) {\n  confirmEnrollment(input: $input) {\n    __typename\n    ... on MethodEnrolled {\n      twoFactor {\n        ...SecondFactor\n      }\n      recoveryCodes\n      position\n    }\n    ...Refusal\n  }\n}": typeof types.ConfirmEnrollmentDocument,
    "mutation EndSession($sessionId: ID!) {\n  endSession(sessionId: $sessionId)\n}": typeof types.EndSessionDocument,
    "fragment Account on User {\n  id\n  username\n  displayName\n  role\n  twoFactor {\n    ...SecondFactor\n  }\n  sessions {\n    id\n    interface\n    amr\n    signedInAt\n    lastSeenAt\n    current\n  }\n}": typeof types.AccountFragmentDoc,
    "fragment Challenge on LoginChallenge {\n  id\n  purpose\n  state\n  interface\n  method\n  methods {\n    method\n    isDefault\n    maskedPhoneNumber\n  }\n  expiresAt\n  attemptsLeft\n  lockedUntil\n  tokenExpiresAt\n  resendAvailableAt\n  delivery {\n    state\n    at\n    reason\n  }\n  allowedActions\n}": typeof types.ChallengeFragmentDoc,
    "fragment Change on TwoFactorChanged {\n  twoFactor {\n    ...SecondFactor\n  }\n  position\n}": typeof types.ChangeFragmentDoc,
    "fragment NewSession on Session {\n  id\n  token\n  expiresAt\n  interface\n  amr\n  restrictedToEnrollment\n}": typeof types.NewSessionFragmentDoc,
    "fragment NumberEnrollment on SmsEnrollment {\n  enrollmentId\n  maskedPhoneNumber\n  tokenExpiresAt\n  resendAvailableAt\n  expiresAt\n  delivery {\n    state\n    at\n    reason\n  }\n  position\n}": typeof types.NumberEnrollmentFragmentDoc,
    "fragment Prompt on ChallengeRequired {\n  challenge {\n    ...Challenge\n  }\n  position\n}": typeof types.PromptFragmentDoc,
    "fragment Refusal on Rejected {\n  reason\n  message\n  attemptsLeft\n  retryAt\n  clockDifferenceSeconds\n  limit\n}": typeof types.RefusalFragmentDoc,
    "fragment SecondFactor on TwoFactor {\n  enabled\n  methods {\n    method\n    isDefault\n    enrolledAt\n    lastUsedAt\n    maskedPhoneNumber\n  }\n  defaultMethod\n  defaultReason\n  recoveryCodesLeft\n  recoveryCodesIssuedAt\n  lockedUntil\n}": typeof types.SecondFactorFragmentDoc,
    "fragment Success on SignedIn {\n  session {\n    ...NewSession\n  }\n  user {\n    ...Account\n  }\n  recoveryCodesLeft\n  position\n}": typeof types.SuccessFragmentDoc,
    "subscription LoginChallengeChanged($id: ID!) {\n  loginChallengeChanged(id: $id) {\n    ...Challenge\n  }\n}": typeof types.LoginChallengeChangedDocument,
    "query LoginChallenge($id: ID!, $after: Position) {\n  loginChallenge(id: $id, after: $after) {\n    ...Challenge\n  }\n}": typeof types.LoginChallengeDocument,
    "query Me($after: Position) {\n  me(after: $after) {\n    ...Account\n  }\n}": typeof types.MeDocument,
    "query Projections {\n  projections {\n    name\n    state\n    version\n    edition\n    position\n    lagEvents\n    oldestUnprocessedSeconds\n    parkedCount\n    parked {\n      id\n      position\n      eventType\n      since\n    }\n    building {\n      edition\n      startedAt\n      progress\n    }\n  }\n}": typeof types.ProjectionsDocument,
    "mutation RedeemRecoveryCode($input: RedeemRecoveryCodeInput!) {\n  redeemRecoveryCode(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}": typeof types.RedeemRecoveryCodeDocument,
    "mutation RegenerateRecoveryCodes($password: String!) {\n  regenerateRecoveryCodes(password: $password) {\n    __typename\n    ... on RecoveryCodes {\n      recoveryCodes\n      twoFactor {\n        ...SecondFactor\n      }\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.RegenerateRecoveryCodesDocument,
    "mutation RemoveMethod($input: RemoveMethodInput!) {\n  removeMethod(input: $input) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.RemoveMethodDocument,
    "mutation ResendEnrollmentToken($enrollmentId: ID!) {\n  resendEnrollmentToken(enrollmentId: $enrollmentId) {\n    __typename\n    ...NumberEnrollment\n    ...Refusal\n  }\n}": typeof types.ResendEnrollmentTokenDocument,
    "mutation SendToken($challengeId: ID!) {\n  sendToken(challengeId: $challengeId) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.SendTokenDocument,
    "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    __typename\n    ...Success\n    ...Prompt\n    ... on EnrollmentRequired {\n      session {\n        ...NewSession\n      }\n      allowedMethods\n      position\n    }\n    ...Refusal\n  }\n}": typeof types.SignInDocument,
    "mutation SignOut {\n  signOut\n}": typeof types.SignOutDocument,
    "mutation StartAuthenticatorAppEnrollment($password: String!) {\n  startAuthenticatorAppEnrollment(password: $password) {\n    __typename\n    ... on AuthenticatorAppEnrollment {\n      enrollmentId\n      key\n      otpauthUri\n      qrCodeSvg\n      expiresAt\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.StartAuthenticatorAppEnrollmentDocument,
    "mutation StartSmsEnrollment($input: StartSmsEnrollmentInput!) {\n  startSmsEnrollment(input: $input) {\n    __typename\n    ...NumberEnrollment\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.StartSmsEnrollmentDocument,
    "mutation StepUp($password: String!) {\n  stepUp(password: $password) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": typeof types.StepUpDocument,
};
const documents: Documents = {
    "mutation AnswerChallenge($input: AnswerChallengeInput!) {\n  answerChallenge(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}": types.AnswerChallengeDocument,
    "mutation ChangeDefaultMethod($method: Method!) {\n  changeDefaultMethod(method: $method) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}": types.ChangeDefaultMethodDocument,
    "mutation ChooseMethod($challengeId: ID!, $method: Method!) {\n  chooseMethod(challengeId: $challengeId, method: $method) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": types.ChooseMethodDocument,
    "mutation ConfirmEnrollment($input: ConfirmEnrollmentInput!) {\n  confirmEnrollment(input: $input) {\n    __typename\n    ... on MethodEnrolled {\n      twoFactor {\n        ...SecondFactor\n      }\n      recoveryCodes\n      position\n    }\n    ...Refusal\n  }\n}": types.ConfirmEnrollmentDocument,
    "mutation EndSession($sessionId: ID!) {\n  endSession(sessionId: $sessionId)\n}": types.EndSessionDocument,
    "fragment Account on User {\n  id\n  username\n  displayName\n  role\n  twoFactor {\n    ...SecondFactor\n  }\n  sessions {\n    id\n    interface\n    amr\n    signedInAt\n    lastSeenAt\n    current\n  }\n}": types.AccountFragmentDoc,
    "fragment Challenge on LoginChallenge {\n  id\n  purpose\n  state\n  interface\n  method\n  methods {\n    method\n    isDefault\n    maskedPhoneNumber\n  }\n  expiresAt\n  attemptsLeft\n  lockedUntil\n  tokenExpiresAt\n  resendAvailableAt\n  delivery {\n    state\n    at\n    reason\n  }\n  allowedActions\n}": types.ChallengeFragmentDoc,
    "fragment Change on TwoFactorChanged {\n  twoFactor {\n    ...SecondFactor\n  }\n  position\n}": types.ChangeFragmentDoc,
    "fragment NewSession on Session {\n  id\n  token\n  expiresAt\n  interface\n  amr\n  restrictedToEnrollment\n}": types.NewSessionFragmentDoc,
    "fragment NumberEnrollment on SmsEnrollment {\n  enrollmentId\n  maskedPhoneNumber\n  tokenExpiresAt\n  resendAvailableAt\n  expiresAt\n  delivery {\n    state\n    at\n    reason\n  }\n  position\n}": types.NumberEnrollmentFragmentDoc,
    "fragment Prompt on ChallengeRequired {\n  challenge {\n    ...Challenge\n  }\n  position\n}": types.PromptFragmentDoc,
    "fragment Refusal on Rejected {\n  reason\n  message\n  attemptsLeft\n  retryAt\n  clockDifferenceSeconds\n  limit\n}": types.RefusalFragmentDoc,
    "fragment SecondFactor on TwoFactor {\n  enabled\n  methods {\n    method\n    isDefault\n    enrolledAt\n    lastUsedAt\n    maskedPhoneNumber\n  }\n  defaultMethod\n  defaultReason\n  recoveryCodesLeft\n  recoveryCodesIssuedAt\n  lockedUntil\n}": types.SecondFactorFragmentDoc,
    "fragment Success on SignedIn {\n  session {\n    ...NewSession\n  }\n  user {\n    ...Account\n  }\n  recoveryCodesLeft\n  position\n}": types.SuccessFragmentDoc,
    "subscription LoginChallengeChanged($id: ID!) {\n  loginChallengeChanged(id: $id) {\n    ...Challenge\n  }\n}": types.LoginChallengeChangedDocument,
    "query LoginChallenge($id: ID!, $after: Position) {\n  loginChallenge(id: $id, after: $after) {\n    ...Challenge\n  }\n}": types.LoginChallengeDocument,
    "query Me($after: Position) {\n  me(after: $after) {\n    ...Account\n  }\n}": types.MeDocument,
    "query Projections {\n  projections {\n    name\n    state\n    version\n    edition\n    position\n    lagEvents\n    oldestUnprocessedSeconds\n    parkedCount\n    parked {\n      id\n      position\n      eventType\n      since\n    }\n    building {\n      edition\n      startedAt\n      progress\n    }\n  }\n}": types.ProjectionsDocument,
    "mutation RedeemRecoveryCode($input: RedeemRecoveryCodeInput!) {\n  redeemRecoveryCode(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}": types.RedeemRecoveryCodeDocument,
    "mutation RegenerateRecoveryCodes($password: String!) {\n  regenerateRecoveryCodes(password: $password) {\n    __typename\n    ... on RecoveryCodes {\n      recoveryCodes\n      twoFactor {\n        ...SecondFactor\n      }\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}": types.RegenerateRecoveryCodesDocument,
    "mutation RemoveMethod($input: RemoveMethodInput!) {\n  removeMethod(input: $input) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}": types.RemoveMethodDocument,
    "mutation ResendEnrollmentToken($enrollmentId: ID!) {\n  resendEnrollmentToken(enrollmentId: $enrollmentId) {\n    __typename\n    ...NumberEnrollment\n    ...Refusal\n  }\n}": types.ResendEnrollmentTokenDocument,
    "mutation SendToken($challengeId: ID!) {\n  sendToken(challengeId: $challengeId) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": types.SendTokenDocument,
    "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    __typename\n    ...Success\n    ...Prompt\n    ... on EnrollmentRequired {\n      session {\n        ...NewSession\n      }\n      allowedMethods\n      position\n    }\n    ...Refusal\n  }\n}": types.SignInDocument,
    "mutation SignOut {\n  signOut\n}": types.SignOutDocument,
    "mutation StartAuthenticatorAppEnrollment($password: String!) {\n  startAuthenticatorAppEnrollment(password: $password) {\n    __typename\n    ... on AuthenticatorAppEnrollment {\n      enrollmentId\n      key\n      otpauthUri\n      qrCodeSvg\n      expiresAt\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}": types.StartAuthenticatorAppEnrollmentDocument,
    "mutation StartSmsEnrollment($input: StartSmsEnrollmentInput!) {\n  startSmsEnrollment(input: $input) {\n    __typename\n    ...NumberEnrollment\n    ...Prompt\n    ...Refusal\n  }\n}": types.StartSmsEnrollmentDocument,
    "mutation StepUp($password: String!) {\n  stepUp(password: $password) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}": types.StepUpDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AnswerChallenge($input: AnswerChallengeInput!) {\n  answerChallenge(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').AnswerChallengeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeDefaultMethod($method: Method!) {\n  changeDefaultMethod(method: $method) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').ChangeDefaultMethodDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChooseMethod($challengeId: ID!, $method: Method!) {\n  chooseMethod(challengeId: $challengeId, method: $method) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').ChooseMethodDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ConfirmEnrollment($input: ConfirmEnrollmentInput!) {\n  confirmEnrollment(input: $input) {\n    __typename\n    ... on MethodEnrolled {\n      twoFactor {\n        ...SecondFactor\n      }\n      recoveryCodes\n      position\n    }\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').ConfirmEnrollmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndSession($sessionId: ID!) {\n  endSession(sessionId: $sessionId)\n}"): typeof import('./graphql.js').EndSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Account on User {\n  id\n  username\n  displayName\n  role\n  twoFactor {\n    ...SecondFactor\n  }\n  sessions {\n    id\n    interface\n    amr\n    signedInAt\n    lastSeenAt\n    current\n  }\n}"): typeof import('./graphql.js').AccountFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Challenge on LoginChallenge {\n  id\n  purpose\n  state\n  interface\n  method\n  methods {\n    method\n    isDefault\n    maskedPhoneNumber\n  }\n  expiresAt\n  attemptsLeft\n  lockedUntil\n  tokenExpiresAt\n  resendAvailableAt\n  delivery {\n    state\n    at\n    reason\n  }\n  allowedActions\n}"): typeof import('./graphql.js').ChallengeFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Change on TwoFactorChanged {\n  twoFactor {\n    ...SecondFactor\n  }\n  position\n}"): typeof import('./graphql.js').ChangeFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment NewSession on Session {\n  id\n  token\n  expiresAt\n  interface\n  amr\n  restrictedToEnrollment\n}"): typeof import('./graphql.js').NewSessionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment NumberEnrollment on SmsEnrollment {\n  enrollmentId\n  maskedPhoneNumber\n  tokenExpiresAt\n  resendAvailableAt\n  expiresAt\n  delivery {\n    state\n    at\n    reason\n  }\n  position\n}"): typeof import('./graphql.js').NumberEnrollmentFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Prompt on ChallengeRequired {\n  challenge {\n    ...Challenge\n  }\n  position\n}"): typeof import('./graphql.js').PromptFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Refusal on Rejected {\n  reason\n  message\n  attemptsLeft\n  retryAt\n  clockDifferenceSeconds\n  limit\n}"): typeof import('./graphql.js').RefusalFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SecondFactor on TwoFactor {\n  enabled\n  methods {\n    method\n    isDefault\n    enrolledAt\n    lastUsedAt\n    maskedPhoneNumber\n  }\n  defaultMethod\n  defaultReason\n  recoveryCodesLeft\n  recoveryCodesIssuedAt\n  lockedUntil\n}"): typeof import('./graphql.js').SecondFactorFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Success on SignedIn {\n  session {\n    ...NewSession\n  }\n  user {\n    ...Account\n  }\n  recoveryCodesLeft\n  position\n}"): typeof import('./graphql.js').SuccessFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription LoginChallengeChanged($id: ID!) {\n  loginChallengeChanged(id: $id) {\n    ...Challenge\n  }\n}"): typeof import('./graphql.js').LoginChallengeChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LoginChallenge($id: ID!, $after: Position) {\n  loginChallenge(id: $id, after: $after) {\n    ...Challenge\n  }\n}"): typeof import('./graphql.js').LoginChallengeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me($after: Position) {\n  me(after: $after) {\n    ...Account\n  }\n}"): typeof import('./graphql.js').MeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Projections {\n  projections {\n    name\n    state\n    version\n    edition\n    position\n    lagEvents\n    oldestUnprocessedSeconds\n    parkedCount\n    parked {\n      id\n      position\n      eventType\n      since\n    }\n    building {\n      edition\n      startedAt\n      progress\n    }\n  }\n}"): typeof import('./graphql.js').ProjectionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RedeemRecoveryCode($input: RedeemRecoveryCodeInput!) {\n  redeemRecoveryCode(input: $input) {\n    __typename\n    ...Success\n    ... on SteppedUp {\n      until\n      position\n    }\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').RedeemRecoveryCodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RegenerateRecoveryCodes($password: String!) {\n  regenerateRecoveryCodes(password: $password) {\n    __typename\n    ... on RecoveryCodes {\n      recoveryCodes\n      twoFactor {\n        ...SecondFactor\n      }\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').RegenerateRecoveryCodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveMethod($input: RemoveMethodInput!) {\n  removeMethod(input: $input) {\n    __typename\n    ...Change\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').RemoveMethodDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResendEnrollmentToken($enrollmentId: ID!) {\n  resendEnrollmentToken(enrollmentId: $enrollmentId) {\n    __typename\n    ...NumberEnrollment\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').ResendEnrollmentTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SendToken($challengeId: ID!) {\n  sendToken(challengeId: $challengeId) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').SendTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    __typename\n    ...Success\n    ...Prompt\n    ... on EnrollmentRequired {\n      session {\n        ...NewSession\n      }\n      allowedMethods\n      position\n    }\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignOut {\n  signOut\n}"): typeof import('./graphql.js').SignOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartAuthenticatorAppEnrollment($password: String!) {\n  startAuthenticatorAppEnrollment(password: $password) {\n    __typename\n    ... on AuthenticatorAppEnrollment {\n      enrollmentId\n      key\n      otpauthUri\n      qrCodeSvg\n      expiresAt\n      position\n    }\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').StartAuthenticatorAppEnrollmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartSmsEnrollment($input: StartSmsEnrollmentInput!) {\n  startSmsEnrollment(input: $input) {\n    __typename\n    ...NumberEnrollment\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').StartSmsEnrollmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StepUp($password: String!) {\n  stepUp(password: $password) {\n    __typename\n    ...Prompt\n    ...Refusal\n  }\n}"): typeof import('./graphql.js').StepUpDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
