// Threat: somebody who wants to do harm makes wrong tries in another person's name, so that this person cannot get in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unlockSecondFactor } from '../../src/application/unlock-second-factor.js';
import { createClient } from '../../src/client/client.js';
import { encodeBase64url } from '../../src/crypto/base64url.js';
import { hour, instantOf, minute } from '../../src/domain/instant.js';
import { atOnce, tally } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { operator, startTestService, type TestService } from '../support/test-service.js';

const wrongCode = '0000-0000-0000-0000';

describe('locking the victim out', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ TRUSTED_PROXY_HOPS: '1' });
  });
  afterAll(() => service.close());

  it('without the password nothing counts: not at challenges made up, nor at those of another', async () => {
    const victim = await service.addEnrolledPerson('ada');
    const own = await victim.challenge();
    const history = historyOf(service, victim);
    await history.news();
    const madeUp = encodeBase64url(
      Buffer.concat([Buffer.from(victim.userId.replaceAll('-', ''), 'hex'), Buffer.alloc(16)]),
    );

    const tokens = await atOnce(20, () => victim.answer(madeUp, victim.wrongToken()));
    const codes = await atOnce(20, () => victim.redeem(madeUp, wrongCode));
    expect(tally([...tokens, ...codes])).toEqual({ CHALLENGE_CLOSED: 40 });
    expect(await history.news()).toEqual([]);
    expect(await victim.loginChallenge(own)).toMatchObject({ state: 'OPEN', attemptsLeft: 5 });
    being(await victim.answer(own), 'SignedIn');
  });

  it('A5: wrong passwords from one network leave the second factor alone, and the owner of another network is let in', async () => {
    const victim = await service.addEnrolledPerson('ben');
    const attacker = from(victim, '203.0.113.7');
    const owner = from(victim, '198.51.100.20');
    const results = await atOnce(15, () => attacker.signIn('CONTROL_PANEL', 'not the password'));
    expect(tally(results)['TOO_MANY_ATTEMPTS']).toBeGreaterThan(0);

    const history = historyOf(service, victim);
    expect(await history.count('TokenRejected')).toBe(0);
    expect(await history.count('SecondFactorLocked')).toBe(0);
    await owner.signInWithApp();
  });

  it('B5: a lock is temporary: it opens at the time that was told', async () => {
    const victim = await service.addEnrolledPerson('cleo');
    const challenge = await victim.challenge();
    const until = instantOf(service.now() + minute);
    await lock(victim, challenge);
    expect(await victim.loginChallenge(challenge)).toMatchObject({ state: 'LOCKED', lockedUntil: until });
    expect(await victim.answer(challenge)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt: until });
    expect(await historyOf(service, victim).dataOf('SecondFactorLocked')).toEqual([{ wrongInARow: 5, until }]);
    service.advance(minute);
    being(await victim.answer(await victim.challenge()), 'SignedIn');
  });

  it('B7: with the tokens locked a recovery code signs in, at the very same challenge', async () => {
    const victim = await service.addEnrolledPerson('dora');
    const challenge = await victim.challenge();
    await lock(victim, challenge);
    expect(await victim.loginChallenge(challenge)).toMatchObject({ allowedActions: ['REDEEM_RECOVERY_CODE'] });
    const history = historyOf(service, victim);
    await history.news();
    being(await victim.redeem(challenge, victim.recoveryCodes[0] ?? ''), 'SignedIn');
    expect(await history.news()).toEqual(['RecoveryCodeUsed', 'ChallengePassed', 'SignedIn']);
    being(await victim.answer(await victim.challenge()), 'SignedIn');
  });

  it('B7: five wrong recovery codes in an hour are refused with the time at which one is looked at again; tokens work', async () => {
    const victim = await service.addEnrolledPerson('emil');
    const challenge = await victim.challenge();
    const told = instantOf(service.now() + minute + hour);
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      service.advance(minute);
      expect(await victim.redeem(challenge, wrongCode)).toMatchObject({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft });
    }
    const [right = ''] = victim.recoveryCodes;
    expect(await victim.redeem(challenge, right)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt: told });
    const history = historyOf(service, victim);
    expect(await history.count('RecoveryCodeRejected')).toBe(5);
    expect(await history.count('SecondFactorLocked')).toBe(0);
    being(await victim.answer(challenge), 'SignedIn');

    service.advance(56 * minute - 1);
    const early = await victim.challenge();
    expect(await victim.redeem(early, right)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt: told });
    service.advance(1);
    being(await victim.redeem(early, right), 'SignedIn');
  });

  it('B5: a person unlocks what is locked, and the count begins anew', async () => {
    const victim = await service.addEnrolledPerson('fay');
    await lock(victim, await victim.challenge());
    const { core } = service.service.installation;
    const unlocked = await unlockSecondFactor(
      core,
      { username: 'fay', reason: 'Called from the number we know.' },
      operator,
    );
    expect(unlocked).toBe(true);
    const challenge = await victim.challenge();
    expect(await victim.answer(challenge, victim.wrongToken())).toMatchObject({
      reason: 'TOKEN_WRONG',
      attemptsLeft: 4,
    });
    being(await victim.answer(challenge), 'SignedIn');
    expect(await historyOf(service, victim).count('SecondFactorUnlocked')).toBe(1);
  });

  async function lock(person: Person, challenge: string): Promise<void> {
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
  }

  /** The same username, from this address. */
  function from(person: Person, address: string): Person {
    const through: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('x-forwarded-for', address);
      return fetch(input, { ...init, headers });
    };
    return person.at(createClient({ url: service.url, fetch: through }));
  }
});
