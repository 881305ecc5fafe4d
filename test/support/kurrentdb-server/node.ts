import type { Metadata } from '@grpc/grpc-js';
import type { Connections } from './connections.js';
import type { ArmedFaults } from './faults.js';
import type { History } from './history.js';

/** What the calls of one server work on. */
export interface Node {
  readonly history: History;
  readonly armed: ArmedFaults;
  readonly connections: Connections;
  readonly authenticate: (metadata: Metadata) => Caller;
  /** In bytes of one append's events. */
  readonly maximumAppendSize: number;
}

/** `rejected`: with credentials that are not right. */
export type Caller = 'user' | 'anonymous' | 'rejected';
