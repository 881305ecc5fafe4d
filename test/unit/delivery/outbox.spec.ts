import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../src/delivery/outbox/outbox.js';
import { createOutboxProvider } from '../../../src/delivery/sms/outbox-provider.js';

const start = Date.parse('2026-11-24T12:00:00.000Z');

function startOutbox() {
  let now = start;
  const printed: string[] = [];
  const outbox = createOutbox({ clock: () => now, print: (text) => printed.push(text) });
  return {
    outbox,
    printed,
    put: (number: number, text = `text ${number}`) => {
      now = start + number;
      outbox.put({ id: `message-${number}`, channel: 'SMS', to: '+4915123456789', text });
    },
  };
}

describe('the outbox of development', () => {
  it('keeps messages, newest first, with when they were put', () => {
    const { outbox, put } = startOutbox();
    put(1);
    put(2);
    expect(outbox.messages()).toEqual([
      { channel: 'SMS', to: '+4915123456789', text: 'text 2', at: '2026-11-24T12:00:00.002Z' },
      { channel: 'SMS', to: '+4915123456789', text: 'text 1', at: '2026-11-24T12:00:00.001Z' },
    ]);
  });

  it('keeps the newest hundred', () => {
    const { outbox, put } = startOutbox();
    for (let number = 1; number <= 150; number += 1) put(number);
    const texts = outbox.messages().map(({ text }) => text);
    expect(texts).toHaveLength(100);
    expect([texts[0], texts[99]]).toEqual(['text 150', 'text 51']);
  });

  it('prints each message, set apart from what else is printed', () => {
    const { put, printed } = startOutbox();
    put(1, 'Your token is 123456.\n@localhost #123456');
    expect(printed).toEqual(['\n  | SMS to +4915123456789\n  | Your token is 123456.\n  | @localhost #123456\n\n']);
  });

  it('prints no control character: a name in a message could move the cursor', () => {
    const { put, printed } = startOutbox();
    put(1, 'Hello \u001b[2JEve\r');
    expect(printed).toEqual(['\n  | SMS to +4915123456789\n  | Hello \u{fffd}[2JEve\u{fffd}\n\n']);
  });
});

describe('the provider that sends to the outbox', () => {
  const message = { tokenId: 'token-1', to: '+4915123456789', text: '@localhost #123456' };

  it('D6: takes every message, and shows it as it is', async () => {
    const { outbox } = startOutbox();
    const provider = createOutboxProvider(outbox);
    expect(provider.name).toBe('outbox');
    expect(await provider.send(message, 5_000)).toEqual({ kind: 'ACCEPTED' });
    expect(outbox.messages()).toMatchObject([{ channel: 'SMS', to: message.to, text: message.text }]);
  });

  it('D5: sends no token twice', async () => {
    const { outbox, printed } = startOutbox();
    const provider = createOutboxProvider(outbox);
    await provider.send(message, 5_000);
    expect(await provider.send(message, 5_000)).toEqual({ kind: 'ACCEPTED' });
    expect(outbox.messages()).toHaveLength(1);
    expect(printed).toHaveLength(1);
  });
});
