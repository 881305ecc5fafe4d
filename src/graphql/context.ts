import type { RequestContext } from '../application/request-context.js';
import { actingAs } from '../application/request-context.js';
import type { UseCases } from '../application/use-cases.js';

/** What resolvers are given of the request that they serve. */
export interface ApiContext {
  readonly useCases: UseCases;
  readonly correlationId: string;
  /**
   * Who asks, and from where. The session's token is looked at when this is first called: a query that does not care
   * who asks does not pay for it.
   * @throws {StoreUnavailable}
   */
  readonly requestContext: () => Promise<RequestContext>;
  /** Shared by everything that handles the request. */
  readonly report: Report;
}

/** What the log line of the request will say of it. */
export interface Report {
  /** Name of the answer's type, or the reason of its refusal. */
  outcome?: string;
}

/** The parts of an HTTP request that say who asks. */
export interface IncomingRequest {
  readonly correlationId: string;
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly authorization: string | undefined;
}

/** RFC 6750, section 2.1. The limit is well above the size of a session's token. */
const bearer = /^Bearer ([A-Za-z0-9._~+/-]{1,4096}=*)$/i;

/** Characters of a user agent that are kept: enough to recognise a browser by. */
const userAgentLength = 256;

export function createApiContext(useCases: UseCases, request: IncomingRequest): ApiContext {
  let identified: Promise<RequestContext> | undefined;
  return {
    useCases,
    correlationId: request.correlationId,
    requestContext: () => (identified ??= identify(useCases, request)),
    report: {},
  };
}

/** A malformed header and a dead token are no caller: what needs one says so itself. */
async function identify(useCases: UseCases, request: IncomingRequest): Promise<RequestContext> {
  const { correlationId, address, userAgent, authorization } = request;
  const client = { address, ...(userAgent !== undefined && { userAgent: userAgent.slice(0, userAgentLength) }) };
  const anonymous: RequestContext = { correlationId, actor: { kind: 'anonymous' }, client };
  const token = bearer.exec(authorization ?? '')?.[1];
  if (token === undefined) return anonymous;
  const caller = await useCases.authenticate(token, anonymous);
  if (caller === undefined) return anonymous;
  return { ...actingAs(anonymous, caller.userId, caller.session.interface), caller };
}
