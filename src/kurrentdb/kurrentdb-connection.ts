import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { credentialsOf, deadlineOf, kurrentDbAddressOf } from './kurrentdb-address.js';
import { KurrentDbFailure, kurrentDbFailureOf } from './kurrentdb-failure.js';
import { requireSupportedVersion } from './server-version.js';

/** A connection to KurrentDB that is made again whenever it is lost. */
export interface KurrentDbConnection {
  /**
   * Runs an operation and waits for it no longer than the deadline.
   *
   * @throws {KurrentDbFailure} whatever went wrong.
   */
  run<Result>(operation: (client: KurrentDBClient) => Promise<Result>): Promise<Result>;
  /** For what is not over with one answer, as a subscription is. Ask for it anew each time: it may be another one. */
  client(): KurrentDBClient;
  /** Milliseconds that an answer is waited for. */
  readonly deadline: number;
  /** @throws {KurrentDbFailure} UNSUPPORTED: it is too old; or it cannot be asked. */
  requireSupportedServer(): Promise<void>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Milliseconds, where the connection string says nothing else. */
const usualDeadline = 5_000;

/**
 * Made at once: whether KurrentDB answers, or is there at all, turns out with the first operation.
 *
 * @param options.url a connection string; see `kurrentDbAddressOf`.
 * @throws {RangeError} the connection string cannot be used. The message does not repeat it: it may hold a password.
 */
export function openKurrentDb(options: { readonly url: string }): KurrentDbConnection {
  const address = kurrentDbAddressOf(options.url);
  const deadline = deadlineOf(address) ?? usualDeadline;
  let client = createClient(address);
  const replaced: KurrentDBClient[] = [];
  let isMisled = false;
  /** Each gives up on an operation that is under way. */
  const underWay = new Set<(failure: KurrentDbFailure) => void>();
  let isClosed = false;

  /** What the work gives; a failure of its own after the deadline. Neither the client's reads nor its appends have one. */
  const withinTime = <Result>(work: Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new KurrentDbFailure('TIMED_OUT')), deadline);
      underWay.add(reject);
      const over = (): void => {
        clearTimeout(timer);
        underWay.delete(reject);
      };
      // What comes after the deadline is nobody's business any more.
      void work.then(resolve, reject).finally(over);
    });

  /** What runs on the old one goes on there, as long as it can. */
  const replaceClient = (used: KurrentDBClient): void => {
    if (client !== used || isClosed) return;
    client = createClient(address);
    replaced.push(used);
    isMisled = false;
  };

  const run: KurrentDbConnection['run'] = async (operation) => {
    if (isClosed) throw new KurrentDbFailure('UNAVAILABLE');
    const used = client;
    try {
      const result = await withinTime(operation(used));
      isMisled = false;
      return result;
    } catch (error) {
      const failure = kurrentDbFailureOf(error);
      // The client keeps a failed discovery for good, and refuses every later append with it. And its reader, sent to
      // a leader that is gone by now, never asks anybody else again.
      if (isFailedDiscovery(error) || (isMisled && failure.reason === 'UNAVAILABLE')) replaceClient(used);
      else if (failure.reason === 'NOT_LEADER') isMisled = true;
      throw failure;
    }
  };

  return {
    run,
    client: () => client,
    deadline,
    async requireSupportedServer() {
      // What the client itself asks for before its first append, and keeps. It is protected: this reaches past that.
      requireSupportedVersion(await run(async (asked) => (await asked['capabilities']).serverVersion));
    },
    async close() {
      isClosed = true;
      // Nobody will answer any more.
      for (const giveUp of underWay) giveUp(new KurrentDbFailure('UNAVAILABLE'));
      await Promise.all([...replaced, client].map((one) => one.dispose()));
    },
  };
}

/** @throws {RangeError} certificates cannot be read, or a setting has a value that it cannot have. */
function createClient(address: string): KurrentDBClient {
  try {
    const client = KurrentDBClient.connectionString(address);
    const credentials = credentialsOf(address);
    // Its native reader takes user and password as they stand in the address, percent-encoded, and would be refused. It
    // has no public place where they could be set for reads alone; this reaches past that.
    client['resolveBridgeCredentials'] = async (given) => given ?? credentials;
    return client;
  } catch (error) {
    // The errors of the parser repeat the address.
    const isFile = error instanceof Error && /certificate/i.test(error.message);
    throw new RangeError(
      isFile
        ? 'A certificate or key file that the address of KurrentDB names cannot be read.'
        : 'Not an address of KurrentDB: a setting has a value that it cannot have.',
    );
  }
}

function isFailedDiscovery(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Failed to discover');
}
