import type {
  AllStreamPosition,
  StreamIdentifier,
  UUID,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type {
  AppendReq,
  BatchAppendReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ExpectedState, ProposedEvent } from './stored-event.js';

/** The name in a message; undefined where the caller has left it out. */
export function streamNameIn(identifier: StreamIdentifier | undefined): string | undefined {
  const name = identifier?.getStreamName_asU8();
  return name === undefined || name.length === 0 ? undefined : Buffer.from(name).toString();
}

export function streamIdentifier(name: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'));
}

/** A UUID in its usual spelling, in whichever of the two forms it came. */
export function uuidIn(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString().toLowerCase() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A UUID in the form that the caller wants. */
export function uuidMessage(id: string, structured: boolean): UUID {
  const uuid = new shared.UUID();
  if (!structured) return uuid.setString(id);
  const hex = id.replaceAll('-', '');
  const bits = (part: string): string => BigInt.asIntN(64, BigInt(`0x${part}`)).toString();
  return uuid.setStructured(
    new shared.UUID.Structured()
      .setMostSignificantBits(bits(hex.slice(0, 16)))
      .setLeastSignificantBits(bits(hex.slice(16))),
  );
}

/** One event of an append. */
export function proposedEventIn(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent {
  const metadata = message.getMetadataMap();
  return {
    id: uuidIn(message.getId()),
    type: metadata.get('type') ?? '',
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The part of a request that says what the writer expects, however the field is called there. */
export interface ExpectedStateFields {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** What the writer expects; `revision` is given where it is none of the words. */
export function expectedStateIn(fields: ExpectedStateFields, revision: () => string): ExpectedState {
  if (fields.hasAny()) return 'any';
  if (fields.hasNoStream()) return 'noStream';
  return fields.hasStreamExists() ? 'streamExists' : BigInt(revision());
}

export function allStreamPosition(position: bigint): AllStreamPosition {
  return new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position));
}
