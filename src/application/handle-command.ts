import { LRUCache } from 'lru-cache';
import type { RandomIds } from '../crypto/random-ids.js';
import type { Sealer } from '../crypto/sealer.js';
import type { Decided, Decision, Occurred } from '../domain/decision.js';
import type { Category, EventsByCategory, EventType, StreamName } from '../domain/events.js';
import { type Instant, instantOf } from '../domain/instant.js';
import {
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  RevisionConflict,
  StoreUnavailable,
} from '../event-store/port.js';
import type { RequestContext } from './request-context.js';
import { createSerialiser } from './serialised.js';

/** What one category of streams is folded to. */
export interface StreamKind<C extends Category, State> {
  readonly category: C;
  readonly initialState: State;
  evolve(state: State, event: Occurred<EventsByCategory[C]>): State;
  /** Id of the key that seals the client address in events of this stream. */
  subjectKey(id: string): string;
}

/** A stream's state as its events up to `revision` make it. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: ExpectedRevision;
  /** Of the stream's last event; `undefined`: it has none. */
  readonly position: Position | undefined;
}

export interface Handled<C extends Category, State, Rejection> {
  readonly decision: Decision<EventsByCategory[C], Rejection>;
  /** After the decision. */
  readonly state: State;
  readonly position: Position | undefined;
  /** The server's clock at the decision. */
  readonly at: Instant;
}

export interface Streams<C extends Category, State> {
  /** The state up to the end of the stream, whoever wrote it. */
  load(id: string): Promise<Loaded<State>>;

  /**
   * Loads the state, decides and appends at the revision that was read. Where somebody else was first, it reads what
   * is new and decides again: the decision that is told is the one that stands in the history (attacks 1 to 3).
   *
   * @param context who asks; a function where that depends on the state.
   * @param decide called once for each try; it must find its facts in the state it is given.
   */
  handle<Rejection>(
    id: string,
    context: RequestContext | ((state: State) => RequestContext),
    decide: (state: State, at: Instant) => Awaitable<Decision<EventsByCategory[C], Rejection>>,
  ): Promise<Handled<C, State, Rejection>>;
}

type Awaitable<T> = T | Promise<T>;

export interface StreamsDependencies {
  readonly eventStore: EventStore;
  readonly schemaVersion: (type: EventType) => number;
  readonly sealer: Sealer;
  readonly ids: RandomIds;
  readonly clock: () => number;
}

/** States kept at hand. They are read forward from, never believed: a state is as new as the stream at each use. */
const cachedStates = 10_000;

/** Others can be first so many times before it must be something else than a race. */
const tries = 100;

/** The command side of one category of streams. */
export function createStreams<C extends Category, State>(
  kind: StreamKind<C, State>,
  dependencies: StreamsDependencies,
): Streams<C, State> {
  const { eventStore, clock } = dependencies;
  const states = new LRUCache<string, Loaded<State>>({ max: cachedStates });
  const oneAtATime = createSerialiser();
  const streamOf = (id: string): StreamName<C> => `${kind.category}-${id}`;

  async function load(id: string): Promise<Loaded<State>> {
    const known = states.get(id);
    let { state, revision, position }: Loaded<State> = known ?? {
      state: kind.initialState,
      revision: 'noStream',
      position: undefined,
    };
    for await (const events of eventStore.readStream(streamOf(id), revision === 'noStream' ? 0 : revision + 1)) {
      for (const event of events) {
        state = kind.evolve(state, event);
        ({ revision, position } = event);
      }
    }
    const loaded = { state, revision, position };
    if (revision !== known?.revision) states.set(id, loaded);
    return loaded;
  }

  async function tryOnce<Rejection>(
    id: string,
    asking: RequestContext | ((state: State) => RequestContext),
    decide: (state: State, at: Instant) => Awaitable<Decision<EventsByCategory[C], Rejection>>,
  ): Promise<Handled<C, State, Rejection>> {
    const before = await load(id);
    const at = instantOf(clock());
    const decision = await decide(before.state, at);
    if (decision.events.length === 0) {
      return { decision, at, state: before.state, position: before.position };
    }
    const context = typeof asking === 'function' ? asking(before.state) : asking;
    const events = await envelop(kind, id, decision.events, { ...dependencies, context, at });
    const appended = await eventStore.append(streamOf(id), before.revision, events);
    const state = events.reduce((folded, event) => kind.evolve(folded, { ...event, occurredAt: at }), before.state);
    states.set(id, { state, ...appended });
    return { decision, at, state, position: appended.position };
  }

  return {
    load,
    handle: (id, context, decide) =>
      oneAtATime(id, async () => {
        for (let attempt = 0; attempt < tries; attempt += 1) {
          try {
            return await tryOnce(id, context, decide);
          } catch (error) {
            if (!(error instanceof RevisionConflict)) throw error;
          }
        }
        throw new StoreUnavailable(`${streamOf(id)} is written to by too many at once.`);
      }),
  };
}

interface Envelope extends Pick<StreamsDependencies, 'schemaVersion' | 'sealer' | 'ids'> {
  readonly context: RequestContext;
  readonly at: Instant;
}

/** Puts decided events into their envelopes: id, time, who, from where. */
async function envelop<C extends Category, State>(
  kind: StreamKind<C, State>,
  id: string,
  events: readonly Decided<EventsByCategory[C]>[],
  { context, at, schemaVersion, sealer, ids }: Envelope,
): Promise<readonly NewEvent<EventsByCategory[C]>[]> {
  const { actor, correlationId, client } = context;
  const through = context.interface === undefined ? {} : { interface: context.interface };
  const seal = client === undefined ? undefined : await sealer.under(kind.subjectKey(id));
  return events.map((event) => {
    const eventId = event.id ?? ids.eventId();
    const place = { eventId, eventType: event.type, field: 'client' };
    const metadata = {
      schemaVersion: schemaVersion(event.type),
      occurredAt: at,
      actor,
      correlationId,
      causationId: correlationId,
      ...through,
      ...(seal !== undefined && { client: seal(JSON.stringify(client), place) }),
    };
    return { ...event, id: eventId, metadata };
  });
}
