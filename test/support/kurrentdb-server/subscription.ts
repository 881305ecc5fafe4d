import { randomUUID } from 'node:crypto';
import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Node } from './node.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  fellBehindMessage,
  type Progress,
} from './read-messages.js';
import type { ReadPlan } from './read-plan.js';
import { eventsOf, indexAt, type Ordered } from './read-source.js';
import { asServiceError, refusals } from './refusal.js';
import { flush, type ReadCall, send } from './send.js';
import type { StoredEvent } from './stored-event.js';

/** A subscription with more than so many events before it is not live any more. */
const liveBuffer = 500;

/** A catch-up subscription: what is there after a place, then what is written, until the caller is gone. */
export async function serveSubscription(node: Node, call: ReadCall, plan: ReadPlan): Promise<void> {
  const subscription = new Subscription(node, call, plan);
  await send(call, confirmationMessage(randomUUID()));
  await subscription.run();
}

class Subscription {
  /** Place of the last event considered. */
  private cursor: bigint | undefined;
  private live = false;
  private running = false;
  /** Sends nothing any more. */
  private silent = false;
  private consideredSinceCheckpoint = 0;
  private heldCheckpoint: ReadResp | undefined;

  constructor(
    private readonly node: Node,
    private readonly call: ReadCall,
    private readonly plan: ReadPlan,
  ) {
    const { from } = plan;
    this.cursor = from === 'end' ? this.lastPlace() : from === 'start' ? undefined : from;
    const stop = node.history.onWritten(() => void this.run());
    call.once('cancelled', stop);
  }

  /** Sends what is due, unless that is being done. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (!this.call.cancelled && !this.silent) {
      const due = this.due();
      if (due === undefined) break;
      if (due.length === 0 && this.live) break;
      await (due.length === 0 ? this.goLive() : this.sendAll(due));
    }
    this.running = false;
  }

  /** What the caller has not seen. A subscription to a stream ends when the stream is deleted for good. */
  private due(): readonly StoredEvent[] | undefined {
    const ordered = this.ordered();
    if (ordered !== undefined) {
      return ordered.events.slice(this.cursor === undefined ? 0 : indexAt(ordered, this.cursor + 1n));
    }
    this.call.emit('error', asServiceError(refusals.streamDeleted(this.plan.stream ?? '')));
    this.silent = true;
    return undefined;
  }

  private ordered(): Ordered | undefined {
    const ordered = eventsOf(this.node.history, this.plan.stream);
    if (ordered === 'streamDeleted') return undefined;
    return ordered === 'streamNotFound' ? { events: [], placeOf: ({ revision }) => revision } : ordered;
  }

  private lastPlace(): bigint | undefined {
    const ordered = this.ordered();
    const last = ordered?.events.at(-1);
    return last === undefined ? undefined : ordered?.placeOf(last);
  }

  private async goLive(): Promise<void> {
    this.live = true;
    await send(this.call, caughtUpMessage(this.progress()));
  }

  private async sendAll(due: readonly StoredEvent[]): Promise<void> {
    if (this.live && due.length > liveBuffer) {
      this.live = false;
      await send(this.call, fellBehindMessage(this.progress()));
    }
    const half = this.halfToSend(due);
    for (const event of half ?? due) {
      if (this.call.cancelled || this.silent) return;
      // No `await` where there is nothing to wait for: it would be one for each event.
      const slow = this.consider(event);
      if (slow !== undefined) await slow;
    }
    if (half !== undefined) await this.cut();
  }

  /** The events up to the middle of those that match, if the connection is to be cut there. */
  private halfToSend(due: readonly StoredEvent[]): readonly StoredEvent[] | undefined {
    const matching = due.filter((event) => this.matches(event));
    if (matching.length < 2 || !this.node.armed.take('halfABatch', 'subscribe')) return undefined;
    const firstUnsent = matching[Math.floor(matching.length / 2)];
    return due.slice(0, firstUnsent === undefined ? due.length : due.indexOf(firstUnsent));
  }

  private async cut(): Promise<void> {
    this.silent = true;
    await flush(this.call);
    this.node.connections.cut(this.call.getPeer());
  }

  /** Sends an event that matches, and a checkpoint where one is due. */
  private consider(event: StoredEvent): Promise<void> | undefined {
    this.cursor = this.plan.stream === undefined ? event.position : event.revision;
    const matches = this.matches(event);
    this.consideredSinceCheckpoint += 1;
    const checkpoint = this.consideredSinceCheckpoint >= (this.plan.filter?.checkpointInterval ?? Infinity);
    if (!matches && !checkpoint) return undefined;
    if (this.node.armed.take('stall', 'subscribe')) {
      this.silent = true;
      return undefined;
    }
    return this.sendDue(event, { matches, checkpoint });
  }

  private async sendDue(event: StoredEvent, due: { matches: boolean; checkpoint: boolean }): Promise<void> {
    if (due.matches) {
      const message = eventMessage(event, this.plan.structuredUuids);
      await send(this.call, message);
      if (this.node.armed.take('redeliverEvent', 'subscribe')) await send(this.call, message);
      await this.sendHeldCheckpoint();
    }
    if (!due.checkpoint) return;
    this.consideredSinceCheckpoint = 0;
    const message = checkpointMessage(event.position, new Date());
    if (this.node.armed.take('lateCheckpoint', 'subscribe')) this.heldCheckpoint = message;
    else await send(this.call, message);
  }

  private async sendHeldCheckpoint(): Promise<void> {
    if (this.heldCheckpoint === undefined) return;
    const held = this.heldCheckpoint;
    this.heldCheckpoint = undefined;
    await send(this.call, held);
  }

  private matches(event: StoredEvent): boolean {
    return this.plan.filter?.matches(event) ?? true;
  }

  private progress(): Progress {
    return { ofAll: this.plan.stream === undefined, place: this.cursor, at: new Date() };
  }
}
