import { describe, it } from 'vitest';
import type { TwoFactorEvent } from '../../../../../src/domain/two-factor/events.js';
import {
  appEnrollmentStarted,
  challengePassed,
  codesRegenerated,
  enrolledApp,
  enrolledSms,
  enrolledTimeStep,
  maskedPhoneNumber,
  methodRemoved,
  recoveryCodes,
  recoveryCodeUsed,
  sealed,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const app = { secret: { eventId: 'sealed-app', value: sealed('secret') }, lastTimeStep: enrolledTimeStep };
const sms = { phoneNumber: { eventId: 'sealed-sms', value: sealed('number') } };
const enrolledAs = (data: Extract<TwoFactorEvent, { type: 'MethodEnrolled' }>['data']): TwoFactorEvent => ({
  type: 'MethodEnrolled',
  data,
});

const appPassedWithoutStep = { challengeId: 'challenge-1', purpose: 'SIGN_IN', factor: 'AUTHENTICATOR_APP' } as const;

describe('what answers are checked against', () => {
  it('is nothing at first', () => {
    given().thenState({ credentials: {} });
  });

  it('E3: the secret of the enrollment that was confirmed, its step burnt (C4)', () => {
    given(enrolledApp()).thenState({ credentials: { app, recoveryCodes: recoveryCodes() } });
  });

  it('E3: the phone number of the enrollment that was confirmed', () => {
    given(enrolledSms()).thenState({ credentials: { sms, recoveryCodes: recoveryCodes() } });
  });

  it('E7: every enrollment voids the older codes', () => {
    given([...enrolledApp(), ...enrolledSms(recoveryCodes('fresh'))]).thenState({
      credentials: { app, sms, recoveryCodes: recoveryCodes('fresh') },
    });
  });

  it('E4: a new secret takes the place of the old one only when it is confirmed', () => {
    const started = appEnrollmentStarted({ eventId: 'sealed-2', secret: 'secret-2', enrollmentId: 'enrollment-2' });
    const pending = given([...enrolledApp(), started]);
    const confirmed = { enrollmentId: 'enrollment-2', method: 'AUTHENTICATOR_APP', timeStep: 200 } as const;
    pending.thenState({ credentials: { app, recoveryCodes: recoveryCodes() } });
    pending.and([enrolledAs(confirmed)]).thenState({
      credentials: {
        app: { secret: { eventId: 'sealed-2', value: sealed('secret-2') }, lastTimeStep: 200 },
        recoveryCodes: recoveryCodes(),
      },
    });
  });

  it('C4: a confirming step that is missing burns every step there is', () => {
    given([
      appEnrollmentStarted(),
      enrolledAs({ enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP' }),
    ]).thenState({ credentials: { app: { ...app, lastTimeStep: Number.MAX_SAFE_INTEGER } } });
  });

  it('a method without an enrollment has nothing to check answers against', () => {
    given([
      enrolledAs({ enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP', timeStep: 200 }),
      enrolledAs({ enrollmentId: 'enrollment-1', method: 'SMS', maskedPhoneNumber }),
    ]).thenState({ credentials: {} });
  });

  it('C4: an accepted token moves the last step', () => {
    given([...enrolledApp(), challengePassed({ timeStep: 105 })]).thenState({
      credentials: { app: { ...app, lastTimeStep: 105 }, recoveryCodes: recoveryCodes() },
    });
  });

  it('C4: what another factor passed moves nothing, nor does a step without an app', () => {
    given([...enrolledApp(), challengePassed({ factor: 'RECOVERY_CODE' })]).thenState({
      credentials: { app, recoveryCodes: recoveryCodes() },
    });
    given([...enrolledApp(), { type: 'ChallengePassed', data: appPassedWithoutStep }]).thenState({
      credentials: { app: { ...app, lastTimeStep: Number.MAX_SAFE_INTEGER }, recoveryCodes: recoveryCodes() },
    });
    given([...enrolledSms(), challengePassed({ timeStep: 105 })]).thenState({
      credentials: { sms, recoveryCodes: recoveryCodes() },
    });
  });

  it('E7: a code that was used is gone, the others stay', () => {
    const { salt, codes } = recoveryCodes();
    given([...enrolledApp(), recoveryCodeUsed({ codeId: 'code-3' })]).thenState({
      credentials: { app, recoveryCodes: { salt, codes: codes.filter(({ codeId }) => codeId !== 'code-3') } },
    });
    given([recoveryCodeUsed()]).thenState({ credentials: {} });
  });

  it('E7: a fresh set takes the place of the old one', () => {
    given([...enrolledApp(), recoveryCodeUsed(), codesRegenerated(recoveryCodes('fresh'))]).thenState({
      credentials: { app, recoveryCodes: recoveryCodes('fresh') },
    });
  });

  it('E6: what belongs to a removed method is gone; without the last one the codes are void', () => {
    const both = given([...enrolledApp(), ...enrolledSms()]);
    both.and([methodRemoved('AUTHENTICATOR_APP')]).thenState({ credentials: { sms, recoveryCodes: recoveryCodes() } });
    both.and([methodRemoved('SMS')]).thenState({ credentials: { app, recoveryCodes: recoveryCodes() } });
    both.and([methodRemoved('SMS'), methodRemoved('AUTHENTICATOR_APP')]).thenState({ credentials: {} });
    both.and([methodRemoved('AUTHENTICATOR_APP'), methodRemoved('SMS')]).thenState({ credentials: {} });
  });
});
