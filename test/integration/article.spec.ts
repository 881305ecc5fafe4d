import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ChangeDefaultMethodDocument,
  LoginChallengeDocument,
  SignOutDocument,
} from '../../src/client/generated/graphql.js';
import { minute, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** The article that the product was ordered from, step by step, through the API. */
describe('two-factor setup for reseller accounts', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('steps 1 and 2: enroll an authenticator app, with the password, the key and its first token', async () => {
    const person = await service.addPerson('ada');
    const session = await person.signInWithPassword();
    expect((await person.me(session)).twoFactor).toMatchObject({ enabled: false, methods: [], recoveryCodesLeft: 0 });

    const started = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    expect(started.key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(started.otpauthUri).toBe(
      `otpauth://totp/Sallyport:ada?secret=${started.key.replaceAll(' ', '')}&issuer=Sallyport&algorithm=SHA1&digits=6&period=30`,
    );
    expect(started.qrCodeSvg).toMatch(/^<svg /);

    const { recoveryCodes } = await person.enrollApp(session);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await person.me(session)).twoFactor).toMatchObject({
      enabled: true,
      methods: [{ method: 'AUTHENTICATOR_APP', isDefault: true }],
      defaultMethod: 'AUTHENTICATOR_APP',
      defaultReason: 'LAST_ENROLLED',
      recoveryCodesLeft: 10,
    });
  });

  it.each(['CONTROL_PANEL', 'CLASSIC'] as const)('sign-in through %s asks for a token (B1)', async (through) => {
    const person = await service.addPerson(`bea-${through.toLowerCase()}`);
    await person.enrollApp();
    service.advance(30 * second);

    const prompt = being(await person.signIn(through), 'ChallengeRequired');
    expect(prompt.challenge).toMatchObject({
      purpose: 'SIGN_IN',
      state: 'OPEN',
      interface: through,
      method: 'AUTHENTICATOR_APP',
      methods: [{ method: 'AUTHENTICATOR_APP', isDefault: true, maskedPhoneNumber: null }],
      attemptsLeft: 5,
      lockedUntil: null,
      tokenExpiresAt: null,
      resendAvailableAt: null,
      delivery: null,
      allowedActions: ['ANSWER', 'REDEEM_RECOVERY_CODE'],
    });
    const variables = { id: prompt.challenge.id, after: prompt.position };
    const { loginChallenge } = await service.client.execute(LoginChallengeDocument, variables);
    expect(loginChallenge).toEqual(prompt.challenge);

    const { session } = being(await person.answer(prompt.challenge.id), 'SignedIn');
    expect(session).toMatchObject({ interface: through, amr: ['pwd', 'otp', 'mfa'], restrictedToEnrollment: false });
  });

  it('a wrong token says how many tries are left; the right one still works', async () => {
    const person = await service.addPerson('cleo');
    await person.enrollApp();
    service.advance(30 * second);
    const challenge = await person.challenge();
    expect(await person.answer(challenge, person.wrongToken())).toMatchObject({
      reason: 'TOKEN_WRONG',
      attemptsLeft: 4,
    });
    being(await person.answer(challenge), 'SignedIn');
  });

  it('a lost phone: a recovery code signs in, says how many are left, and lets a new app be enrolled (E8)', async () => {
    const person = await service.addPerson('dora');
    const { recoveryCodes, secret } = await person.enrollApp();
    const [code = ''] = recoveryCodes;
    const signedIn = being(
      await person.redeem(await person.challenge(), code.toLowerCase().replaceAll('-', ' ')),
      'SignedIn',
    );
    expect(signedIn).toMatchObject({ recoveryCodesLeft: 9, session: { amr: ['pwd', 'recovery_code', 'mfa'] } });

    service.advance(30 * minute);
    const fresh = await person.enrollApp(signedIn.session.token);
    expect(fresh.secret).not.toBe(secret);
    expect(await person.redeem(await person.challenge(), recoveryCodes[1] ?? '')).toMatchObject({
      reason: 'RECOVERY_CODE_WRONG',
    });
    being(await person.redeem(await person.challenge(), fresh.recoveryCodes[0] ?? ''), 'SignedIn');
  });

  it('lost codes: a fresh set, with the password and a fresh second factor (E2, E7)', async () => {
    const person = await service.addPerson('edith');
    const { session, recoveryCodes } = await person.enrollApp();
    const prompt = being(await person.regenerate(session), 'ChallengeRequired');
    expect(prompt.challenge.purpose).toBe('STEP_UP');
    service.advance(30 * second);
    being(await person.answer(prompt.challenge.id, person.token(), session), 'SteppedUp');
    const fresh = being(await person.regenerate(session), 'RecoveryCodes');
    expect(fresh.recoveryCodes).toHaveLength(10);
    expect(fresh.recoveryCodes).not.toEqual(expect.arrayContaining([recoveryCodes[0]]));
    expect(await person.redeem(await person.challenge(), recoveryCodes[0] ?? '')).toMatchObject({
      reason: 'RECOVERY_CODE_WRONG',
      attemptsLeft: 4,
    });
  });

  it('the default can be changed among the enrolled methods only (E5)', async () => {
    const person = await service.addPerson('fay');
    const { session } = await person.enrollApp();
    const change = async (method: 'SMS' | 'AUTHENTICATOR_APP') =>
      (await service.client.execute(ChangeDefaultMethodDocument, { method }, session)).changeDefaultMethod;
    expect(await change('SMS')).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
    expect(await change('AUTHENTICATOR_APP')).toMatchObject({ __typename: 'TwoFactorChanged' });
  });

  it('removing the last method turns two-factor off and voids the codes (E6)', async () => {
    const person = await service.addPerson('gwen');
    const { session } = await person.enrollApp();
    service.advance(30 * second);
    const prompt = being(await person.stepUp(session), 'ChallengeRequired');
    being(await person.answer(prompt.challenge.id, person.token(), session), 'SteppedUp');
    const removed = being(await person.removeApp(session), 'TwoFactorChanged');
    expect(removed.twoFactor).toMatchObject({ enabled: false, methods: [], recoveryCodesLeft: 0, defaultMethod: null });
    await person.signInWithPassword();
  });

  it('a session ends when its holder signs out (B10)', async () => {
    const person = await service.addPerson('hilda');
    const session = await person.signInWithPassword();
    expect(await service.client.execute(SignOutDocument, {}, session)).toEqual({ signOut: true });
    await expect(person.me(session)).rejects.toThrow('UNAUTHENTICATED');
  });
});
