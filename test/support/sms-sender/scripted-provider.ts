import type { SendOutcome, SmsMessage, SmsProvider } from '../../../src/delivery/sms/provider.js';
import type { SmsProviderName } from '../../../src/domain/two-factor/sending.js';

/** A provider that answers as the test says, and remembers what it was asked to send. */
export interface ScriptedProvider extends SmsProvider {
  /** Every message that it was asked to take, in order, taken or not. */
  readonly asked: readonly SmsMessage[];
  /** Those that it has taken. */
  readonly taken: readonly SmsMessage[];
  /** How it answers from now on. */
  answerWith(answer: Answer): void;
}

export type Answer = (message: SmsMessage) => SendOutcome | Promise<SendOutcome>;

export const accept: Answer = () => ({ kind: 'ACCEPTED' });
export const fail: Answer = () => ({ kind: 'FAILED', reason: 'UNAVAILABLE' });
export const refuse: Answer = () => ({ kind: 'REFUSED', reason: 'NUMBER_REFUSED' });
export const neverAnswer: Answer = () => new Promise(() => undefined);

export function createScriptedProvider(name: SmsProviderName, initial: Answer = accept): ScriptedProvider {
  let answer = initial;
  const asked: SmsMessage[] = [];
  const taken: SmsMessage[] = [];
  return {
    name,
    asked,
    taken,
    async send(message) {
      asked.push(message);
      const outcome = await answer(message);
      if (outcome.kind === 'ACCEPTED') taken.push(message);
      return outcome;
    },
    answerWith(next) {
      answer = next;
    },
  };
}

/** An answer that the test gives later, to each message by itself. */
export function createHeldAnswers() {
  const held: ((outcome: SendOutcome) => void)[] = [];
  const answer: Answer = () => new Promise((resolve) => held.push(resolve));
  return {
    answer,
    /** How many messages wait for their answer. */
    waiting: () => held.length,
    /** Answers the one that has waited longest. */
    release: (outcome: SendOutcome = { kind: 'ACCEPTED' }) => held.shift()?.(outcome),
  };
}
