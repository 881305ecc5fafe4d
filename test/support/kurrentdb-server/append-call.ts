import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { AppendReq, AppendResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { expectedStateIn, proposedEventIn, streamNameIn } from './messages.js';
import type { Node } from './node.js';
import { performWrite, type WriteAnswer } from './perform-write.js';
import { asServiceError, refusals } from './refusal.js';
import type { ExpectedState, ProposedEvent } from './stored-event.js';

type Call = ServerReadableStream<AppendReq, AppendResp>;
type Answer = sendUnaryData<AppendResp>;

/** `Streams.Append`: options in the first message, one event in each of the others, one answer. */
export function serveAppend(node: Node, call: Call, answer: Answer): void {
  const requests: AppendReq[] = [];
  call.on('data', (request: AppendReq) => {
    requests.push(request);
    if (requests.length === 2 && node.armed.take('halfABatch', 'append')) node.connections.cut(call.getPeer());
  });
  call.on('end', () => void append(node, call.getPeer(), requests).then((given) => answerWith(given, answer)));
}

interface Appended {
  readonly stream: string;
  readonly expected: ExpectedState;
  readonly outcome: WriteAnswer;
}

async function append(node: Node, peer: string, requests: readonly AppendReq[]): Promise<Appended> {
  const options = requests[0]?.getOptions();
  const stream = streamNameIn(options?.getStreamIdentifier());
  if (options === undefined || stream === undefined) {
    const refusal = refusals.invalidArgument("'stream' is a required argument.");
    return { stream: '', expected: 'any', outcome: { kind: 'refused', refusal } };
  }
  const expected = expectedStateIn(options, () => options.getRevision());
  const events = requests.flatMap((request) => request.getProposedMessage() ?? []).map(proposedEventIn);
  if (sizeOf(events) > node.maximumAppendSize) {
    const refusal = refusals.maximumAppendSizeExceeded(node.maximumAppendSize);
    return { stream, expected, outcome: { kind: 'refused', refusal } };
  }
  const write = () => node.history.append(stream, expected, events);
  return { stream, expected, outcome: await performWrite(node, { on: 'append', peer, write }) };
}

/** In bytes, of what the caller has given. */
export const sizeOf = (events: readonly ProposedEvent[]): number =>
  events.reduce((size, { type, data, metadata }) => size + type.length + data.length + metadata.length, 0);

function answerWith({ stream, expected, outcome }: Appended, answer: Answer): void {
  switch (outcome.kind) {
    case 'cut':
      return;
    case 'refused': {
      answer(asServiceError(outcome.refusal));
      return;
    }
    case 'streamDeleted': {
      answer(asServiceError(refusals.streamDeleted(stream)));
      return;
    }
    case 'written': {
      const position = new streams.AppendResp.Position()
        .setCommitPosition(String(outcome.position))
        .setPreparePosition(String(outcome.position));
      const success = new streams.AppendResp.Success()
        .setCurrentRevision(String(outcome.revision))
        .setPosition(position);
      answer(null, new streams.AppendResp().setSuccess(success));
      return;
    }
    case 'wrongExpectedVersion': {
      answer(null, new streams.AppendResp().setWrongExpectedVersion(wrongExpectedVersion(expected, outcome.current)));
      return;
    }
  }
}

function wrongExpectedVersion(expected: ExpectedState, current: bigint | undefined): AppendResp.WrongExpectedVersion {
  const message = new streams.AppendResp.WrongExpectedVersion();
  const empty = new shared.Empty();
  if (current === undefined) message.setCurrentNoStream(empty);
  else message.setCurrentRevision(String(current));
  if (expected === 'any') return message.setExpectedAny(empty);
  if (expected === 'noStream') return message.setExpectedNoStream(empty);
  if (expected === 'streamExists') return message.setExpectedStreamExists(empty);
  return message.setExpectedRevision(String(expected));
}
