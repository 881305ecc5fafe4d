import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/application/add-user.js';
import { pauseProjection } from '../../../src/application/pause-projection.js';
import { ProjectionsDocument, SignInDocument } from '../../../src/client/generated/graphql.js';
import type { StaffRole } from '../../../src/domain/user/events.js';
import { projections } from '../../../src/projections/projections.js';
import { being } from '../../support/person.js';
import { operator, testPassword as password, startTestService, type TestService } from '../../support/test-service.js';

describe('Query.projections', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  async function addStaff(role: StaffRole): Promise<string> {
    const username = role.toLowerCase();
    const entry = { username, email: `${username}@example.com`, displayName: username, password };
    await addUser(service.service.installation.core, entry, { resellerId: null, role }, operator);
    return username;
  }

  /** The answer to a user who has just signed in. */
  async function answerTo(username: string) {
    const input = { username, password, interface: 'CONTROL_PANEL' } as const;
    const { signIn } = await service.client.execute(SignInDocument, { input });
    const { token } = being(signIn, 'SignedIn').session;
    return async () => (await service.client.execute(ProjectionsDocument, {}, token)).projections;
  }

  it.each(['OPERATOR', 'AUDITOR'] as const)('tells an %s how every projection stands', async (role) => {
    const ask = await answerTo(await addStaff(role));
    const live = projections.map(({ name }) => ({
      name,
      state: 'LIVE',
      version: 1,
      edition: `${name}.v1.1`,
      position: expect.stringMatching(/^[0-9a-f]{8}-\d+$/),
      lagEvents: 0,
      oldestUnprocessedSeconds: 0,
      parkedCount: 0,
      parked: [],
      building: null,
    }));
    await expect.poll(ask).toEqual(live);
  });

  it('says so when one is paused', async () => {
    const { installation, views } = service.service;
    const because = { projection: 'team', reason: 'to look at it' };
    await pauseProjection({ core: installation.core, ...views.kept }, because, operator);
    const ask = await answerTo('auditor');
    expect((await ask()).find(({ name }) => name === 'team')).toMatchObject({ state: 'PAUSED' });
  });

  it.each(['SUPPORT', 'OWNER'] as const)('is refused to others: %s', async (role) => {
    const username = role === 'SUPPORT' ? await addStaff(role) : (await service.addPerson('olivia')).username;
    const ask = await answerTo(username);
    await expect(ask()).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});
