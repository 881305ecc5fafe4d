import { expect } from 'vitest';
import type { Client } from '../../src/client/client.js';
import {
  AnswerChallengeDocument,
  ChooseMethodDocument,
  ConfirmEnrollmentDocument,
  EndSessionDocument,
  type Interface,
  LoginChallengeDocument,
  MeDocument,
  type Method,
  RedeemRecoveryCodeDocument,
  RegenerateRecoveryCodesDocument,
  RemoveMethodDocument,
  SignInDocument,
  StartAuthenticatorAppEnrollmentDocument,
  StepUpDocument,
} from '../../src/client/generated/graphql.js';
import { tokenAt, wrongTokenAt } from './phone.js';

export interface PersonData {
  readonly userId: string;
  readonly resellerId: string;
  readonly username: string;
  readonly password: string;
}

/** A person with a browser and a phone. What each step must lead to is asserted where the step is taken for granted. */
export interface Person extends PersonData {
  /** The password; whatever comes of it. */
  signIn(through?: Interface, password?: string): Promise<SignInResult>;
  /** The password, where two-factor is off. @returns the session's token. */
  signInWithPassword(through?: Interface): Promise<string>;
  /** The password, where two-factor is on. @returns the challenge's id. */
  challenge(through?: Interface): Promise<string>;
  /** Password and token. @returns the session's token. */
  signInWithApp(through?: Interface): Promise<string>;
  answer(challengeId: string, token?: string, session?: string): Promise<AnswerResult>;
  redeem(challengeId: string, recoveryCode: string, session?: string): Promise<AnswerResult>;
  chooseMethod(challengeId: string, method: Method): Promise<ChooseResult>;
  /** What the sign-in page shows of a challenge. */
  loginChallenge(id: string, after?: string): Promise<LoginChallenge>;
  /** Enrolls an authenticator app, in a session of its own unless one is given. */
  enrollApp(session?: string): Promise<EnrolledApp>;
  startEnrollment(session: string, password?: string): Promise<StartResult>;
  confirm(session: string, enrollmentId: string, token: string): Promise<ConfirmResult>;
  stepUp(session: string, password?: string): Promise<StepUpResult>;
  removeApp(session: string, password?: string): Promise<RemoveResult>;
  regenerate(session: string, password?: string): Promise<RegenerateResult>;
  me(session: string): Promise<Me>;
  endSession(session: string, endedSessionId: string): Promise<boolean>;
  /** What the phone shows, now or so many steps away. */
  token(stepsAway?: number): string;
  /** A token that is wrong now and in the steps around it. */
  wrongToken(): string;
  /** The same person, with the same phone, at another server. */
  at(server: Client): Person;
  /** The same person with another phone, into which this key was typed. */
  withKey(key: string): Person;
}

export interface EnrolledApp {
  readonly session: string;
  readonly recoveryCodes: readonly string[];
  /** Base32. */
  readonly secret: string;
}

type Data<Document> = Document extends { __apiType?: (variables: infer _) => infer Result } ? Result : never;
export type SignInResult = Data<typeof SignInDocument>['signIn'];
export type AnswerResult =
  | Data<typeof AnswerChallengeDocument>['answerChallenge']
  | Data<typeof RedeemRecoveryCodeDocument>['redeemRecoveryCode'];
export type ChooseResult = Data<typeof ChooseMethodDocument>['chooseMethod'];
export type LoginChallenge = Data<typeof LoginChallengeDocument>['loginChallenge'];
export type StartResult = Data<typeof StartAuthenticatorAppEnrollmentDocument>['startAuthenticatorAppEnrollment'];
export type ConfirmResult = Data<typeof ConfirmEnrollmentDocument>['confirmEnrollment'];
export type StepUpResult = Data<typeof StepUpDocument>['stepUp'];
export type RemoveResult = Data<typeof RemoveMethodDocument>['removeMethod'];
export type RegenerateResult = Data<typeof RegenerateRecoveryCodesDocument>['regenerateRecoveryCodes'];
export type Me = Data<typeof MeDocument>['me'];

/** Narrows an answer to the type it must be of. */
export function being<Result extends { readonly __typename: string }, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): Extract<Result, { __typename: Name }> {
  expect(result).toMatchObject({ __typename: name });
  return result as Extract<Result, { __typename: Name }>;
}

/** @param phone has the secret (base32) of the method enrolled last. */
export function createPerson(
  data: PersonData,
  client: Client,
  clock: { readonly now: () => number },
  phone = { secret: '' },
): Person {
  const { username, password } = data;

  const person: Person = {
    ...data,
    signIn: async (through = 'CONTROL_PANEL', entered = password) => {
      const input = { username, password: entered, interface: through };
      return (await client.execute(SignInDocument, { input })).signIn;
    },
    signInWithPassword: async (through) => being(await person.signIn(through), 'SignedIn').session.token,
    challenge: async (through) => being(await person.signIn(through), 'ChallengeRequired').challenge.id,
    signInWithApp: async (through) =>
      being(await person.answer(await person.challenge(through)), 'SignedIn').session.token,
    answer: async (challengeId, token = person.token(), session) =>
      (await client.execute(AnswerChallengeDocument, { input: { challengeId, token } }, session)).answerChallenge,
    redeem: async (challengeId, recoveryCode, session) =>
      (await client.execute(RedeemRecoveryCodeDocument, { input: { challengeId, recoveryCode } }, session))
        .redeemRecoveryCode,
    chooseMethod: async (challengeId, method) =>
      (await client.execute(ChooseMethodDocument, { challengeId, method })).chooseMethod,
    loginChallenge: async (id, after) =>
      (await client.execute(LoginChallengeDocument, { id, ...(after !== undefined && { after }) })).loginChallenge,
    enrollApp: async (session) => {
      const own = session ?? (await person.signInWithPassword());
      const started = being(await person.startEnrollment(own), 'AuthenticatorAppEnrollment');
      const secret = secretOf(started.key);
      phone.secret = secret;
      const enrolled = being(await person.confirm(own, started.enrollmentId, person.token()), 'MethodEnrolled');
      return { session: own, secret, recoveryCodes: enrolled.recoveryCodes };
    },
    startEnrollment: async (session, entered = password) =>
      (await client.execute(StartAuthenticatorAppEnrollmentDocument, { password: entered }, session))
        .startAuthenticatorAppEnrollment,
    confirm: async (session, enrollmentId, token) =>
      (await client.execute(ConfirmEnrollmentDocument, { input: { enrollmentId, token } }, session)).confirmEnrollment,
    stepUp: async (session, entered = password) =>
      (await client.execute(StepUpDocument, { password: entered }, session)).stepUp,
    removeApp: async (session, entered = password) => {
      const input = { method: 'AUTHENTICATOR_APP', password: entered } as const;
      return (await client.execute(RemoveMethodDocument, { input }, session)).removeMethod;
    },
    regenerate: async (session, entered = password) =>
      (await client.execute(RegenerateRecoveryCodesDocument, { password: entered }, session)).regenerateRecoveryCodes,
    me: async (session) => (await client.execute(MeDocument, {}, session)).me,
    endSession: async (session, endedSessionId) =>
      (await client.execute(EndSessionDocument, { sessionId: endedSessionId }, session)).endSession,
    token: (stepsAway) => tokenAt(phone.secret, clock.now(), stepsAway),
    wrongToken: () => wrongTokenAt(phone.secret, clock.now()),
    at: (server) => createPerson(data, server, clock, phone),
    withKey: (key) => createPerson(data, client, clock, { secret: secretOf(key) }),
  };
  return person;
}

/** The key as a person types it, without the spaces between its groups. */
function secretOf(key: string): string {
  return key.replaceAll(' ', '');
}
