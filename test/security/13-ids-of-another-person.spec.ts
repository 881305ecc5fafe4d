// Threat: somebody who got hold of the id of another person's challenge, enrollment or session makes use of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../src/crypto/base64url.js';
import { second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe("another person's challenge, enrollment or session id", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it("a step-up challenge: refused as if unknown, to no session, another one of the same user, and another user's", async () => {
    const ada = await service.addEnrolledPerson('ada');
    const session = await ada.signInWithApp();
    service.advance(30 * second);
    const other = await ada.signInWithApp('CLASSIC');
    service.advance(30 * second);
    const stranger = await (await service.addPerson('stranger')).signInWithPassword();
    const { challenge } = being(await ada.stepUp(session), 'ChallengeRequired');
    const history = historyOf(service, ada);
    await history.news();

    const unknown = await ada.answer(unknownChallengeOf(ada), ada.token(), session);
    expect(unknown).toMatchObject({ __typename: 'Rejected', reason: 'CHALLENGE_CLOSED' });
    for (const foreign of [undefined, other, stranger]) {
      expect(await ada.answer(challenge.id, ada.token(), foreign)).toEqual(unknown);
      expect(await ada.redeem(challenge.id, ada.recoveryCodes[0] ?? '', foreign)).toEqual(unknown);
    }
    expect(await history.news()).toEqual([]);
    being(await ada.answer(challenge.id, ada.token(), session), 'SteppedUp');
  });

  it('a sign-in challenge: what the phone of another user shows is a wrong answer, and a session of theirs changes nothing', async () => {
    const ben = await service.addEnrolledPerson('ben');
    const cleo = await service.addEnrolledPerson('cleo');
    const ofCleo = historyOf(service, cleo);
    const session = await cleo.signInWithApp();
    service.advance(30 * second);
    const challenge = await ben.challenge();
    await ofCleo.news();

    expect(await ben.answer(challenge, cleo.token(), session)).toMatchObject({ reason: 'TOKEN_WRONG' });
    const refused = await ben.redeem(challenge, cleo.recoveryCodes[0] ?? '', session);
    expect(refused).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
    const signedIn = being(await ben.answer(challenge, ben.token(), session), 'SignedIn');
    expect((await ben.me(signedIn.session.token)).id).toBe(ben.userId);
    expect(await ofCleo.news()).toEqual([]);
  });

  it('a challenge id made up for a user: refused as one of nobody is, shown to nobody, and not in the history', async () => {
    const dora = await service.addEnrolledPerson('dora');
    const history = historyOf(service, dora);
    await history.news();
    const madeUp = unknownChallengeOf(dora);
    const ofNobody = 'A'.repeat(43);

    expect(await dora.answer(madeUp)).toEqual(await dora.answer(ofNobody));
    expect(await dora.redeem(madeUp, dora.recoveryCodes[0] ?? '')).toEqual(await dora.answer(ofNobody));
    expect(await dora.chooseMethod(madeUp, 'AUTHENTICATOR_APP')).toEqual(await dora.answer(ofNobody));
    expect(await dora.loginChallenge(madeUp)).toBeNull();
    expect(await dora.loginChallenge(ofNobody)).toBeNull();
    expect(await history.news()).toEqual([]);
  });

  it('cross-purpose: a sign-in challenge steps no session up, and a step-up challenge begins none', async () => {
    const emil = await service.addEnrolledPerson('emil');
    const { session } = emil;
    const signIn = await emil.challenge();
    being(await emil.answer(signIn, emil.token(), session), 'SignedIn');
    const stillAsked = being(await emil.regenerate(session), 'ChallengeRequired');
    expect(stillAsked.challenge.purpose).toBe('STEP_UP');

    service.advance(30 * second);
    const history = historyOf(service, emil);
    await history.news();
    being(await emil.answer(stillAsked.challenge.id, emil.token(), session), 'SteppedUp');
    expect(await history.news()).toEqual(['ChallengePassed']);
  });

  it('cross-interface: a challenge begins a session of the interface that it was asked for through, and no other', async () => {
    const fay = await service.addEnrolledPerson('fay');
    const panel = await fay.signInWithApp('CONTROL_PANEL');
    service.advance(30 * second);
    const challenge = await fay.challenge('CLASSIC');
    const { session } = being(await fay.answer(challenge, fay.token(), panel), 'SignedIn');
    expect(session.interface).toBe('CLASSIC');
    expect((await historyOf(service, fay).dataOf('SignedIn')).at(-1)).toMatchObject({ interface: 'CLASSIC' });
  });

  it('an enrollment: refused as if unknown, to another user and to another session of the same user', async () => {
    const gus = await service.addPerson('gus');
    const session = await gus.signInWithPassword();
    const other = await gus.signInWithPassword('CLASSIC');
    const hedi = await service.addPerson('hedi');
    const stranger = await hedi.signInWithPassword();
    const { enrollmentId, key } = being(await gus.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const token = gus.withKey(key).token();
    const history = historyOf(service, gus);
    await history.news();

    const unknown = await gus.confirm(session, 'A'.repeat(22), token);
    expect(unknown).toMatchObject({ __typename: 'Rejected', reason: 'ENROLLMENT_CLOSED' });
    expect(await gus.confirm(other, enrollmentId, token)).toEqual(unknown);
    expect(await hedi.confirm(stranger, enrollmentId, token)).toEqual(unknown);
    expect(await history.news()).toEqual([]);
    being(await gus.confirm(session, enrollmentId, token), 'MethodEnrolled');
  });

  it("B10: a person lists and ends their own sessions, and another's looks like one that never was", async () => {
    const ines = await service.addPerson('ines');
    const jon = await service.addPerson('jon');
    const first = being(await ines.signIn(), 'SignedIn').session;
    const second = being(await ines.signIn('CLASSIC'), 'SignedIn').session;
    const ofJon = being(await jon.signIn(), 'SignedIn').session;
    const history = historyOf(service, jon);
    await history.news();

    const listed = (await ines.me(first.token)).sessions.map(({ id, current }) => ({ id, current }));
    expect(listed).toEqual([
      { id: first.id, current: true },
      { id: second.id, current: false },
    ]);
    expect(await ines.endSession(first.token, ofJon.id)).toBe(false);
    expect(await ines.endSession(first.token, 'A'.repeat(22))).toBe(false);
    expect(await history.news()).toEqual([]);
    expect((await jon.me(ofJon.token)).sessions.map(({ id }) => id)).toEqual([ofJon.id]);

    expect(await ines.endSession(first.token, second.id)).toBe(true);
    await expect(ines.me(second.token)).rejects.toThrow('UNAUTHENTICATED');
    expect((await ines.me(first.token)).sessions.map(({ id }) => id)).toEqual([first.id]);
    const ended = await historyOf(service, ines).dataOf('SessionsEnded');
    expect(ended).toEqual([{ sessionIds: [second.id], reason: 'REQUESTED' }]);
  });

  /** Written as a challenge id of this person is, with a random part that was never given out. */
  function unknownChallengeOf({ userId }: Person): string {
    const id = encodeBase64url(Buffer.concat([Buffer.from(userId.replaceAll('-', ''), 'hex'), Buffer.alloc(16)]));
    expect(decodeBase64url(id)).toHaveLength(32);
    return id;
  }
});
