import { describe, expect, it, onTestFinished } from 'vitest';
import { type EventStore, StoreUnavailable } from '../../../src/event-store/port.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { createViewReader } from '../../../src/projections/view-reader.js';
import { watchViewStatus } from '../../../src/projections/view-status.js';
import { type ViewStore, ViewStoreUnavailable } from '../../../src/projections/view-store.js';
import { challengeIssued, enrolledApp } from '../../support/two-factor-history.js';
import { createProjectorFixture } from './projector-fixture.js';

const projections = [loginChallengeProjection];
const userId = 'user-1';

/** A user with an open challenge, whose view is made; then stores that can be taken away. */
async function openViews() {
  const fixture = createProjectorFixture(createMemoryViewStore());
  onTestFinished(() => fixture.close());
  await fixture.append(userId, ...enrolledApp(), challengeIssued());
  await fixture.start(projections).caughtUp;

  const gone = { history: false, views: false };
  const eventStore: EventStore = {
    ...fixture.eventStore,
    head: async () => {
      if (gone.history) throw new StoreUnavailable('It is gone.');
      return fixture.eventStore.head();
    },
    readStream: (...where) => {
      if (gone.history) throw new StoreUnavailable('It is gone.');
      return fixture.eventStore.readStream(...where);
    },
  };
  const viewStore: ViewStore = {
    ...fixture.viewStore,
    catalog: async () => {
      if (gone.views) throw new ViewStoreUnavailable('They are gone.');
      return fixture.viewStore.catalog();
    },
  };
  const status = watchViewStatus({ eventStore, viewStore, projections, clock: Date.now });
  onTestFinished(() => status.close());
  await status.refresh();
  const views = createViewReader({ eventStore, viewStore, status });
  const challenges = async () => (await views.read(loginChallengeProjection, userId, undefined)).challenges;
  return { gone, status, challenges };
}

describe('while the history cannot be asked', () => {
  it('views that could be shown before still are', async () => {
    const { gone, status, challenges } = await openViews();
    gone.history = true;
    await status.refresh();
    expect(await challenges()).toHaveLength(1);
  });

  it('views that cannot be asked either are not, and nothing else answers', async () => {
    const { gone, status, challenges } = await openViews();
    gone.history = true;
    gone.views = true;
    await status.refresh();
    gone.views = false;
    await status.refresh();
    await expect(challenges()).rejects.toThrow(StoreUnavailable);
    gone.history = false;
    await status.refresh();
    expect(await challenges()).toHaveLength(1);
  });
});
