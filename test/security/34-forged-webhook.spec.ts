// Threat: somebody who is not the provider reports that a message has arrived or failed, or repeats a report of the provider.
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf, type PersonHistory } from '../support/person-history.js';
import { withSms } from '../support/sms-person.js';
import { messageBirdApi } from '../support/sms-providers/messagebird-api.js';
import { type ProviderServer, startProviderServer } from '../support/sms-providers/provider-server.js';
import {
  formHeaders,
  type MessageBirdSigning,
  messageBirdForm,
  messageBirdReport,
  type Reported,
  type SignedReport,
  sendReport,
  twilioReport,
} from '../support/sms-providers/signed-reports.js';
import { startTestService, type TestService } from '../support/test-service.js';

const origin = 'https://sign-in.example';
const signingKey = 'signing-key-of-our-account';
const authToken = 'auth-token-of-our-account';
const anothersKey = 'key-of-another-account';

describe('a forged provider webhook', () => {
  const before = https.globalAgent;
  let messageBird: ProviderServer;
  let service: TestService;
  beforeAll(async () => {
    messageBird = await startProviderServer(messageBirdApi);
    https.globalAgent = messageBird.agent;
    service = await startTestService({
      PUBLIC_URL: origin,
      SMS_PROVIDERS: 'messagebird,twilio',
      MESSAGEBIRD_ACCESS_KEY: 'access-key-of-our-account',
      MESSAGEBIRD_SIGNING_KEY: signingKey,
      MESSAGEBIRD_ORIGINATOR: 'Sallyport',
      TWILIO_ACCOUNT_SID: `AC${'5a'.repeat(16)}`,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: '+14165550100',
    });
  });
  afterAll(async () => {
    await service.close();
    await messageBird.close();
    https.globalAgent = before;
  });

  let people = 0;
  /** A token that a provider has taken and not reported on yet. */
  async function sentToken(): Promise<{ readonly tokenId: string; readonly history: PersonHistory }> {
    people += 1;
    const person: Person = await service.addPerson(`person-${people}`);
    const phone = withSms(person, service, `+1416555${String(1_000 + people)}`);
    being(await phone.startEnrollment(await person.signInWithPassword()), 'SmsEnrollment');
    const history = historyOf(service, person);
    await expect.poll(() => history.count('TokenSent'), { timeout: 15_000 }).toBe(1);
    await history.news();
    const [issued] = await history.dataOf('EnrollmentTokenIssued');
    return { tokenId: issued!.tokenId, history };
  }

  let requests = 0;
  const now = (): MessageBirdSigning => {
    requests += 1;
    return { signingKey, at: service.now(), jti: `request-${requests}` };
  };
  const delivered = (tokenId: string): Reported => ({ origin, tokenId, status: 'delivered' });
  const statusOf = async (report: SignedReport) => (await sendReport(service.service.url, report)).status;

  describe('messagebird: it is refused, and nothing is recorded', () => {
    const refused = refusingOneToken();

    it.each([
      ['wrong key', { signingKey: 'guess' }],
      ['the key of another account', { signingKey: anothersKey }],
      ['an empty key', { signingKey: '' }],
      ['alg none', { algorithm: 'none' }],
      ['alg None', { algorithm: 'None' }],
      ['an algorithm with keys of another kind', { algorithm: 'RS256' }],
      ['another issuer', { claims: { iss: 'SomebodyElse' } }],
      ['no issuer', { claims: { iss: undefined } }],
      ['no end', { claims: { exp: undefined } }],
      ['no beginning', { claims: { nbf: undefined } }],
      ['no id', { claims: { jti: undefined } }],
      ['no address', { claims: { url_hash: undefined } }],
      ['an end that is no time', { claims: { exp: 'never' } }],
    ] as const)('%s', async (_, signing) => {
      await refused((tokenId) => messageBirdReport(delivered(tokenId), { ...now(), ...signing }));
    });

    it.each([
      ['stale, as soon as its minute and five seconds are over', -65 * second],
      ['stale by an hour', -hour],
      ['not yet valid', 6 * second],
    ] as const)('%s', async (_, difference) => {
      const at = service.now() + difference;
      await refused((tokenId) => messageBirdReport(delivered(tokenId), { ...now(), at }));
    });

    it('its query was altered', async () => {
      await refused((tokenId) => {
        const report = messageBirdReport({ ...delivered(tokenId), status: 'sent' }, now());
        return { ...report, path: report.path.replace('status=sent', 'status=delivered') };
      });
    });

    it('its query was made longer', async () => {
      await refused((tokenId) => {
        const report = messageBirdReport({ ...delivered(tokenId), status: 'sent' }, now());
        return { ...report, path: `${report.path}&status=delivered` };
      });
    });

    it('its body was altered', async () => {
      await refused((tokenId) => {
        const report = messageBirdForm({ ...delivered(tokenId), status: 'sent' }, now());
        return { ...report, body: report.body!.replace('status=sent', 'status=delivered') };
      });
    });

    it('a body was added to a request that was signed without one', async () => {
      const signing = { ...now(), claims: { payload_hash: undefined } };
      await refused((tokenId) => messageBirdForm(delivered(tokenId), signing));
    });

    it('signed for another address', async () => {
      await refused((tokenId) => messageBirdReport({ ...delivered(tokenId), origin: 'https://evil.example' }, now()));
    });

    it.each([
      ['no signature', {}],
      ['an empty signature', { 'messagebird-signature-jwt': '' }],
      ['a signature that is none', { 'messagebird-signature-jwt': 'a.b.c' }],
      ['a signature in the old header', { 'messagebird-signature': 'a.b.c' }],
    ] as const)('%s', async (_, headers) => {
      await refused((tokenId) => ({ ...messageBirdReport(delivered(tokenId), now()), headers: { ...headers } }));
    });

    it.each([
      ['a huge body', formHeaders, 413],
      ['a body that is no form', { 'content-type': 'application/json' }, 415],
    ] as const)('%s', async (_, headers, expected) => {
      const body = JSON.stringify('x'.repeat(1024 * 1024));
      await refused((tokenId) => ({ ...messageBirdForm(delivered(tokenId), now()), headers, body }), expected);
    });

    it('a genuine one of something that is no token of ours: malformed', async () => {
      await refused(() => messageBirdReport(delivered('somebody'), now()), 400);
    });
  });

  describe('twilio: it is refused, and nothing is recorded', () => {
    const refused = refusingOneToken();

    it.each([
      ['wrong key', 'guess'],
      ['the key of another account', anothersKey],
      ['an empty key', ''],
    ])('%s', async (_, key) => {
      await refused((tokenId) => twilioReport(delivered(tokenId), key));
    });

    it.each([
      ['its status was altered', 'MessageStatus=sent', 'MessageStatus=delivered'],
      ['a field was added', 'MessageStatus=sent', 'MessageStatus=sent&MessageStatus=delivered'],
      ['a field was taken away', '&SmsStatus=sent', ''],
    ])('%s', async (_, from, to) => {
      await refused((tokenId) => {
        const report = twilioReport({ ...delivered(tokenId), status: 'sent' }, authToken);
        return { ...report, body: report.body!.replace(from, to) };
      });
    });

    it('the token in its address was altered', async () => {
      const other = await sentToken();
      await refused((tokenId) => {
        const report = twilioReport(delivered(other.tokenId), authToken);
        return { ...report, path: report.path.replace(other.tokenId, tokenId) };
      });
      expect(await other.history.news()).toEqual([]);
    });

    it('signed for another address', async () => {
      await refused((tokenId) => twilioReport({ ...delivered(tokenId), origin: 'https://evil.example' }, authToken));
    });

    it.each([
      ['no signature', {}],
      ['an empty signature', { 'x-twilio-signature': '' }],
      ['a signature that is none', { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ] as const)('%s', async (_, headers) => {
      await refused((tokenId) => ({
        ...twilioReport(delivered(tokenId), authToken),
        headers: { ...formHeaders, ...headers },
      }));
    });

    it.each([
      ['a huge body', formHeaders, 413],
      ['a body that is no form', { 'content-type': 'application/json' }, 415],
    ] as const)('%s', async (_, headers, expected) => {
      const body = JSON.stringify('x'.repeat(1024 * 1024));
      await refused((tokenId) => ({ ...twilioReport(delivered(tokenId), authToken), headers, body }), expected);
    });

    it('a genuine one of something that is no token of ours: malformed', async () => {
      await refused(() => twilioReport(delivered('somebody'), authToken), 400);
    });
  });

  const genuine = [
    ['messagebird, in its query', 'messagebird', (reported: Reported) => messageBirdReport(reported, now())],
    ['messagebird, as a form', 'messagebird', (reported: Reported) => messageBirdForm(reported, now())],
    ['twilio', 'twilio', (reported: Reported) => twilioReport(reported, authToken)],
  ] as const;

  describe.each(genuine)('the right one is recorded: %s', (_, provider, make) => {
    it('delivered, once; and again nothing', async () => {
      const { tokenId, history } = await sentToken();
      const report = make(delivered(tokenId));
      expect(await statusOf(report)).toBe(204);
      expect(await history.dataOf('TokenDelivered')).toEqual([{ tokenId, provider }]);
      expect(await statusOf(report)).toBe(403);
      expect(await history.news()).toEqual(['TokenDelivered']);
    });

    it('the same many times at once: one is taken', async () => {
      const { tokenId, history } = await sentToken();
      const report = make(delivered(tokenId));
      const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(report)));
      expect(statuses.toSorted((one, other) => one - other)).toEqual([204, ...Array<number>(19).fill(403)]);
      expect(await history.news()).toEqual(['TokenDelivered']);
    });

    it('on its way: nothing is recorded yet', async () => {
      const { tokenId, history } = await sentToken();
      expect(await statusOf(make({ ...delivered(tokenId), status: 'sent' }))).toBe(204);
      expect(await history.news()).toEqual([]);
      expect(await statusOf(make(delivered(tokenId)))).toBe(204);
      expect(await history.news()).toEqual(['TokenDelivered']);
    });
  });

  it.each([
    ['messagebird', 'expired', (reported: Reported) => messageBirdReport(reported, now())],
    ['messagebird', 'delivery_failed', (reported: Reported) => messageBirdForm(reported, now())],
    ['twilio', 'undelivered', (reported: Reported) => twilioReport(reported, authToken)],
    ['twilio', 'failed', (reported: Reported) => twilioReport(reported, authToken)],
  ] as const)('%s, %s: it did not arrive', async (provider, status, make) => {
    const { tokenId, history } = await sentToken();
    expect(await statusOf(make({ origin, tokenId, status }))).toBe(204);
    expect(await history.dataOf('TokenDeliveryFailed')).toEqual([
      { tokenId, provider, reason: 'UNDELIVERED', final: true },
    ]);
  });

  it('twilio: a report cut up differently under the same signature is the same report', async () => {
    const { tokenId, history } = await sentToken();
    const report = twilioReport({ ...delivered(tokenId), status: 'undelivered' }, authToken);
    expect(await statusOf(report)).toBe(204);
    const recut = { ...report, body: report.body!.replace('ApiVersion=2010-', 'ApiVersion2010=-') };
    expect(recut.body).not.toBe(report.body);
    expect(await statusOf(recut)).toBe(403);
    expect(await history.news()).toEqual(['TokenDeliveryFailed']);
  });

  it('twilio: its signatures have no end, but an hour later no report of a token changes anything', async () => {
    const { tokenId, history } = await sentToken();
    const seen = twilioReport(delivered(tokenId), authToken);
    const unseen = twilioReport({ ...delivered(tokenId), status: 'failed' }, authToken);
    expect(await statusOf(seen)).toBe(204);
    await history.news();
    service.advance(hour + minute);
    await statusOf(seen);
    await statusOf(unseen);
    expect(await history.news()).toEqual([]);
  });

  it('forms are for these addresses only: elsewhere they stay refused (attack 18)', async () => {
    const form = await fetch(service.url, { method: 'POST', headers: formHeaders, body: 'query={__typename}' });
    expect(form.status).toBe(415);
  });

  /** Sends reports of one token, which stays as it is. */
  function refusingOneToken() {
    let sent: ReturnType<typeof sentToken> | undefined;
    return async (make: (tokenId: string) => SignedReport, expected = 403): Promise<void> => {
      sent ??= sentToken();
      const { tokenId, history } = await sent;
      const response = await sendReport(service.service.url, make(tokenId));
      expect({ status: response.status, body: await response.text() }).toEqual({ status: expected, body: '' });
      expect(await history.news()).toEqual([]);
    };
  }
});
