import { watch } from 'node:fs';

/** Milliseconds. Where a system tells nobody of a changed file, what others wrote is seen this late at most. */
const lookEvery = 50;

export interface CommitNoticesDependencies {
  /** The database. Every writer of it, in whichever process, sets its time of change behind each commit. */
  readonly file: string;
  /** Differs from the last time where anybody has written since. */
  readonly dataVersion: () => number | undefined;
  readonly onCommitted: () => void;
}

/** Tells of commits to the database, other processes' as well as this one's. */
export interface CommitNotices {
  /** Looks now, for a commit that this process knows of before it is told. */
  look(): void;
  close(): void;
}

/** Keeps nothing alive. */
export function watchCommits({ file, dataVersion, onCommitted }: CommitNoticesDependencies): CommitNotices {
  let seen: number | undefined;
  const look = (): void => {
    const version = dataVersion();
    if (version === seen) return;
    seen = version;
    onCommitted();
  };
  const looking = setInterval(look, lookEvery).unref();
  const watcher = watch(file, { persistent: false }, look);
  // Without it there still is the look now and then.
  watcher.on('error', () => watcher.close());

  return {
    look,
    close() {
      clearInterval(looking);
      watcher.close();
    },
  };
}
