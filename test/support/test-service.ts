import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addUser } from '../../src/application/add-user.js';
import { openReseller } from '../../src/application/open-reseller.js';
import type { RequestContext } from '../../src/application/request-context.js';
import { setPassword } from '../../src/application/set-password.js';
import { type Client, createClient } from '../../src/client/client.js';
import { type Service, startService } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { second } from '../../src/domain/instant.js';
import { decideReseller } from '../../src/domain/reseller/decide.js';
import { defaultPolicy, type Policy } from '../../src/domain/reseller/state.js';
import type { RecordedEvent } from '../../src/event-store/port.js';
import { createLogger } from '../../src/logger.js';
import { createPerson, type EnrolledApp, type Person, type PersonData } from './person.js';

/** When the clock of a test service starts: 10 seconds into a time step. */
const startOfTest = Date.parse('2026-11-24T12:00:10.000Z');

export const testPassword = 'a lantern over the river';

/** The whole product in this process: real SQLite files, a real HTTP server, a clock that the test moves. */
export interface TestService {
  readonly url: string;
  readonly directory: string;
  readonly service: Service;
  readonly client: Client;
  readonly now: () => number;
  advance(milliseconds: number): void;
  /** A user of a reseller of their own, as its owner. */
  addPerson(username: string): Promise<Person>;
  /** The same with an authenticator app, half a minute after its enrollment: its next token is there. */
  addEnrolledPerson(username: string): Promise<Person & EnrolledApp>;
  /** Another user of a person's reseller. */
  addColleague(of: Person, username: string): Promise<Person>;
  /** Sets a person's password, as a reset does. */
  setPassword(of: PersonData, password: string): Promise<void>;
  /** Sets the policy of a person's reseller; the rest of it is as it is by default. */
  setPolicy(of: PersonData, policy: Partial<Policy>): Promise<void>;
  /** A client of another server over the same data directory, which closes with this one. */
  anotherServer(): Promise<Client>;
  /** The whole history. */
  history(): Promise<readonly RecordedEvent[]>;
  /** POSTs a body as it stands. */
  post(body: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Sends an operation as text. */
  send(query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/** A GraphQL answer as it came. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

export const operator: RequestContext = { correlationId: 'test', actor: { kind: 'operator' } };

/** @param log is given every line that is logged, at the level of `LOG_LEVEL`. */
export async function startTestService(
  settings: Readonly<Record<string, string>> = {},
  log?: (line: string) => void,
): Promise<TestService> {
  const directory = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
  const config = readConfig({
    DATA_DIR: directory,
    PORT: '0',
    PUBLIC_URL: 'http://sallyport.test',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  let now = startOfTest;
  const surroundings = { clock: () => now, randomBytes };
  const destination = log === undefined ? {} : { destination: { write: log } };
  const logger = createLogger({ level: config.logLevel, pretty: false, ...destination });
  const service = await startService(config, logger, surroundings);
  await service.views.caughtUp;
  const { core, eventStore } = service.installation;
  const url = `${service.url}/graphql`;
  const client = createClient({ url, fetch });
  const clock = { now: () => now };
  const entry = (username: string) => ({
    username,
    email: `${username}@example.com`,
    displayName: username,
    password: testPassword,
  });

  const others: Service[] = [];

  const advance = (milliseconds: number): void => {
    now += milliseconds;
  };
  const addPerson = async (username: string): Promise<Person> => {
    const { ownerId, resellerId } = await openReseller(core, { name: username, owner: entry(username) }, operator);
    return createPerson({ userId: ownerId, resellerId, username, password: testPassword }, client, clock);
  };

  const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  return {
    url,
    directory,
    service,
    client,
    now: clock.now,
    advance,
    addPerson,
    addEnrolledPerson: async (username) => {
      const person = await addPerson(username);
      const app = await person.enrollApp();
      advance(30 * second);
      return { ...person, ...app };
    },
    addColleague: async (of, username) => {
      const { resellerId } = of;
      const userId = await addUser(core, entry(username), { resellerId, role: 'MEMBER' }, operator);
      return createPerson({ userId, resellerId, username, password: testPassword }, client, clock);
    },
    setPassword: ({ username }, password) => setPassword(core, { username, password }, operator),
    setPolicy: async ({ resellerId }, changes) => {
      const policy = { ...defaultPolicy, ...changes };
      await core.resellers.handle(resellerId, operator, (state) =>
        decideReseller(state, { type: 'setPolicy', policy }),
      );
    },
    anotherServer: async () => {
      const other = await startService(config, logger, surroundings);
      others.push(other);
      return createClient({ url: `${other.url}/graphql`, fetch });
    },
    history: async () => {
      const events: RecordedEvent[] = [];
      for await (const batch of eventStore.readAll()) events.push(...batch);
      return events;
    },
    post,
    send: async (query, variables = {}, headers = {}) => {
      const response = await post(JSON.stringify({ query, variables }), headers);
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as Partial<Answer>;
      return { status: response.status, text, data, errors };
    },
    close: async () => {
      await Promise.all(others.map((other) => other.close()));
      await service.close();
      await rm(directory, { recursive: true });
    },
  };
}
