import { randomBytes } from 'node:crypto';
import { createStreams, type StreamsDependencies } from '../../../src/application/handle-command.js';
import type { RequestContext } from '../../../src/application/request-context.js';
import type { LoginChallenge } from '../../../src/application/results.js';
import { twoFactorStreams, userStreams } from '../../../src/application/stream-kinds.js';
import { createWatchLoginChallenge } from '../../../src/application/watch-login-challenge.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { createRandomIds } from '../../../src/crypto/random-ids.js';
import { createSealer } from '../../../src/crypto/sealer.js';
import type { Decided } from '../../../src/domain/decision.js';
import { defaultLimits } from '../../../src/domain/two-factor/limits.js';
import { liveSession } from '../../../src/domain/two-factor/sessions.js';
import { accept, type DecidedTwoFactorEvent } from '../../../src/domain/two-factor/two-factor-decision.js';
import type { UserEvent } from '../../../src/domain/user/events.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { holdAll } from '../../../src/projections/leases.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { startProjector } from '../../../src/projections/projector.js';
import { sessionsProjection } from '../../../src/projections/sessions.projection.js';
import { createViewReader } from '../../../src/projections/view-reader.js';
import { watchViewStatus } from '../../../src/projections/view-status.js';
import { someSealedValue } from '../../support/events.js';
import { createManualTime } from '../../support/sms-sender/manual-time.js';

export const anonymous: RequestContext = { correlationId: 'request-1', actor: { kind: 'anonymous' } };

/** The answers of one watcher, one after the other. */
export type Answers = AsyncIterator<LoginChallenge>;

export type WatchFixture = Awaited<ReturnType<typeof startWatching>>;

/** Streams and views in memory, kept up with one another, and time that the test moves. */
export async function startWatching() {
  const time = createManualTime();
  const { clock, timers } = time;
  const codec = createCodec({ schemas: eventSchemas, upcasters });
  const eventStore = createMemoryEventStore({ codec });
  const ids = createRandomIds({ randomBytes, now: clock });
  const dependencies: StreamsDependencies = {
    eventStore,
    schemaVersion: codec.schemaVersion,
    sealer: createSealer({ keyStore: createMemoryKeyStore({ randomBytes }), randomBytes }),
    ids,
    clock,
  };
  const twoFactor = createStreams(twoFactorStreams, dependencies);
  const users = createStreams(userStreams, dependencies);
  const viewStore = createMemoryViewStore();
  const projections = [loginChallengeProjection, sessionsProjection];
  const fail = () => {
    throw new Error('Nothing goes wrong here.');
  };
  const observer = { failed: fail, parked: fail, tookOver: fail };
  const projector = startProjector({ eventStore, viewStore, leases: holdAll(), projections, observer, clock });
  await projector.caughtUp;
  const status = watchViewStatus({ eventStore, viewStore, projections, clock });
  const views = createViewReader({ eventStore, viewStore, status });
  const core = { users, twoFactor, clock, limits: defaultLimits };

  const recordOfUser = (userId: string, ...events: Decided<UserEvent>[]) =>
    users.handle(userId, anonymous, () => ({ verdict: 'accepted' as const, events }));

  return {
    time,
    core,
    viewStore,
    views,
    watch: createWatchLoginChallenge(core, views, timers),

    /** A user with a password. */
    addUser: async (): Promise<string> => {
      const userId = ids.userId();
      const [username, email, displayName] = ['name', 'email', 'display name'].map(someSealedValue);
      const person = { username: username!, email: email!, displayName: displayName! };
      await recordOfUser(userId, { type: 'UserAdded', data: { resellerId: 'reseller-1', role: 'OWNER', ...person } });
      await recordOfUser(userId, passwordSet(1));
      return userId;
    },
    challengeId: ids.challengeId,
    record: (userId: string, ...events: DecidedTwoFactorEvent[]) =>
      twoFactor.handle(userId, anonymous, () => accept(...events.map((event) => ({ ...event, id: ids.eventId() })))),
    recordOfUser,

    /** The context of a request that came with a session. */
    withSession: async (userId: string, sessionId = 'session-1'): Promise<RequestContext> => {
      const { state } = await twoFactor.load(userId);
      const session = liveSession(state.sessions, sessionId, new Date(clock()).toISOString(), defaultLimits);
      return { ...anonymous, caller: { userId, session: session! } };
    },

    close: async () => {
      await projector.close();
      status.close();
      await viewStore.close();
      await eventStore.close();
    },
  };
}

export function passwordSet(credentialVersion: number): Decided<UserEvent> {
  return { type: 'PasswordSet', data: { credentialVersion, passwordHash: someSealedValue('hash') } };
}

/** The next answer, which must come. */
export async function next(answers: Answers): Promise<LoginChallenge> {
  const { done, value } = await answers.next();
  if (done === true) throw new Error('There was no further answer.');
  return value;
}

/** Whether a promise is settled, which one cannot see of it. */
export function settling(promise: Promise<unknown>): { readonly settled: boolean } {
  const state = { settled: false };
  const settle = () => {
    state.settled = true;
  };
  promise.then(settle, settle);
  return state;
}
