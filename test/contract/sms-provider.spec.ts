import { createServer } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { agentLeadingTo } from '../../scripts/bench/sms-provider/agent-leading-to.js';
import type { Timers } from '../../src/application/timers.js';
import { createRandomIds } from '../../src/crypto/random-ids.js';
import { createMessageBirdProvider } from '../../src/delivery/sms/messagebird/messagebird-provider.js';
import type { SmsMessage, SmsProvider } from '../../src/delivery/sms/provider.js';
import { createTwilioProvider } from '../../src/delivery/sms/twilio/twilio-provider.js';
import { captureOutput } from '../support/captured-output.js';
import { placesOf, placesOfToken, textsOf } from '../support/secret-forms.js';
import { messageBirdApi } from '../support/sms-providers/messagebird-api.js';
import type { ProviderApi } from '../support/sms-providers/provider-api.js';
import { type ProviderServer, type Situation, startProviderServer } from '../support/sms-providers/provider-server.js';
import { twilioApi } from '../support/sms-providers/twilio-api.js';
import { createManualTime } from '../support/sms-sender/manual-time.js';
import { seededRandomBytes } from '../unit/crypto/seeded-random-bytes.js';

const key = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const accountSid = `AC${'5a'.repeat(16)}`;
const origin = 'https://sign-in.example';
const token = '918273';
const number = '+31612345678';
const from = '+31970001234';

/** How an adapter over a real package is built, so that its connections go through an agent. */
interface Adapter {
  readonly name: string;
  readonly api: ProviderApi;
  readonly credentials: string;
  readonly path: string;
  readonly reportsTo: string;
  create(agent: https.Agent, timers: Timers): SmsProvider;
}

const adapters: readonly Adapter[] = [
  {
    name: 'messagebird',
    api: messageBirdApi,
    credentials: key,
    path: '/messages',
    reportsTo: `${origin}/webhooks/messagebird`,
    create: (agent, timers) => {
      // The package takes no agent: it uses the one of the process.
      const before = https.globalAgent;
      https.globalAgent = agent;
      onTestFinished(() => {
        https.globalAgent = before;
      });
      const reportUrl = `${origin}/webhooks/messagebird`;
      return createMessageBirdProvider({ accessKey: key, originator: from, reportUrl, timers });
    },
  },
  {
    name: 'twilio',
    api: twilioApi,
    credentials: `${accountSid}:${key}`,
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    reportsTo: `${origin}/webhooks/twilio`,
    create: (agent, timers) => {
      const statusCallbackUrl = `${origin}/webhooks/twilio`;
      return createTwilioProvider({ accountSid, authToken: key, from, statusCallbackUrl, timers, agent });
    },
  },
];

const ids = createRandomIds({ randomBytes: seededRandomBytes('SMS providers'), now: () => 0 });

function message(): SmsMessage {
  const text = `${token} is your token to sign in. Never share it – нет.\n@sign-in.example #${token}`;
  return { tokenId: ids.tokenId(ids.userId()), to: number, text };
}

const patience = 5_000;

describe.each(adapters)('SMS provider: $name', ({ name, api, credentials, path, reportsTo, create }) => {
  async function start(agentOf: (server: ProviderServer) => https.Agent = ({ agent }) => agent) {
    const server = await startProviderServer(api);
    onTestFinished(() => server.close());
    const time = createManualTime();
    return { server, time, provider: create(agentOf(server), time.timers) };
  }

  async function outcomeWhere(situation: Situation) {
    const { server, time, provider } = await start();
    server.meet(situation);
    const outcome = await provider.send(message(), patience);
    expect(server.messages).toHaveLength(1);
    expect(time.waits()).toEqual([]);
    await server.allClosed();
    return outcome;
  }

  it('has its name', async () => {
    const { provider } = await start();
    expect(provider.name).toBe(name);
  });

  it('hands the message over, with the id of its token and the address for reports', async () => {
    const { server, provider } = await start();
    const sent = message();
    expect(await provider.send(sent, patience)).toEqual({ kind: 'ACCEPTED' });
    expect(server.messages).toEqual([
      { path, from, to: number, text: sent.text, reportsTo, reference: sent.tokenId, validity: 300, credentials },
    ]);
  });

  it.each([
    ['NUMBER_INVALID', { kind: 'REFUSED', reason: 'NUMBER_REFUSED' }],
    ['MESSAGE_INVALID', { kind: 'REFUSED', reason: 'MESSAGE_REFUSED' }],
    ['SENDER_INVALID', { kind: 'FAILED', reason: 'ACCESS_DENIED' }],
    ['KEY_UNKNOWN', { kind: 'FAILED', reason: 'ACCESS_DENIED' }],
    ['FORBIDDEN', { kind: 'FAILED', reason: 'ACCESS_DENIED' }],
    ['THROTTLED', { kind: 'FAILED', reason: 'THROTTLED' }],
    ['BROKEN', { kind: 'FAILED', reason: 'UNAVAILABLE' }],
    ['BAD_GATEWAY', { kind: 'FAILED', reason: 'UNAVAILABLE' }],
    ['STRANGE_ERROR', { kind: 'FAILED', reason: 'UNAVAILABLE' }],
    ['MOVED', { kind: 'FAILED', reason: 'UNAVAILABLE' }],
  ] as const)('an answer, asked for once: %s', async (situation, outcome) => {
    expect(await outcomeWhere(situation)).toEqual(outcome);
  });

  it.each(['CUT_AFTER_REQUEST', 'CUT_IN_ANSWER', 'UNREADABLE_SUCCESS', 'STRANGE_SUCCESS'] as const)(
    'nobody can say whether it was taken: %s',
    async (situation) => {
      expect(await outcomeWhere(situation)).toEqual({ kind: 'FAILED', reason: 'TIMED_OUT' });
    },
  );

  it.each(['SILENCE', 'DRIPPING'] as const)(
    'patience ends with %s: TIMED_OUT, and the connection is let go',
    async (situation) => {
      const { server, time, provider } = await start();
      server.meet(situation);
      const outcome = provider.send(message(), patience);
      await server.arrived(1);
      expect(time.waits()).toEqual([patience]);
      await time.advance(patience);
      expect(await outcome).toEqual({ kind: 'FAILED', reason: 'TIMED_OUT' });
      await server.allClosed();
    },
  );

  it('cannot be reached: UNAVAILABLE', async () => {
    const { server, provider } = await start();
    await server.close();
    expect(await provider.send(message(), patience)).toEqual({ kind: 'FAILED', reason: 'UNAVAILABLE' });
  });

  it('is not who it should be: UNAVAILABLE, and is told nothing', async () => {
    const { server, provider } = await start(({ port }) => agentLeadingTo(port, {}));
    expect(await provider.send(message(), patience)).toEqual({ kind: 'FAILED', reason: 'UNAVAILABLE' });
    expect(server.messages).toEqual([]);
  });

  it('does not speak TLS: UNAVAILABLE, and is told nothing', async () => {
    const told: string[] = [];
    const plain = createServer((request) => told.push(String(request.url)));
    await new Promise<void>((resolve) => void plain.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void plain.close());
    const { provider } = await start(() => agentLeadingTo((plain.address() as AddressInfo).port));
    expect(await provider.send(message(), patience)).toMatchObject({ kind: 'FAILED' });
    expect(told).toEqual([]);
  });

  it('30 messages side by side and 30 one by one: a connection each, none left, and no warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const { server, provider } = await start();
    const sent = Array.from({ length: 60 }, message);
    await Promise.all(sent.slice(0, 30).map((each) => provider.send(each, patience)));
    for (const each of sent.slice(30)) {
      await provider.send(each, patience);
    }
    expect(server.messages.map(({ reference }) => reference).toSorted()).toEqual(
      sent.map(({ tokenId }) => tokenId).toSorted(),
    );
    expect(server.connections()).toBe(60);
    await server.allClosed();
    expect(warnings).toEqual([]);
  });

  it('nothing of the message or of the account is in an outcome, or comes out anywhere', async () => {
    const output = captureOutput();
    onTestFinished(() => output.restore());
    const { server, provider } = await start();
    const told: unknown[] = [];
    for (const situation of refusing) {
      server.meet(situation);
      told.push(await provider.send(message(), patience).catch((error: unknown) => error));
    }
    expect(told).toHaveLength(refusing.length);
    const searched = textsOf({ outcomes: inspect(told, { depth: null, showHidden: true }), output: output.text() });
    for (const secret of [key, credentials, number, number.slice(1)]) {
      expect(placesOf(secret, searched)).toEqual([]);
    }
    expect(placesOfToken(token, searched)).toEqual([]);
  });
});

const refusing: readonly Situation[] = [
  'NUMBER_INVALID',
  'MESSAGE_INVALID',
  'SENDER_INVALID',
  'KEY_UNKNOWN',
  'FORBIDDEN',
  'THROTTLED',
  'BROKEN',
  'BAD_GATEWAY',
  'STRANGE_ERROR',
  'STRANGE_SUCCESS',
  'UNREADABLE_SUCCESS',
  'MOVED',
  'CUT_AFTER_REQUEST',
  'CUT_IN_ANSWER',
];
