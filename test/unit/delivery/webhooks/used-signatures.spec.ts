import { describe, expect, it } from 'vitest';
import { createUsedSignatures } from '../../../../src/delivery/webhooks/used-signatures.js';

describe('used signatures', () => {
  function start(capacity?: number) {
    const time = { now: 1_000_000 };
    return { time, used: createUsedSignatures({ clock: () => time.now, ...(capacity !== undefined && { capacity }) }) };
  }

  it('each is used once', () => {
    const { time, used } = start();
    expect(used.use('one', time.now + 60_000)).toBe(true);
    expect(used.use('one', time.now + 60_000)).toBe(false);
    expect(used.use('other', time.now + 60_000)).toBe(true);
  });

  it('is remembered as long as it would be good again', () => {
    const { time, used } = start();
    const until = time.now + 60_000;
    used.use('one', until);
    time.now = until;
    expect(used.use('one', until)).toBe(false);
    time.now = until + 1;
    expect(used.use('one', until)).toBe(true);
  });

  it('one that is released is as if it had never been used', () => {
    const { time, used } = start();
    used.use('one', time.now + 60_000);
    used.release('one');
    expect(used.use('one', time.now + 60_000)).toBe(true);
  });

  it('remembers so many at most, and gives up the oldest', () => {
    const { time, used } = start(2);
    for (const id of ['first', 'second', 'third']) used.use(id, time.now + 60_000);
    expect(used.use('third', time.now + 60_000)).toBe(false);
    expect(used.use('second', time.now + 60_000)).toBe(false);
    expect(used.use('first', time.now + 60_000)).toBe(true);
  });
});
