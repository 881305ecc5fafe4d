import type { Operation } from './faults.js';
import type { Node } from './node.js';
import { eventMessage, lastRevisionMessage, streamNotFoundMessage } from './read-messages.js';
import { type ReadPlan, readPlanIn } from './read-plan.js';
import { backwards, eventsOf, forwards } from './read-source.js';
import { asServiceError, type Refusal, refusals } from './refusal.js';
import { flush, type ReadCall, send } from './send.js';
import type { StoredEvent } from './stored-event.js';
import { serveSubscription } from './subscription.js';

/** `Streams.Read`: of a stream or of `$all`, once or as a subscription. */
export async function serveRead(node: Node, call: ReadCall): Promise<void> {
  const plan = readPlanIn(call.request);
  if (plan === undefined) {
    refuse(call, refusals.invalidArgument("'options' is a required argument."));
    return;
  }
  const refusal = await faultOf(node, plan.subscription ? 'subscribe' : 'read');
  if (refusal !== undefined) {
    refuse(call, refusal);
    return;
  }
  if (plan.stream === undefined && typeof plan.from === 'bigint' && !node.history.isPosition(plan.from)) {
    refuse(call, refusals.invalidPosition());
    return;
  }
  return plan.subscription ? serveSubscription(node, call, plan) : read(node, call, plan);
}

const refuse = (call: ReadCall, refusal: Refusal): void => void call.emit('error', asServiceError(refusal));

async function faultOf({ armed }: Node, on: Operation): Promise<Refusal | undefined> {
  const fault = armed.takeForCall(on);
  switch (fault?.kind) {
    case 'delayAnswer':
      await fault.released;
      return undefined;
    case 'notLeader':
      return refusals.notLeader(fault.leader);
    case 'accessDenied':
    case 'deadlineExceeded':
    case 'unavailable':
      return refusals[fault.kind]();
    case undefined:
    case 'cutBeforeWrite':
    case 'cutAfterWrite':
    case 'deadlineExceededAfterWrite':
    case 'wrongExpectedVersion':
      return undefined;
  }
}

async function read(node: Node, call: ReadCall, plan: ReadPlan): Promise<void> {
  const ordered = eventsOf(node.history, plan.stream);
  if (ordered === 'streamDeleted') {
    refuse(call, refusals.streamDeleted(plan.stream ?? ''));
    return;
  }
  if (ordered === 'streamNotFound') {
    call.write(streamNotFoundMessage(plan.stream ?? ''));
    call.end();
    return;
  }
  const last = ordered.events.at(-1)?.revision;
  const selected = select(plan.backwards ? backwards(ordered, plan.from) : forwards(ordered, plan.from), plan);
  const half = selected.length > 1 && node.armed.take('halfABatch', 'read');

  for (const event of half ? selected.slice(0, Math.floor(selected.length / 2)) : selected) {
    if (call.cancelled) return;
    const slow = send(call, eventMessage(event, plan.structuredUuids));
    if (slow !== undefined) await slow;
  }
  if (half) {
    await flush(call);
    node.connections.cut(call.getPeer());
    return;
  }
  if (plan.wantsLastRevision && plan.stream !== undefined && last !== undefined) call.write(lastRevisionMessage(last));
  call.end();
}

function select(events: Iterable<StoredEvent>, { count = Number.POSITIVE_INFINITY, filter }: ReadPlan): StoredEvent[] {
  const selected: StoredEvent[] = [];
  for (const event of events) {
    if (selected.length >= count) break;
    if (filter === undefined || filter.matches(event)) selected.push(event);
  }
  return selected;
}
