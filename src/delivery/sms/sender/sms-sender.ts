import { bulkhead } from 'cockatiel';
import type { Timers } from '../../../application/timers.js';
import { instantOf } from '../../../domain/instant.js';
import type { EventStore, Position, RecordedEvent } from '../../../event-store/port.js';
import { type ReactorTiming, startReactor } from '../../reactor.js';
import type { ReactorStateStore } from '../../reactor-state/port.js';
import { createTokenDelivery, type OrderedToken, type TokenDeliveryDependencies } from './token-delivery.js';

/** Sends the tokens that the history orders (D5). */
export interface SmsSender {
  state(): SmsSenderState;
  /** Takes no more orders, finishes those that are being sent (15 seconds at most), and lets another process go on. */
  close(): Promise<void>;
}

export interface SmsSenderState {
  /** Whether this process sends; otherwise another one does, or the history or the lease cannot be had. */
  readonly isSending: boolean;
  /** Orders that wait for a place or for another try. */
  readonly queued: number;
  /** Orders that are being looked up, sent or put down. */
  readonly inFlight: number;
  /** Up to where every order of the history is settled; `undefined`: its beginning, or not known yet. */
  readonly position: Position | undefined;
}

export interface SmsSenderDependencies extends Omit<TokenDeliveryDependencies, 'places'> {
  readonly eventStore: EventStore;
  readonly states: ReactorStateStore;
  /** An id of this process and of no other. */
  readonly holder: string;
  readonly timers: Timers;
  /** Carries each order out by doing the work, for traces. @param correlationId of the request that ordered it. */
  readonly around?: CarryOut;
  /** Told what went wrong, bugs and outages; the sender goes on by itself. */
  readonly onFailure: (error: unknown) => void;
  /** How many orders are in flight at once: 64. */
  readonly concurrency?: number;
  readonly timing?: Partial<ReactorTiming>;
}

type CarryOut = <Result>(correlationId: string, work: () => Promise<Result>) => Promise<Result>;

const carryOut: CarryOut = (_correlationId, work) => work();

/**
 * Follows the history from where it was left, and sends. Orders do not wait for each other, only for a place. An old
 * position, or none at all, costs a look at the orders that are still alive: nothing is sent twice (attack 31).
 */
export function startSmsSender(dependencies: SmsSenderDependencies): SmsSender {
  const { eventStore, clock, concurrency = 64, around = carryOut } = dependencies;
  // Orders live for minutes, so those that wait for a place are no more than are issued in that time.
  const places = bulkhead(concurrency, Number.POSITIVE_INFINITY);
  const deliver = createTokenDelivery({ ...dependencies, places });
  const reactor = startReactor({
    ...dependencies,
    // Positions of another history, which was here before, are not its own.
    name: `sms-sender:${eventStore.id}`,
    react: (event, term) => {
      const token = orderedBy(event);
      // Years of history are passed without a look at any stream.
      if (token === undefined || token.expiresAt <= instantOf(clock())) return undefined;
      return around(event.metadata.correlationId, () => deliver(token, term));
    },
  });

  return {
    state() {
      const { isRunning, unsettled, position } = reactor.state();
      const inFlight = concurrency - places.executionSlots;
      return { isSending: isRunning, inFlight, queued: Math.max(0, unsettled - inFlight), position };
    },
    close: reactor.close,
  };
}

function orderedBy(event: RecordedEvent): OrderedToken | undefined {
  return event.type === 'TokenIssued' || event.type === 'EnrollmentTokenIssued' ? event.data : undefined;
}
