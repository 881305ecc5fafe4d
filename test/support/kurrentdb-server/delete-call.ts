import type { sendUnaryData } from '@grpc/grpc-js';
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { WriteOutcome } from './history.js';
import { expectedStateIn, streamNameIn } from './messages.js';
import type { Node } from './node.js';
import { performWrite } from './perform-write.js';
import { asServiceError, type Refusal, refusals } from './refusal.js';
import type { ExpectedState } from './stored-event.js';

/** `Streams.Delete`: a soft delete. */
export function serveDelete(node: Node, peer: string, request: DeleteReq, answer: sendUnaryData<DeleteResp>): void {
  const write = (stream: string, expected: ExpectedState) => node.history.softDelete(stream, expected);
  answerWith(answer, remove({ node, peer, options: request.getOptions(), write }), (position) =>
    new streams.DeleteResp().setPosition(
      new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
    ),
  );
}

/** `Streams.Tombstone`: a hard delete. */
export function serveTombstone(
  node: Node,
  peer: string,
  request: TombstoneReq,
  answer: sendUnaryData<TombstoneResp>,
): void {
  const write = (stream: string, expected: ExpectedState) => node.history.tombstone(stream, expected);
  answerWith(answer, remove({ node, peer, options: request.getOptions(), write }), (position) =>
    new streams.TombstoneResp().setPosition(
      new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
    ),
  );
}

function answerWith<Response>(
  answer: sendUnaryData<Response>,
  removing: ReturnType<typeof remove>,
  responseAt: (position: string) => Response,
): void {
  void removing.then((removed) => {
    if (removed === undefined) return;
    if ('refusal' in removed) answer(asServiceError(removed.refusal));
    else answer(null, responseAt(String(removed.position)));
  });
}

interface Removal {
  readonly node: Node;
  readonly peer: string;
  readonly options: DeleteReq.Options | TombstoneReq.Options | undefined;
  readonly write: (stream: string, expected: ExpectedState) => WriteOutcome;
}

/** Where it was written, or why not; undefined where there is nobody to tell. */
async function remove({
  node,
  peer,
  options,
  write,
}: Removal): Promise<{ readonly position: bigint } | { readonly refusal: Refusal } | undefined> {
  const stream = streamNameIn(options?.getStreamIdentifier());
  if (options === undefined || stream === undefined) {
    return { refusal: refusals.invalidArgument("'stream' is a required argument.") };
  }
  const expected = expectedStateIn(options, () => options.getRevision());
  const outcome = await performWrite(node, { on: 'delete', peer, write: () => write(stream, expected) });
  switch (outcome.kind) {
    case 'cut':
      return undefined;
    case 'written':
    case 'refused':
      return outcome;
    case 'streamDeleted':
      return { refusal: refusals.streamDeleted(stream) };
    case 'wrongExpectedVersion':
      return { refusal: refusals.wrongExpectedVersion(stream, numberOf(expected), outcome.current ?? -1n) };
  }
}

/** What the server's own protocol calls it. */
function numberOf(expected: ExpectedState): bigint {
  switch (expected) {
    case 'any':
      return -2n;
    case 'noStream':
      return -1n;
    case 'streamExists':
      return -4n;
    default:
      return expected;
  }
}
