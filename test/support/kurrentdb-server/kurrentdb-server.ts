/**
 * A server that speaks the published gRPC protocol of KurrentDB (streams v1, ServerFeatures, Gossip) to its real client,
 * written from the service definitions and the documented semantics: wire conformance, and faults on demand.
 *
 * It is no KurrentDB, and what passes here is to be run against one too (`KURRENTDB_URL`). It keeps everything in memory,
 * and does not model: replication and elections (a cluster is servers that share one history), durability, access control
 * lists, links and projections of its own, persistent subscriptions, multi-stream appends, stream metadata other than
 * what deleting sets, maximum age and count, scavenging that leaves the active chunk alone, and limits of time and memory.
 */
import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { listenForConnections } from './connections.js';
import { createAuthenticate, type User } from './credentials.js';
import { createFaults, type Faults } from './faults.js';
import { createHistory, type History, systemEvent } from './history.js';
import type { Endpoint } from './refusal.js';
import { addServices } from './services.js';

export interface KurrentDbServerOptions {
  /** Without them it is in insecure mode. Clients send credentials over TLS only, so `tls` has to be given too. */
  readonly user?: string;
  readonly password?: string;
  /** A certificate and its private key, in PEM. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** As it is told to clients; before 21.10 there are neither ServerFeatures nor BatchAppend. */
  readonly version?: string;
  /** That of another server: this one is another node of its cluster then. A new one by default. */
  readonly history?: History;
  /** Where the history's log begins; beyond what a JavaScript number can hold, by default. */
  readonly firstPosition?: bigint;
  /** In bytes of one append's events; 1 MiB by default. */
  readonly maximumAppendSize?: number;
}

/** A running server. */
export interface KurrentDbServer extends Endpoint {
  /** The connection string as the client takes it, with the credentials in it, straight to this node. */
  readonly url: string;
  /** The same through discovery: the client asks for the cluster's members first. */
  readonly discoverUrl: string;
  /** Survives `stop` and `restart`; can be given to another server. */
  readonly history: History;
  readonly faults: Faults;
  /** Writes so many events of the server's own, as it does by itself from time to time. */
  writeStatistics(howMany?: number): void;
  /** Removes from `$all` what deleted and truncated streams have left there. */
  scavenge(): void;
  /** As a kill: all connections are cut at once, and new ones refused. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. See the head of this file for what it is. */
export async function startKurrentDbServer(options: KurrentDbServerOptions = {}): Promise<KurrentDbServer> {
  const { version = '25.0.0', firstPosition = 2n ** 53n + 1n, maximumAppendSize = 1_048_576, tls } = options;
  const user = userIn(options);
  const history = options.history ?? createHistory(firstPosition, () => Date.now());
  const { faults, armed } = createFaults();

  const grpc = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const injector = grpc.createConnectionInjector(credentialsOf(tls));
  const connections = await listenForConnections((socket) => injector.injectConnection(socket));
  const self = { id: randomUUID(), state: 'leader', host, port: connections.port } as const;
  const authenticate = createAuthenticate(user);
  addServices(grpc, {
    node: { history, armed, connections, authenticate, maximumAppendSize },
    version,
    members: [self],
  });

  const address = `${userInfo(user)}${host}:${connections.port}?tls=${tls !== undefined}`;
  return {
    host,
    port: connections.port,
    url: `kurrentdb://${address}`,
    discoverUrl: `kurrentdb+discover://${address}`,
    history,
    faults,
    writeStatistics: (howMany = 1) => {
      for (let index = 0; index < howMany; index += 1) {
        history.append(`$stats-${host}:${connections.port}`, 'any', [systemEvent('$statsCollected', '{}')]);
      }
    },
    scavenge: () => history.scavenge(),
    stop: () => connections.stop(),
    restart: () => connections.restart(),
    close: async () => {
      await connections.stop();
      grpc.forceShutdown();
    },
  };
}

const host = '127.0.0.1';

function credentialsOf(tls: KurrentDbServerOptions['tls']): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) };
  return ServerCredentials.createSsl(null, [pair]);
}

function userIn({ user, password, tls }: KurrentDbServerOptions): User | undefined {
  if (user === undefined || password === undefined) return undefined;
  if (tls === undefined) throw new TypeError('A server with a user needs TLS: clients send no credentials without.');
  return { user, password };
}

const userInfo = (user: User | undefined): string =>
  user === undefined ? '' : `${encodeURIComponent(user.user)}:${encodeURIComponent(user.password)}@`;
