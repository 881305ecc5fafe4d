import type { LoginChallenge, User } from '../../../src/application/results.js';
import type { UseCases } from '../../../src/application/use-cases.js';
import type { LogFields, Logger } from '../../../src/graphql/logger.js';
import {
  createHttpServer,
  type HttpServer,
  type HttpServerDependencies,
  type HttpServerOptions,
} from '../../../src/graphql/server.js';

export const challenge: LoginChallenge = {
  id: 'challenge-1',
  purpose: 'SIGN_IN',
  state: 'OPEN',
  interface: 'CONTROL_PANEL',
  method: 'AUTHENTICATOR_APP',
  methods: [{ method: 'AUTHENTICATOR_APP', isDefault: true, maskedPhoneNumber: undefined }],
  expiresAt: '2026-11-24T03:57:05.000Z',
  attemptsLeft: 5,
  lockedUntil: undefined,
  allowedActions: ['ANSWER', 'REDEEM_RECOVERY_CODE'],
};

export const user: User = {
  id: 'user-1',
  username: 'olivia',
  displayName: 'Olivia Owner',
  role: 'OWNER',
  twoFactor: { enabled: false, methods: [], recoveryCodesLeft: 0 },
  sessions: [],
};

const unasked = async (): Promise<never> => {
  throw new Error('No test asked for this.');
};

/** Use cases that answer nothing, but for those given. */
function fakeUseCases(given: Partial<UseCases> = {}): UseCases {
  return {
    authenticate: async () => undefined,
    signIn: unasked,
    answerChallenge: unasked,
    redeemRecoveryCode: unasked,
    sendToken: unasked,
    chooseMethod: unasked,
    stepUp: unasked,
    startAuthenticatorAppEnrollment: unasked,
    startSmsEnrollment: unasked,
    resendEnrollmentToken: unasked,
    confirmEnrollment: unasked,
    changeDefaultMethod: unasked,
    removeMethod: unasked,
    regenerateRecoveryCodes: unasked,
    signOut: unasked,
    endSession: unasked,
    loginChallenge: unasked,
    watchLoginChallenge: unasked,
    me: unasked,
    projections: unasked,
    ...given,
  };
}

export interface LogLine extends LogFields {
  readonly level: keyof Logger;
  readonly message: string;
}

export interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly string[];
    readonly extensions: { readonly code: string; readonly field?: string; readonly correlationId?: string };
  }[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: GraphqlBody;
}

export interface Api extends AsyncDisposable {
  readonly server: HttpServer;
  readonly origin: string;
  readonly logged: readonly LogLine[];
  /** Sends `{ query, variables }` as a client does. */
  query(query: string, variables?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a body as it is. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
}

type Given = Partial<HttpServerDependencies> & Partial<HttpServerOptions>;

/** A server over use cases that are plain functions, and what it logs. */
export function createApi(useCases: Partial<UseCases> = {}, given: Given = {}) {
  const logged: LogLine[] = [];
  const logTo = (level: keyof Logger) => (fields: LogFields, message: string) => {
    logged.push({ level, message, ...fields });
  };
  const dependencies: HttpServerDependencies = {
    useCases: fakeUseCases(useCases),
    logger: { debug: logTo('debug'), info: logTo('info'), warn: logTo('warn'), error: logTo('error') },
    createCorrelationId: () => 'made-up-id',
    readiness: async () => ({ ready: true, degraded: false, checks: [{ name: 'eventStore', ok: true }] }),
    jwks: async () => ({ keys: [] }),
    routes: [],
    ...given,
  };
  const options: HttpServerOptions = {
    host: '127.0.0.1',
    port: 0,
    servesApi: true,
    development: false,
    allowedOrigins: [],
    trustedProxies: 0,
    ...given,
  };
  return { server: createHttpServer(dependencies, options), logged };
}

/** The same, listening on a free port. */
export async function startApi(useCases: Partial<UseCases> = {}, given: Given = {}): Promise<Api> {
  const { server, logged } = createApi(useCases, given);
  const origin = await server.listen();

  const post: Api['post'] = async (body, headers) => {
    const response = await fetch(`${origin}/graphql`, { method: 'POST', body, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as GraphqlBody };
  };
  return {
    server,
    origin,
    logged,
    post,
    query: (query, variables, headers = {}) =>
      post(JSON.stringify({ query, variables }), { 'content-type': 'application/json', ...headers }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
