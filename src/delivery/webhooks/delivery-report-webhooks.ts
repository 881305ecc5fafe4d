import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenOrders } from '../../application/token-orders.js';
import { userOfToken } from '../../crypto/random-ids.js';
import { StoreUnavailable } from '../../event-store/port.js';
import type { DeliveryReport } from '../sms/provider.js';
import type { ReportSource, WebhookRequest } from './report-source.js';
import { createUsedSignatures, type UsedSignatures } from './used-signatures.js';

/** Why a report was not recorded. */
export type ReportRefusal =
  /** Not signed by the provider with our key, for this address and with this body. */
  | 'FORGED'
  /** Signed for another time. Many of them: one of the clocks is wrong. */
  | 'STALE'
  | 'REPLAYED'
  | 'MALFORMED'
  /** The history cannot be written; the provider will send the report again. */
  | 'STORE_UNAVAILABLE';

export interface DeliveryReportWebhooksDependencies {
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number;
  /** Where the providers reach the service, like `https://sign-in.example`: the signatures are over it. */
  readonly publicOrigin: string;
  readonly orders: Pick<TokenOrders, 'recordDelivered' | 'recordFailure'>;
  readonly messageBird?: { readonly signingKey: string };
  readonly twilio?: { readonly authToken: string };
  readonly onRefused: (reason: ReportRefusal, provider: DeliveryReport['provider']) => void;
}

const statusOf: Readonly<Record<ReportRefusal, number>> = {
  FORGED: 403,
  STALE: 403,
  REPLAYED: 403,
  MALFORMED: 400,
  STORE_UNAVAILABLE: 503,
};

/** Bytes of the largest form that is read; a report is a few hundred. */
const bodyLimit = 8 * 1024;

/**
 * Where the configured providers report what became of messages (D5): `/webhooks/messagebird` and `/webhooks/twilio`.
 * Its body parsers are its own: the rest of the server goes on refusing forms (attack 18).
 */
export function createDeliveryReportWebhooks(dependencies: DeliveryReportWebhooksDependencies): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit },
      // As it arrived: the signatures are over its bytes.
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    for (const source of await loadSources(dependencies)) addWebhook(server, dependencies, source);
  };
}

/** The packages of providers are loaded where they are used: they are large. */
async function loadSources(dependencies: DeliveryReportWebhooksDependencies): Promise<readonly ReportSource[]> {
  const { clock, messageBird, twilio } = dependencies;
  const sources: ReportSource[] = [];
  if (messageBird !== undefined) {
    const { createMessageBirdReports } = await import('../sms/messagebird/messagebird-reports.js');
    sources.push(createMessageBirdReports({ clock, ...messageBird }));
  }
  if (twilio !== undefined) {
    const { createTwilioReports } = await import('../sms/twilio/twilio-reports.js');
    sources.push(createTwilioReports({ clock, ...twilio }));
  }
  return sources;
}

function addWebhook(
  server: FastifyInstance,
  { clock, publicOrigin, orders, onRefused }: DeliveryReportWebhooksDependencies,
  source: ReportSource,
): void {
  const { provider, methods, path: url, signatureHeader } = source;
  const receive = createReceiver(source, orders, createUsedSignatures({ clock }));
  const refuse = (reply: FastifyReply, reason: ReportRefusal, status = statusOf[reason]): FastifyReply => {
    onRefused(reason, provider);
    return reply.code(status).send();
  };

  server.route({
    method: [...methods],
    url,
    handler: async (request, reply) => {
      const signature = request.headers[signatureHeader];
      const refusal = await receive({
        url: `${publicOrigin}${request.originalUrl}`,
        signature: typeof signature === 'string' ? signature : undefined,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      });
      return refusal === undefined ? reply.code(204).send() : refuse(reply, refusal);
    },
    errorHandler: (error: FastifyError, _request, reply) => {
      const { statusCode = 500 } = error;
      if (statusCode >= 500) throw error;
      void refuse(reply, 'MALFORMED', statusCode);
    },
  });
}

/** What is done with a request; it gives why it was refused. */
type Receiver = (request: WebhookRequest) => Promise<ReportRefusal | undefined>;

function createReceiver(
  source: ReportSource,
  orders: DeliveryReportWebhooksDependencies['orders'],
  used: UsedSignatures,
): Receiver {
  return async (request) => {
    const check = await source.checkSignature(request);
    if (check.kind === 'REFUSED') return check.reason;
    const { tokenId, status } = source.read(request);
    if (tokenId === undefined || userOfToken(tokenId) === undefined || status === undefined) return 'MALFORMED';
    if (!used.use(check.id, check.usableUntil)) return 'REPLAYED';
    const outcome = source.outcomes.get(status);
    if (outcome === undefined) return undefined;
    try {
      await record(orders, { tokenId, provider: source.provider, outcome });
      return undefined;
    } catch (error) {
      used.release(check.id);
      if (error instanceof StoreUnavailable) return 'STORE_UNAVAILABLE';
      throw error;
    }
  };
}

async function record(
  orders: DeliveryReportWebhooksDependencies['orders'],
  { tokenId, provider, outcome }: DeliveryReport,
): Promise<void> {
  switch (outcome) {
    case 'DELIVERED':
      return orders.recordDelivered(tokenId, provider);
    case 'UNDELIVERED':
      return orders.recordFailure(tokenId, { reason: 'UNDELIVERED', provider, final: true });
  }
}
