import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../../../src/domain/instant.js';
import { enrolledMethods, isEnrolled } from '../../../../../src/domain/two-factor/enrolled.js';
import {
  ago,
  challengePassed,
  codesRegenerated,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  maskedPhoneNumber,
  methodRemoved,
  now,
  recoveryCodes,
  recoveryCodeUsed,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const app = { method: 'AUTHENTICATOR_APP', enrolledAt: ago(day) } as const;
const sms = { method: 'SMS', enrolledAt: ago(hour), maskedPhoneNumber } as const;
const withApp = given(enrolledApp(), ago(day));
const withBoth = withApp.and(enrolledSms(), ago(hour));
const on = {
  status: 'ON',
  methods: [app],
  defaultMethod: 'AUTHENTICATOR_APP',
  defaultReason: 'LAST_ENROLLED',
  recoveryCodesLeft: 10,
  recoveryCodesIssuedAt: ago(day),
} as const;
const both = { ...on, methods: [app, sms], defaultMethod: 'SMS', recoveryCodesIssuedAt: ago(hour) } as const;

describe('what is enrolled', () => {
  it('E3: a method with the default and ten recovery codes', () => {
    expect(withApp.state.enrolled).toStrictEqual(on);
  });

  it('E1: of two methods the last enrolled is the default, with a fresh set of codes', () => {
    expect(withBoth.state.enrolled).toStrictEqual(both);
  });

  it('E3: the first method is the default even before its default is told', () => {
    const [started, enrolled] = enrolledSms();
    expect(given(started && enrolled && [started, enrolled]).state.enrolled).toStrictEqual({
      ...on,
      methods: [{ ...sms, enrolledAt: now }],
      defaultMethod: 'SMS',
      recoveryCodesLeft: 0,
      recoveryCodesIssuedAt: now,
    });
  });

  it('E4: a method takes the place of the one of its kind', () => {
    expect(withBoth.and(enrolledApp()).state.enrolled).toStrictEqual({
      ...on,
      methods: [sms, { ...app, enrolledAt: now }],
      recoveryCodesIssuedAt: now,
    });
  });

  it.each(['CHOSEN', 'FALLBACK'] as const)('E5: the default says why it is what it is: %s', (reason) => {
    expect(withBoth.and([defaultChanged({ method: 'AUTHENTICATOR_APP', reason })]).state.enrolled).toStrictEqual({
      ...both,
      defaultMethod: 'AUTHENTICATOR_APP',
      defaultReason: reason,
    });
  });

  it('E7: codes are counted down, and up by a fresh set', () => {
    const used = withApp.and([
      recoveryCodeUsed({ codesLeft: 9 }),
      recoveryCodeUsed({ codeId: 'code-2', codesLeft: 8 }),
    ]);
    expect(used.state.enrolled).toStrictEqual({ ...on, recoveryCodesLeft: 8 });
    expect(used.and([codesRegenerated(recoveryCodes('fresh'))]).state.enrolled).toStrictEqual({
      ...on,
      recoveryCodesIssuedAt: now,
    });
  });

  it('E6: a method that is removed is gone; without the last one two-factor is off', () => {
    const removed = withBoth.and([methodRemoved('AUTHENTICATOR_APP')]);
    expect(removed.state.enrolled).toStrictEqual({ ...both, methods: [sms] });
    expect(removed.and([methodRemoved('SMS')]).state.enrolled).toStrictEqual({ status: 'OFF' });
  });

  it('the method that passed a challenge was used just then; a recovery code is none', () => {
    expect(withBoth.and([challengePassed()]).state.enrolled).toStrictEqual({
      ...both,
      methods: [{ ...app, lastUsedAt: now }, sms],
    });
    expect(withBoth.and([challengePassed({ factor: 'RECOVERY_CODE' })]).state.enrolled).toStrictEqual(both);
  });

  it('nothing that happens without a method enrolls one', () => {
    expect(given([defaultChanged(), codesRegenerated(), recoveryCodeUsed()]).state.enrolled).toStrictEqual({
      status: 'OFF',
    });
  });

  it('says which methods there are', () => {
    expect(enrolledMethods(withBoth.state.enrolled)).toEqual([app, sms]);
    expect(enrolledMethods({ status: 'OFF' })).toEqual([]);
    expect(isEnrolled(withApp.state.enrolled, 'AUTHENTICATOR_APP')).toBe(true);
    expect(isEnrolled(withApp.state.enrolled, 'SMS')).toBe(false);
    expect(isEnrolled({ status: 'OFF' }, 'SMS')).toBe(false);
  });
});
