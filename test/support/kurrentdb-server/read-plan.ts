import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { type EventFilter, eventFilterIn } from './event-filter.js';
import { streamNameIn } from './messages.js';

/** Where a read or a subscription begins: of a stream a revision, of `$all` a position. */
export type From = 'start' | 'end' | bigint;

/** What a `Streams.Read` call wants. */
export interface ReadPlan {
  /** Undefined: `$all`. */
  readonly stream: string | undefined;
  readonly from: From;
  readonly backwards: boolean;
  /** Undefined: as many as there are. */
  readonly count: number | undefined;
  readonly subscription: boolean;
  readonly filter: EventFilter | undefined;
  readonly structuredUuids: boolean;
  /** Whether the caller knows the messages that say where a stream ends. */
  readonly wantsLastRevision: boolean;
}

/** Undefined where the request is not complete. */
export function readPlanIn(request: ReadReq): ReadPlan | undefined {
  const options = request.getOptions();
  if (options === undefined) return undefined;
  const stream = streamNameIn(options.getStream()?.getStreamIdentifier());
  if (stream === undefined && !options.hasAll()) return undefined;
  const filter = options.getFilter();
  return {
    stream,
    from: stream === undefined ? positionIn(options.getAll()) : revisionIn(options.getStream()),
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.hasCount() ? Number(options.getCount()) : undefined,
    subscription: options.hasSubscription(),
    filter: filter === undefined ? undefined : eventFilterIn(filter),
    structuredUuids: options.getUuidOption()?.hasStructured() === true,
    wantsLastRevision: (options.getControlOption()?.getCompatibility() ?? 0) >= 1,
  };
}

function revisionIn(options: ReadReq.Options.StreamOptions | undefined): From {
  if (options?.hasRevision() === true) return BigInt(options.getRevision());
  return options?.hasEnd() === true ? 'end' : 'start';
}

/** A position counts by its commit; prepare is the same here. */
function positionIn(options: ReadReq.Options.AllOptions | undefined): From {
  const position = options?.getPosition();
  if (position !== undefined) return BigInt(position.getCommitPosition());
  return options?.hasEnd() === true ? 'end' : 'start';
}
