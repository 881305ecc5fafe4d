import code from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { streamIdentifier } from './messages.js';
import type { ExpectedState } from './stored-event.js';

/** What is wrong with one append of several on a call. */
export type BatchAppendError =
  | { readonly kind: 'accessDenied' | 'timeout' }
  | { readonly kind: 'badRequest'; readonly message: string }
  | { readonly kind: 'streamDeleted'; readonly stream: string }
  | { readonly kind: 'maximumAppendSizeExceeded'; readonly maximum: number }
  | {
      readonly kind: 'wrongExpectedVersion';
      readonly expected: ExpectedState;
      readonly current: bigint | undefined;
    };

/** As the status in an answer, with the message that clients know it by in its details. */
export function batchAppendError(error: BatchAppendError): Status {
  switch (error.kind) {
    case 'accessDenied':
      return statusOf(code.Code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
    case 'timeout':
      return statusOf(code.Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
    case 'badRequest':
      return statusOf(code.Code.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(error.message));
    case 'streamDeleted':
      return statusOf(
        code.Code.FAILED_PRECONDITION,
        'StreamDeleted',
        new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(error.stream)),
      );
    case 'maximumAppendSizeExceeded':
      return statusOf(
        code.Code.INVALID_ARGUMENT,
        'MaximumAppendSizeExceeded',
        new shared.MaximumAppendSizeExceeded().setMaxappendsize(error.maximum),
      );
    case 'wrongExpectedVersion':
      return statusOf(
        code.Code.FAILED_PRECONDITION,
        'WrongExpectedVersion',
        wrongExpectedVersion(error.expected, error.current),
      );
  }
}

function statusOf(
  value: Parameters<Status['setCode']>[0],
  name: string,
  details: { serializeBinary(): Uint8Array },
): Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  return new status.Status().setCode(value).setMessage(name).setDetails(packed);
}

function wrongExpectedVersion(expected: ExpectedState, current: bigint | undefined) {
  const message = new shared.WrongExpectedVersion();
  if (current === undefined) message.setCurrentNoStream(new empty.Empty());
  else message.setCurrentStreamRevision(String(current));
  if (expected === 'any') return message.setExpectedAny(new empty.Empty());
  if (expected === 'noStream') return message.setExpectedNoStream(new empty.Empty());
  if (expected === 'streamExists') return message.setExpectedStreamExists(new empty.Empty());
  return message.setExpectedStreamPosition(String(expected));
}
