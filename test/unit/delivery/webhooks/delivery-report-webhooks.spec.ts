import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRandomIds } from '../../../../src/crypto/random-ids.js';
import {
  createDeliveryReportWebhooks,
  type DeliveryReportWebhooksDependencies,
} from '../../../../src/delivery/webhooks/delivery-report-webhooks.js';
import { minute } from '../../../../src/domain/instant.js';
import { StoreUnavailable } from '../../../../src/event-store/port.js';
import { placesOf, textsOf } from '../../../support/secret-forms.js';
import {
  formHeaders,
  messageBirdReport,
  type SignedReport,
  sendReport,
  twilioReport,
} from '../../../support/sms-providers/signed-reports.js';
import { seededRandomBytes } from '../../crypto/seeded-random-bytes.js';

const origin = 'https://sign-in.example';
const signingKey = 'signing-key';
const authToken = 'auth-token';
const at = Date.parse('2026-11-24T12:00:00.000Z');
const ids = createRandomIds({ randomBytes: seededRandomBytes('reports'), now: () => at });

let requests = 0;
const delivered = () => ({ origin, tokenId: ids.tokenId(ids.userId()), status: 'delivered' });
const signing = () => {
  requests += 1;
  return { signingKey, at, jti: `request-${requests}` };
};
const providers = [
  ['messagebird', () => messageBirdReport(delivered(), signing())],
  ['twilio', () => twilioReport(delivered(), authToken)],
] as const;

describe('delivery report webhooks', () => {
  /** A server with the webhooks, orders that can fail, and everything that came of reports. */
  async function start(
    configured: Partial<DeliveryReportWebhooksDependencies> = { messageBird: { signingKey }, twilio: { authToken } },
  ) {
    const recorded: string[] = [];
    const refused: string[] = [];
    const failures: Error[] = [];
    const store: { failure?: Error } = {};
    const record = async (tokenId: string) => {
      if (store.failure !== undefined) throw store.failure;
      recorded.push(tokenId);
    };
    const server = Fastify();
    onTestFinished(() => server.close());
    server.setErrorHandler((error: Error, _request, reply) => {
      failures.push(error);
      return reply.code(500).send({ masked: true });
    });
    await server.register(
      createDeliveryReportWebhooks({
        clock: () => at,
        publicOrigin: origin,
        orders: { recordDelivered: record, recordFailure: record },
        onRefused: (reason, provider) => refused.push(`${provider}: ${reason}`),
        ...configured,
      }),
    );
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const send = async (report: SignedReport) => (await sendReport(url, report)).status;
    return { send, store, recorded, refused, failures };
  }

  describe.each(providers)('%s', (provider, make) => {
    it('while the history cannot be written: 503, and the same again is taken later', async () => {
      const { send, store, recorded, refused } = await start();
      const report = make();
      store.failure = new StoreUnavailable();
      expect(await send(report)).toBe(503);
      expect(await send(report)).toBe(503);
      delete store.failure;
      expect(await send(report)).toBe(204);
      expect(recorded).toHaveLength(1);
      expect(refused).toEqual([`${provider}: STORE_UNAVAILABLE`, `${provider}: STORE_UNAVAILABLE`]);
    });

    it('a bug is for the server to answer and to log, and the same again is taken later', async () => {
      const { send, store, recorded, failures } = await start();
      const report = make();
      const bug = new Error('a bug');
      store.failure = bug;
      expect(await send(report)).toBe(500);
      expect(failures).toEqual([bug]);
      delete store.failure;
      expect(await send(report)).toBe(204);
      expect(recorded).toHaveLength(1);
    });

    it('says once why each was refused, and nothing of what was sent', async () => {
      const { send, refused } = await start();
      const report = make();
      await send({ ...report, headers: { ...formHeaders } });
      await send(report);
      await send(report);
      await send({ ...report, method: 'POST', headers: { ...formHeaders }, body: 'x'.repeat(10_000) });
      expect(refused).toEqual([`${provider}: FORGED`, `${provider}: REPLAYED`, `${provider}: MALFORMED`]);
      expect(placesOf(report.path, textsOf({ refused: refused.join() }))).toEqual([]);
    });

    it('is there only where it is configured', async () => {
      const { send, recorded, refused } = await start({});
      expect(await send(make())).toBe(404);
      expect(recorded).toEqual([]);
      expect(refused).toEqual([]);
    });

    it('the largest form that is read is 8 KiB', async () => {
      const { send } = await start();
      const report = { ...make(), method: 'POST', headers: formHeaders } as const;
      expect(await send({ ...report, body: 'x'.repeat(8 * 1024) })).toBe(403);
      expect(await send({ ...report, body: 'x'.repeat(8 * 1024 + 1) })).toBe(413);
    });
  });

  it('messagebird: a stale one is told from a forged one', async () => {
    const { send, refused } = await start();
    expect(await send(messageBirdReport(delivered(), { ...signing(), at: at - 2 * minute }))).toBe(403);
    expect(refused).toEqual(['messagebird: STALE']);
  });

  it.each([
    ['without a status', { origin, tokenId: ids.tokenId(ids.userId()), status: '' }, 204],
    ['of no token', { origin, tokenId: '', status: 'delivered' }, 400],
    ['of a token with a name like one of an object', { origin, tokenId: 'constructor', status: 'delivered' }, 400],
    ['with a status like a name of an object', { ...delivered(), status: 'constructor' }, 204],
  ])('a genuine one %s: nothing is recorded', async (_, reported, status) => {
    const { send, recorded } = await start();
    expect(await send(messageBirdReport(reported, signing()))).toBe(status);
    expect(await send(twilioReport(reported, authToken))).toBe(status);
    expect(recorded).toEqual([]);
  });
});
