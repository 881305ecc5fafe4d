import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listParked } from '../../../src/application/list-parked.js';
import { recordParked } from '../../../src/application/record-parked.js';
import { retryParked } from '../../../src/application/retry-parked.js';
import { operator } from '../../support/test-service.js';
import { challengeIssued, enrolledApp, tokenRejected } from '../../support/two-factor-history.js';
import { openMemoryInstallation } from '../ops/memory-installation.js';
import { createProjectionFixture, type ProjectionFixture, viewStores } from './projection-fixture.js';

const [projection, edition] = ['counting', 'counting.v1.1'];
const unseen = () => undefined;

describe.each(Object.entries(viewStores))('parked documents, with views in %s', (_, openStore) => {
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await openStore());
    fixture.counting.failsAt = 'TokenRejected';
    await fixture.append('user-1', ...enrolledApp(), challengeIssued(), tokenRejected(), challengeIssued());
    await fixture.append('user-2', ...enrolledApp(), challengeIssued(), tokenRejected());
    await fixture.append('user-3', ...enrolledApp());
    await fixture.start();
  });
  afterEach(() => fixture.close());

  const retry = (documentId?: string) =>
    retryParked(fixture.stores, { projection, ...(documentId !== undefined && { documentId }) }, operator, unseen);
  const parkedIds = async () => (await listParked(fixture.stores, {}, operator))[0]?.documents.map(({ id }) => id);

  it('are listed, with the event that could not be applied, and without a word of it (attack 37)', async () => {
    const listed = await listParked(fixture.stores, { projection }, operator);
    expect(listed).toEqual([
      {
        projection,
        documents: [
          expect.objectContaining({ id: 'user-1', eventType: 'TokenRejected', reason: 'TypeError' }),
          expect.objectContaining({ id: 'user-2', since: expect.stringMatching(/^\d{4}-.+Z$/) }),
        ],
      },
    ]);
    expect(JSON.stringify(listed)).not.toContain('hunter2');
  });

  it('catch up after a fix, with all that has waited behind the event', async () => {
    fixture.counting.failsAt = undefined;
    expect(await retry()).toEqual([
      { id: 'user-1', outcome: 'APPLIED' },
      { id: 'user-2', outcome: 'APPLIED' },
    ]);
    expect(await fixture.stored(edition, 'user-1')).toEqual({ kind: 'VIEW', view: 7 });
    expect(await parkedIds()).toEqual([]);
    const position = await fixture.append('user-1', challengeIssued());
    await fixture.reached(edition, 'user-1', position);
    expect(await fixture.stored(edition, 'user-1')).toEqual({ kind: 'VIEW', view: 8 });
  });

  it('are tried one at a time where one is named', async () => {
    fixture.counting.failsAt = undefined;
    expect(await retry('user-2')).toEqual([{ id: 'user-2', outcome: 'APPLIED' }]);
    expect(await parkedIds()).toEqual(['user-1']);
  });

  it('stay parked where the event still cannot be applied, and say so', async () => {
    expect(await retry('user-1')).toEqual([{ id: 'user-1', outcome: 'STILL_PARKED' }]);
    expect(await parkedIds()).toEqual(['user-1', 'user-2']);
    expect(await fixture.stored(edition, 'user-1')).toMatchObject({ kind: 'PARKED' });
  });

  it('are in the history with every try', async () => {
    await retry('user-1');
    fixture.counting.failsAt = undefined;
    await retry('user-1');
    expect(await fixture.recorded()).toEqual([
      { type: 'ParkedDocumentRetried', data: { edition, documentId: 'user-1', outcome: 'STILL_PARKED' } },
      { type: 'ParkedDocumentRetried', data: { edition, documentId: 'user-1', outcome: 'APPLIED' } },
    ]);
  });

  it('are refused where no such document is parked', async () => {
    await expect(retry('user-3')).rejects.toMatchObject({ field: 'documentId' });
    expect(await fixture.recorded()).toEqual([]);
  });
});

describe('the record of a parked document', () => {
  it('is made by the service, once for the same event', async () => {
    const { core, eventStore } = await openMemoryInstallation();
    const [position, since] = ['00000000000000000007', '2026-11-24T12:00:00.000Z'];
    const parked = { position, since, eventType: 'TokenRejected', reason: 'TypeError' };
    const parking = { projection, edition, documentId: 'user-1', parked };
    await Promise.all([recordParked(core, parking), recordParked(core, parking)]);
    const events = [];
    for await (const batch of eventStore.readAll()) events.push(...batch);
    expect(events).toMatchObject([
      {
        stream: 'operations-projection-counting',
        type: 'DocumentParked',
        data: { edition, documentId: 'user-1', position, eventType: 'TokenRejected', error: 'TypeError' },
        metadata: { actor: { kind: 'system' } },
      },
    ]);
  });
});
