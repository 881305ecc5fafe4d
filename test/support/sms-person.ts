import { expect } from 'vitest';
import {
  AnswerChallengeDocument,
  ChooseMethodDocument,
  ConfirmEnrollmentDocument,
  ResendEnrollmentTokenDocument,
  SendTokenDocument,
  StartSmsEnrollmentDocument,
} from '../../src/client/generated/graphql.js';
import { second } from '../../src/domain/instant.js';
import { being, type EnrolledApp, type Person } from './person.js';
import type { TestService } from './test-service.js';

/** A message as the outbox shows it. */
interface Message {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  readonly at: string;
}

/** A person with a mobile phone that gets text messages. */
export interface SmsPerson {
  /** All messages to a number, newest first. */
  messages(to?: string): Promise<readonly Message[]>;
  /** The token of the newest message to a number, once there are so many. */
  token(count: number, to?: string): Promise<string>;
  /** The tokens that were ordered for this person, oldest first, sent or not. Each of them is paid for. */
  ordered(): Promise<readonly string[]>;
  /** The last one of them: what the phone shows once a sender has sent it. */
  orderedToken(): Promise<string>;
  /** Six digits that are none of them. */
  wrongToken(): Promise<string>;
  startEnrollment(session: string, phoneNumber?: string): ReturnType<typeof startEnrollment>;
  resend(session: string, enrollmentId: string): ReturnType<typeof resend>;
  confirm(session: string, enrollmentId: string, token: string): ReturnType<typeof confirm>;
  sendToken(challengeId: string, session?: string): ReturnType<typeof sendToken>;
  chooseSms(challengeId: string): ReturnType<typeof choose>;
  answer(challengeId: string, token: string, session?: string): ReturnType<typeof answer>;
  /** Enrolls the number in a session of its own. @returns the session, and how many messages the number has had. */
  enroll(): Promise<{ readonly session: string; readonly recoveryCodes: readonly string[] }>;
}

export const testNumber = '+14165550123';

/** A number of one block, counted from 0. Numbers of a block begin alike and share a budget; those of two do not (D3). */
export function numberInBlock(block: number): string {
  return `+1416${620 + block}0123`;
}

type Execute = TestService['client']['execute'];

const startEnrollment = async (
  execute: Execute,
  input: { readonly password: string; readonly phoneNumber: string },
  session: string,
) => (await execute(StartSmsEnrollmentDocument, { input }, session)).startSmsEnrollment;
const resend = async (execute: Execute, enrollmentId: string, session: string) =>
  (await execute(ResendEnrollmentTokenDocument, { enrollmentId }, session)).resendEnrollmentToken;
const confirm = async (
  execute: Execute,
  input: { readonly enrollmentId: string; readonly token: string },
  session: string,
) => (await execute(ConfirmEnrollmentDocument, { input }, session)).confirmEnrollment;
const sendToken = async (execute: Execute, challengeId: string, session?: string) =>
  (await execute(SendTokenDocument, { challengeId }, session)).sendToken;
const choose = async (execute: Execute, challengeId: string) =>
  (await execute(ChooseMethodDocument, { challengeId, method: 'SMS' })).chooseMethod;
const answer = async (
  execute: Execute,
  input: { readonly challengeId: string; readonly token: string },
  session?: string,
) => (await execute(AnswerChallengeDocument, { input }, session)).answerChallenge;

export function withSms(person: Person, { client, service, history }: TestService, number = testNumber): SmsPerson {
  const { execute } = client;
  const { smsTokens } = service.installation.core;
  const { password } = person;
  const messages = async (to = number): Promise<readonly Message[]> => {
    const response = await fetch(`${service.url}/dev/outbox.json`);
    const all = (await response.json()) as readonly Message[];
    return all.filter((message) => message.to === to);
  };

  const self: SmsPerson = {
    messages,
    async token(count, to) {
      await expect.poll(async () => (await messages(to)).length, { timeout: 15_000 }).toBe(count);
      const [newest] = await messages(to);
      const token = /^@sallyport\.test #([0-9]{6})$/m.exec(newest?.text ?? '')?.[1];
      if (token === undefined) throw new Error(`No token in: ${newest?.text ?? 'nothing'}`);
      return token;
    },
    async ordered() {
      const ofPerson = (await history()).filter(({ stream }) => stream === `twoFactor-${person.userId}`);
      return ofPerson.flatMap((event) =>
        event.type === 'TokenIssued' || event.type === 'EnrollmentTokenIssued'
          ? [smsTokens.tokenOf(event.data.tokenId)]
          : [],
      );
    },
    async orderedToken() {
      const token = (await self.ordered()).at(-1);
      if (token === undefined) throw new Error(`No token was ordered for ${person.username}.`);
      return token;
    },
    async wrongToken() {
      const right = await self.ordered();
      let token = '000000';
      while (right.includes(token)) token = otherThan(token);
      return token;
    },
    startEnrollment: (session, phoneNumber = number) => startEnrollment(execute, { password, phoneNumber }, session),
    resend: (session, enrollmentId) => resend(execute, enrollmentId, session),
    confirm: (session, enrollmentId, token) => confirm(execute, { enrollmentId, token }, session),
    sendToken: (challengeId, session) => sendToken(execute, challengeId, session),
    chooseSms: (challengeId) => choose(execute, challengeId),
    answer: (challengeId, token, session) => answer(execute, { challengeId, token }, session),
    async enroll() {
      const session = await person.signInWithPassword();
      const before = (await messages()).length;
      const { enrollmentId } = being(await self.startEnrollment(session), 'SmsEnrollment');
      const enrolled = being(await self.confirm(session, enrollmentId, await self.token(before + 1)), 'MethodEnrolled');
      return { session, recoveryCodes: enrolled.recoveryCodes };
    },
  };
  return self;
}

/** Another six digits than these. */
export function otherThan(token: string): string {
  return String((Number(token) + 1) % 1_000_000).padStart(6, '0');
}

/** Somebody who has enrolled both methods, and this session of theirs by a fresh answer of the app. */
export interface PersonWithBoth extends Person, EnrolledApp {
  readonly phone: SmsPerson;
}

/**
 * A user of a reseller of their own with an authenticator app and, enrolled after it and so the default, a number. The
 * next token of the app is there. One token was ordered; whether it was sent is not waited for.
 */
export async function addPersonWithBoth(
  service: TestService,
  username: string,
  number: string,
): Promise<PersonWithBoth> {
  const person = await service.addEnrolledPerson(username);
  const phone = withSms(person, service, number);
  const session = await person.signInWithApp();
  const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
  const { recoveryCodes } = being(
    await phone.confirm(session, enrollmentId, await phone.orderedToken()),
    'MethodEnrolled',
  );
  service.advance(30 * second);
  return { ...person, phone, session, recoveryCodes };
}
