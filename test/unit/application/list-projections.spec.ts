import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listParked } from '../../../src/application/list-parked.js';
import { listProjections } from '../../../src/application/list-projections.js';
import { pauseProjection } from '../../../src/application/pause-projection.js';
import { rebuildProjection } from '../../../src/application/rebuild-projection.js';
import type { RequestContext } from '../../../src/application/request-context.js';
import { resumeProjection } from '../../../src/application/resume-projection.js';
import { second } from '../../../src/domain/instant.js';
import type { Role } from '../../../src/domain/user/events.js';
import { partitionOf } from '../../../src/projections/partition.js';
import { type ViewStore, ViewStoreUnavailable } from '../../../src/projections/view-store.js';
import { operator } from '../../support/test-service.js';
import { challengeIssued, enrolledApp, sealed, tokenRejected } from '../../support/two-factor-history.js';
import { createProjectionFixture, type ProjectionFixture, viewStores } from './projection-fixture.js';

const [projection, edition] = ['counting', 'counting.v1.1'];
const because = { projection, reason: 'a fix is on its way' };

describe.each(Object.entries(viewStores))('the list of projections, with views in %s', (_, openStore) => {
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await openStore());
  });
  afterEach(() => fixture.close());

  const list = async () => (await listProjections(fixture.stores, operator))[0];

  it('says that nobody has begun', async () => {
    expect(await list()).toEqual({ name: projection, version: 1, state: 'MISSING' });
  });

  it('says that one is live, and up to where', async () => {
    const position = await fixture.append('user-1', ...enrolledApp());
    await fixture.start();
    expect(await list()).toEqual({
      name: projection,
      version: 1,
      state: 'LIVE',
      served: {
        edition: { projection, version: 1, number: 1 },
        position,
        lag: { events: 0, age: 0 },
        parkedCount: 0,
        parked: [],
      },
    });
  });

  it('says how far one is behind that nobody moves, in events and in time', async () => {
    const position = await fixture.append('user-1', ...enrolledApp());
    await (await fixture.start()).close();
    await fixture.append('user-1', challengeIssued(), tokenRejected());
    expect(await list()).toMatchObject({ state: 'LIVE', served: { lag: { events: 2, age: 0 } } });
    fixture.advance(7 * second);
    expect(await list()).toMatchObject({
      state: 'CATCHING_UP',
      served: { position, lag: { events: 2, age: 7 * second } },
    });
  });

  it('says what is parked', async () => {
    fixture.counting.failsAt = 'ChallengeIssued';
    await fixture.append('user-1', ...enrolledApp(), challengeIssued());
    await fixture.start();
    expect(await list()).toMatchObject({
      state: 'LIVE',
      served: { parkedCount: 1, parked: [{ id: 'user-1', eventType: 'ChallengeIssued' }] },
    });
  });

  it('says what is being built, how far it is and how fast it may go', async () => {
    await fixture.append('user-1', ...enrolledApp());
    await (await fixture.start()).close();
    await rebuildProjection(fixture.stores, { projection, eventsPerSecond: 50 }, operator);
    expect((await list())?.building).toEqual({
      edition: { projection, version: 1, number: 2 },
      startedAt: '2026-11-24T12:00:00.000Z',
      eventsPerSecond: 50,
      progress: 0,
    });
    await fixture.start();
    await expect.poll(async () => (await list())?.building?.progress, { timeout: 10_000 }).toBe(1);
  });

  it('says that one is paused, until it is resumed', async () => {
    await fixture.start();
    await pauseProjection(fixture.stores, because, operator);
    expect((await list())?.state).toBe('PAUSED');
    await expect(pauseProjection(fixture.stores, because, operator)).rejects.toThrow(/^It is so already/);
    await resumeProjection(fixture.stores, because, operator);
    await expect.poll(async () => (await list())?.state, { timeout: 10_000 }).toBe('LIVE');
    const { reason } = because;
    expect(await fixture.recorded()).toEqual([
      { type: 'ProjectionPaused', data: { reason } },
      { type: 'ProjectionResumed', data: { reason } },
    ]);
  });

  it('holds what is paused where it is while the history answers, and then lets it catch up', async () => {
    await fixture.append('user-1', ...enrolledApp());
    await fixture.start();
    await pauseProjection(fixture.stores, because, operator);
    let appended = 4;
    let last = '';
    const isMoving = async () => {
      last = await fixture.append('user-1', challengeIssued());
      appended += 1;
      return fixture.stores.viewStore.reached({ edition, partition: partitionOf('user-1') }, last, 300);
    };
    await expect.poll(isMoving, { timeout: 10_000 }).toBe(false);
    const { views } = await fixture.reader([fixture.counting]);
    expect(await views.read(fixture.counting, 'user-1', last)).toBe(appended);
    await resumeProjection(fixture.stores, because, operator);
    await fixture.reached(edition, 'user-1', last);
    expect(await fixture.stored(edition, 'user-1')).toEqual({ kind: 'VIEW', view: appended });
  });

  it('says that the views cannot be reached, and fails no query', async () => {
    const viewStore: ViewStore = {
      ...fixture.stores.viewStore,
      catalog: () => Promise.reject(new ViewStoreUnavailable('gone')),
    };
    expect(await listProjections({ ...fixture.stores, viewStore }, operator)).toEqual([
      { name: projection, version: 1, state: 'UNREACHABLE' },
    ]);
  });
});

describe('who may look at projections, and who may touch them', () => {
  const roles: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER', 'SUPPORT', 'AUDITOR', 'OPERATOR'];
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await viewStores['memory']!());
    await fixture.start();
  });
  afterEach(() => fixture.close());

  const session = {
    sessionId: 'session-1',
    interface: 'CONTROL_PANEL',
    amr: ['pwd'],
    signedInAt: '2026-11-24T12:00:00.000Z',
    lastSeenAt: '2026-11-24T12:00:00.000Z',
    expiresAt: '2026-11-25T12:00:00.000Z',
    credentialVersion: 1,
    restrictedToEnrollment: false,
    recovering: false,
  } as const;

  async function signedIn(role: Role): Promise<RequestContext> {
    const userId = `user-${role}`;
    const resellerId = ['OWNER', 'ADMIN', 'MEMBER'].includes(role) ? 'reseller-1' : null;
    const personal = { username: sealed('username'), email: sealed('email'), displayName: sealed('name') };
    await fixture.stores.core.users.handle(userId, operator, () => ({
      verdict: 'accepted',
      events: [{ type: 'UserAdded', data: { resellerId, role, ...personal } }],
    }));
    return { correlationId: 'test', actor: { kind: 'user', id: userId }, caller: { userId, session } };
  }

  const verdictOf = (call: Promise<unknown>) =>
    call.then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error ? error.name : 'thrown'),
    );

  it.each(roles)('%s', async (role) => {
    const context = await signedIn(role);
    const mayLook = role === 'AUDITOR' || role === 'OPERATOR' ? 'allowed' : 'Forbidden';
    expect({
      list: await verdictOf(listProjections(fixture.stores, context)),
      parked: await verdictOf(listParked(fixture.stores, {}, context)),
      pause: await verdictOf(pauseProjection(fixture.stores, because, context)),
    }).toEqual({ list: mayLook, parked: mayLook, pause: role === 'OPERATOR' ? 'allowed' : 'Forbidden' });
  });

  it('nobody who is not signed in, who was deactivated, or whose session can only enroll a method', async () => {
    const anonymous: RequestContext = { correlationId: 'test', actor: { kind: 'anonymous' } };
    expect(await verdictOf(listProjections(fixture.stores, anonymous))).toBe('NotSignedIn');

    const context = await signedIn('OPERATOR');
    const caller = { userId: 'user-OPERATOR', session: { ...session, restrictedToEnrollment: true } };
    expect(await verdictOf(listProjections(fixture.stores, { ...context, caller }))).toBe('Forbidden');

    await fixture.stores.core.users.handle('user-OPERATOR', operator, () => ({
      verdict: 'accepted',
      events: [{ type: 'UserDeactivated', data: {} }],
    }));
    expect(await verdictOf(listProjections(fixture.stores, context))).toBe('Forbidden');
  });
});
