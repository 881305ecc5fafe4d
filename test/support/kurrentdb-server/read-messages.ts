import type { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { streamIdentifier, uuidMessage } from './messages.js';
import type { StoredEvent } from './stored-event.js';

/** The unit in which servers say when an event was created: 100 nanoseconds. */
const ticksPerMillisecond = 10_000n;

export function eventMessage(event: StoredEvent, structuredUuids: boolean): ReadResp {
  const position = String(event.position);
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidMessage(event.id, structuredUuids))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(event.created) * ticksPerMillisecond));
  return new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position),
  );
}

export function streamNotFoundMessage(stream: string): ReadResp {
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
  );
}

export function lastRevisionMessage(revision: bigint): ReadResp {
  return new streams.ReadResp().setLastStreamPosition(String(revision));
}

export function confirmationMessage(subscriptionId: string): ReadResp {
  return new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId),
  );
}

export function checkpointMessage(position: bigint, at: Date): ReadResp {
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position))
      .setTimestamp(timestampOf(at)),
  );
}

/** How far a subscription has come; of `$all` a position, of a stream a revision, undefined where there is nothing. */
export interface Progress {
  readonly ofAll: boolean;
  readonly place: bigint | undefined;
  readonly at: Date;
}

export function caughtUpMessage(progress: Progress): ReadResp {
  return new streams.ReadResp().setCaughtUp(withProgress(new streams.ReadResp.CaughtUp(), progress));
}

export function fellBehindMessage(progress: Progress): ReadResp {
  return new streams.ReadResp().setFellBehind(withProgress(new streams.ReadResp.FellBehind(), progress));
}

function withProgress<Message extends ReadResp.CaughtUp | ReadResp.FellBehind>(
  message: Message,
  { ofAll, place, at }: Progress,
): Message {
  message.setTimestamp(timestampOf(at));
  if (place === undefined) return message;
  if (ofAll) {
    message.setPosition(
      new streams.ReadResp.Position().setCommitPosition(String(place)).setPreparePosition(String(place)),
    );
  } else {
    message.setStreamRevision(String(place));
  }
  return message;
}

function timestampOf(at: Date) {
  return timestamps.Timestamp.fromDate(at);
}
