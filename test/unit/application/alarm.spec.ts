import { describe, expect, it } from 'vitest';
import { createAlarm } from '../../../src/application/alarm.js';
import { createManualTime } from '../../support/sms-sender/manual-time.js';

describe('an alarm', () => {
  it('wakes whoever waits, and leaves no timer behind', async () => {
    const { timers, waits } = createManualTime();
    const alarm = createAlarm(timers);
    const waiting = alarm.wait(1_000);
    expect(waits()).toEqual([1_000]);
    alarm.ring();
    await waiting;
    expect(waits()).toEqual([]);
  });

  it('wakes after the time, if it does not ring', async () => {
    const { timers, advance, waits } = createManualTime();
    const waiting = createAlarm(timers).wait(1_000);
    await advance(1_000);
    await waiting;
    expect(waits()).toEqual([]);
  });

  it('that rang before is not waited for, and is waited for once however often it rang', async () => {
    const { timers, waits } = createManualTime();
    const alarm = createAlarm(timers);
    alarm.ring();
    alarm.ring();
    await alarm.wait(1_000);
    expect(waits()).toEqual([]);
    const waiting = alarm.wait(2_000);
    expect(waits()).toEqual([2_000]);
    alarm.ring();
    await waiting;
  });
});
