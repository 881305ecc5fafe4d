import { type Instant, instantOf } from '../../domain/instant.js';

/** A message that would have gone to a person. */
export interface OutboxMessage {
  readonly channel: 'SMS' | 'EMAIL';
  /** A phone number in E.164, or an email address. */
  readonly to: string;
  readonly text: string;
  readonly at: Instant;
}

export interface NewOutboxMessage extends Omit<OutboxMessage, 'at'> {
  /** A message is put once: another one of its id is passed over. */
  readonly id: string;
}

/** Where messages end up while nobody is to get any: in development. What is in it can be read by whoever runs it. */
export interface Outbox {
  put(message: NewOutboxMessage): void;
  /** The newest hundred, newest first. */
  messages(): readonly OutboxMessage[];
}

export interface OutboxDependencies {
  readonly clock: () => number;
  /** Shows a text to the person who runs the program. Not a log: the messages hold tokens. */
  readonly print: (text: string) => void;
}

const kept = 100;

export function createOutbox({ clock, print }: OutboxDependencies): Outbox {
  /** Oldest first. */
  const messages = new Map<string, OutboxMessage>();

  return {
    put: ({ id, ...message }) => {
      if (messages.has(id)) return;
      const [oldest] = messages.keys();
      if (messages.size === kept && oldest !== undefined) messages.delete(oldest);
      messages.set(id, { ...message, at: instantOf(clock()) });
      print(inWords(message));
    },
    messages: () => [...messages.values()].reverse(),
  };
}

/** Set apart from what else is printed. A control character in a name could hide or forge lines of a terminal. */
function inWords({ channel, to, text }: Omit<OutboxMessage, 'at'>): string {
  const lines = [`${channel} to ${to}`, ...text.split('\n')].map((line) => line.replaceAll(/\p{C}/gu, '\u{fffd}'));
  return `\n${lines.map((line) => `  | ${line}`).join('\n')}\n\n`;
}
