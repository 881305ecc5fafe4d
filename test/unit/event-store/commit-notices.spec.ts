import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CommitNotices, watchCommits } from '../../../src/event-store/sqlite/commit-notices.js';
import { sessionSeen } from '../../support/events.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

let version = 1;
const onCommitted = vi.fn<() => void>();
let notices: CommitNotices | undefined;
const watched = (file: string): CommitNotices => {
  notices = watchCommits({ file, dataVersion: () => version, onCommitted });
  return notices;
};

beforeEach(() => {
  // Its looking now and then happens only where a test says so.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onCommitted.mockClear();
});
afterEach(() => {
  notices?.close();
  vi.useRealTimers();
});

it("another's commit is told of at once, and not when somebody looks the next time", async () => {
  const file = `${temporaryDirectory()}/events.db`;
  const another = await openEventStore(file);
  watched(file);
  version += 1;

  await another.append('twoFactor-anna', 'noStream', [sessionSeen(1)]);

  await vi.waitFor(() => expect(onCommitted).toHaveBeenCalledOnce());
  await another.close();
});

it('where the system tells nobody, a commit is seen after a while', async () => {
  const file = `${temporaryDirectory()}/events.db`;
  await (await openEventStore(file)).close();
  watched(file);
  vi.advanceTimersByTime(50);
  onCommitted.mockClear();

  version += 1;
  vi.advanceTimersByTime(50);

  expect(onCommitted).toHaveBeenCalledOnce();
});

it('a commit that was looked for is told of once', async () => {
  const file = `${temporaryDirectory()}/events.db`;
  await (await openEventStore(file)).close();
  const own = watched(file);

  own.look();
  vi.advanceTimersByTime(1_000);

  expect(onCommitted).toHaveBeenCalledOnce();
});
