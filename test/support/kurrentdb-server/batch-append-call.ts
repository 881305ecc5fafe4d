import type { ServerDuplexStream } from '@grpc/grpc-js';
import type {
  BatchAppendReq,
  BatchAppendResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { sizeOf } from './append-call.js';
import { type BatchAppendError, batchAppendError } from './batch-append-error.js';
import {
  allStreamPosition,
  expectedStateIn,
  proposedEventIn,
  streamIdentifier,
  streamNameIn,
  uuidIn,
} from './messages.js';
import type { Node } from './node.js';
import { performWrite, type WriteAnswer } from './perform-write.js';
import { asServiceError } from './refusal.js';
import type { ExpectedState, ProposedEvent } from './stored-event.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** One append, of which all messages have the same correlation id. */
interface Batch {
  readonly stream: string;
  readonly expected: ExpectedState;
  readonly events: ProposedEvent[];
  readonly answer: (response: BatchAppendResp) => void;
}

/**
 * `Streams.BatchAppend`: any number of appends on one call, each in one message or several, answered each by its
 * correlation id when it is done.
 */
export function serveBatchAppend(node: Node, call: Call, mayWrite: boolean): void {
  const batches = new Map<string, Batch>();
  let underWay = 0;
  let ended = false;
  const endWhenDone = (): void => {
    if (ended && underWay === 0) call.end();
  };

  call.on('data', (request: BatchAppendReq) => {
    if (call.cancelled) return;
    const id = uuidIn(request.getCorrelationId());
    const batch = batches.get(id) ?? begin(call, request);
    batches.set(id, batch);
    const refused = refusalOf(node, batch, { request, mayWrite });
    if (refused !== undefined) {
      batches.delete(id);
      batch.answer(new streams.BatchAppendResp().setError(batchAppendError(refused)));
      return;
    }
    if (!request.getIsFinal()) {
      if (node.armed.take('halfABatch', 'append')) node.connections.cut(call.getPeer());
      return;
    }
    batches.delete(id);
    underWay += 1;
    void append(node, call, batch).then(() => {
      underWay -= 1;
      endWhenDone();
    });
  });
  call.on('end', () => {
    ended = true;
    endWhenDone();
  });
}

function begin(call: Call, request: BatchAppendReq): Batch {
  const options = request.getOptions();
  const stream = streamNameIn(options?.getStreamIdentifier()) ?? '';
  return {
    stream,
    expected: options === undefined ? 'any' : expectedStateIn(options, () => options.getStreamPosition()),
    events: [],
    answer: (response) => {
      if (call.cancelled) return;
      call.write(response.setCorrelationId(request.getCorrelationId()).setStreamIdentifier(streamIdentifier(stream)));
    },
  };
}

interface Piece {
  readonly request: BatchAppendReq;
  readonly mayWrite: boolean;
}

/** Takes what a message adds to its append, and says what is wrong with the append. */
function refusalOf(node: Node, batch: Batch, { request, mayWrite }: Piece): BatchAppendError | undefined {
  if (!mayWrite) return { kind: 'accessDenied' };
  if (batch.stream === '') return { kind: 'badRequest', message: 'Required field StreamIdentifier not set.' };
  const deadline = request.getOptions()?.getDeadline21100();
  if (deadline !== undefined && deadline.toDate().getTime() <= Date.now()) return { kind: 'timeout' };
  batch.events.push(...request.getProposedMessagesList().map(proposedEventIn));
  return sizeOf(batch.events) > node.maximumAppendSize
    ? { kind: 'maximumAppendSizeExceeded', maximum: node.maximumAppendSize }
    : undefined;
}

async function append(node: Node, call: Call, { stream, expected, events, answer }: Batch): Promise<void> {
  const write = () => node.history.append(stream, expected, events);
  const outcome = await performWrite(node, { on: 'append', peer: call.getPeer(), write });
  const response = responseTo(outcome, stream, expected);
  if (response !== undefined) answer(response);
  // Not this append only: the call is over, with all that is under way on it.
  else if (outcome.kind === 'refused') call.emit('error', asServiceError(outcome.refusal));
}

function responseTo(outcome: WriteAnswer, stream: string, expected: ExpectedState): BatchAppendResp | undefined {
  const error = (given: BatchAppendError): BatchAppendResp =>
    new streams.BatchAppendResp().setError(batchAppendError(given));
  switch (outcome.kind) {
    case 'cut':
      return undefined;
    case 'refused':
      if (outcome.refusal.trailers['exception'] === 'access-denied') return error({ kind: 'accessDenied' });
      return outcome.refusal.details === 'Deadline Exceeded' ? error({ kind: 'timeout' }) : undefined;
    case 'streamDeleted':
      return error({ kind: 'streamDeleted', stream });
    case 'wrongExpectedVersion':
      return error({ kind: 'wrongExpectedVersion', expected, current: outcome.current });
    case 'written':
      return new streams.BatchAppendResp().setSuccess(success(outcome.revision, outcome.position));
  }
}

function success(revision: bigint, position: bigint): BatchAppendResp.Success {
  return new streams.BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(allStreamPosition(position));
}
