import fc from 'fast-check';
import { hour, minute, second } from '../../src/domain/instant.js';
import { isOpen } from '../../src/domain/two-factor/challenges.js';
import type { TwoFactorCommand } from '../../src/domain/two-factor/decide.js';
import { isEnrolled } from '../../src/domain/two-factor/enrolled.js';
import { liveSessions } from '../../src/domain/two-factor/sessions.js';
import { liveToken } from '../../src/domain/two-factor/sms-tokens.js';
import type { TwoFactorState } from '../../src/domain/two-factor/state.js';
import { commandOf, type Draw, draws, type Kind, type World } from './two-factor-draws.js';

/** What somebody does next; it becomes a command when it meets the state. */
export interface Move {
  /** Milliseconds since the move before. */
  readonly pause: number;
  readonly intent: (state: TwoFactorState, world: World) => TwoFactorCommand;
}

/** Somebody at the keyboard: what they do, given the state, and how long they take over it. */
interface Persona {
  readonly kind: fc.Arbitrary<(state: TwoFactorState, world: World) => Kind>;
  readonly pause: fc.Arbitrary<number>;
}

const weighted = <T>(weights: readonly (readonly [T, number])[]) =>
  fc.oneof(...weights.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));

/** Knows what they want: signs in, enrolls, and then looks after the account. */
const owner: Persona = {
  pause: fc.integer({ min: 5 * second, max: 90 * second }),
  kind: weighted<Kind>([
    ['startEnrollment', 4],
    ['removeMethod', 3],
    ['regenerateRecoveryCodes', 1],
    ['changeDefaultMethod', 4],
    ['stepUp', 2],
    ['signIn', 4],
    ['seeSession', 1],
  ]).map((wish) => (state, world) => {
    const { enrolled, enrollment, smsTokens } = state;
    const sessionIds = liveSessions(state.sessions, world.at, world.limits).map(({ sessionId }) => sessionId);
    if (enrollment && world.at < enrollment.expiresAt && sessionIds.includes(enrollment.sessionId)) {
      const { enrollmentId, method } = enrollment;
      const waits = method === 'SMS' && liveToken(smsTokens, { enrollmentId }, world.at) === undefined;
      return waits ? 'resendEnrollmentToken' : 'confirmEnrollment';
    }
    // Whoever is signed in answers no sign-in: it is somebody else's.
    const asked = state.challenges
      .filter(
        (challenge) => isOpen(challenge, world.at) && (challenge.purpose === 'STEP_UP' || sessionIds.length === 0),
      )
      .at(-1);
    if (asked?.method === 'AUTHENTICATOR_APP') return 'answerChallenge';
    if (asked?.method === 'SMS') {
      // Some would rather use the app.
      if (wish === 'changeDefaultMethod' && isEnrolled(enrolled, 'AUTHENTICATOR_APP')) return 'chooseMethod';
      const { challengeId } = asked;
      return liveToken(smsTokens, { challengeId }, world.at) === undefined ? 'sendToken' : 'answerChallenge';
    }
    if (sessionIds.length === 0) return 'signIn';
    return enrolled.status === 'OFF' ? 'startEnrollment' : wish;
  }),
};

/** Has the password and guesses: tokens, or recovery codes, sitting out each lock. */
const guesser: Persona = {
  pause: fc.oneof(fc.integer({ min: 0, max: second }), fc.integer({ min: minute, max: 5 * minute })),
  kind: fc
    .record({ guess: fc.constantFrom<Kind>('answerWrong', 'answerWrong', 'redeemWrong'), stubborn: fc.boolean() })
    .map(({ guess, stubborn }) => ({ challenges, attempts, enrolled, smsTokens }, { at, limits }) => {
      const open = challenges.filter((challenge) => isOpen(challenge, at)).at(-1);
      if (open === undefined) return 'signIn';
      if (open.wrongAnswers >= limits.answersPerChallenge && !stubborn) return 'signIn';
      if (attempts.lock.status === 'LOCKED_FOR_GOOD') return 'redeemWrong';
      const { challengeId, method } = open;
      if (method === 'AUTHENTICATOR_APP' || liveToken(smsTokens, { challengeId }, at) !== undefined) return guess;
      return isEnrolled(enrolled, 'AUTHENTICATOR_APP') ? 'chooseOther' : 'sendToken';
    }),
};

/** Both at the same time. */
const ownerAndGuesser: Persona = {
  pause: fc.integer({ min: second, max: 40 * second }),
  kind: fc.oneof(owner.kind, guesser.kind),
};

/** Lost the phone: signs in with a recovery code and enrolls another one. */
const recovering: Persona = {
  pause: fc.integer({ min: second, max: 30 * second }),
  kind: weighted<Kind>([
    ['startEnrollment', 1],
    ['confirmEnrollment', 1],
  ]).map(
    (wish) =>
      ({ challenges }, { at }) =>
        challenges.some((challenge) => isOpen(challenge, at)) ? 'redeemRecoveryCode' : wish,
  ),
};

/** Cannot read the screen: enrolls with one wrong token after the other, and takes a long time over some. */
const mistyping: Persona = {
  pause: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: second, max: 30 * second }) },
    { weight: 1, arbitrary: fc.integer({ min: 5 * minute, max: 9 * minute }) },
  ),
  kind: fc.constantFrom<Kind>('confirmWrong', 'confirmSkewed').map(
    (mistake) =>
      ({ enrollment }) =>
        enrollment === undefined ? 'startEnrollment' : mistake,
  ),
};

/** Waits for messages and asks for more of them: enters the last one, or one before it. */
const texting: Persona = {
  pause: fc.oneof(fc.integer({ min: 0, max: 40 * second }), fc.integer({ min: minute, max: 3 * minute })),
  kind: weighted<Kind>([
    ['sendToken', 6],
    ['answerChallenge', 1],
    ['answerOlder', 2],
    ['chooseOther', 3],
    ['recordDelivery', 3],
  ]).map((wish) => ({ enrolled, enrollment, challenges, sessions }, { at }) => {
    if (isEnrolled(enrolled, 'SMS')) {
      const asked = challenges.filter((one) => isOpen(one, at)).at(-1);
      if (asked === undefined) return 'signIn';
      return asked.method === 'SMS' ? wish : 'chooseOther';
    }
    if (enrollment?.method === 'SMS' && at < enrollment.expiresAt) {
      return wish === 'sendToken' ? 'resendEnrollmentToken' : 'confirmEnrollment';
    }
    return sessions.length === 0 ? 'signIn' : 'startEnrollment';
  }),
};

/** The sender and the providers, who say what becomes of the messages. */
const phoneCompany: Persona = {
  pause: fc.integer({ min: 0, max: 5 * second }),
  kind: fc.constant(() => 'recordDelivery'),
};

/** Anything at all, whether it fits or not. */
const anybody: Persona = {
  pause: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 5 * second }) },
    { weight: 4, arbitrary: fc.integer({ min: 20 * second, max: 11 * minute }) },
    { weight: 1, arbitrary: fc.constantFrom(30 * second, minute, 10 * minute, hour) },
    { weight: 1, arbitrary: fc.integer({ min: 50 * minute, max: 25 * hour }) },
  ),
  kind: weighted<Kind>([
    ['signIn', 6],
    ['answerChallenge', 4],
    ['answerWrong', 4],
    ['redeemRecoveryCode', 2],
    ['redeemWrong', 2],
    ['chooseMethod', 3],
    ['sendToken', 3],
    ['stepUp', 2],
    ['startEnrollment', 4],
    ['resendEnrollmentToken', 2],
    ['confirmEnrollment', 3],
    ['confirmWrong', 4],
    ['confirmSkewed', 1],
    ['changeDefaultMethod', 2],
    ['removeMethod', 2],
    ['regenerateRecoveryCodes', 2],
    ['unlockSecondFactor', 3],
    ['changePassword', 2],
    ['recordDelivery', 2],
    ['signOut', 1],
    ['endSession', 1],
    ['seeSession', 2],
  ]).map((kind) => () => kind),
};

function movesOf({ kind, pause }: Persona, maxLength: number): fc.Arbitrary<readonly Move[]> {
  const move = fc
    .record({ pause, kind, draw: draws })
    .map(
      ({ pause: milliseconds, kind: kindIn, draw }): Move => ({ pause: milliseconds, intent: intentOf(kindIn, draw) }),
    );
  return fc.array(move, { minLength: 1, maxLength, size: 'max' });
}

function intentOf(kindIn: (state: TwoFactorState, world: World) => Kind, draw: Draw): Move['intent'] {
  return (state, world) => commandOf(kindIn(state, world), draw, state, world);
}

/** What one after another do with the same account. */
export const plans: fc.Arbitrary<readonly Move[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: movesOf(owner, 12) },
      { weight: 2, arbitrary: movesOf(guesser, 24) },
      { weight: 2, arbitrary: movesOf(ownerAndGuesser, 16) },
      { weight: 2, arbitrary: movesOf(mistyping, 6) },
      { weight: 1, arbitrary: movesOf(recovering, 6) },
      { weight: 3, arbitrary: movesOf(texting, 20) },
      { weight: 1, arbitrary: movesOf(phoneCompany, 3) },
      { weight: 4, arbitrary: movesOf(anybody, 12) },
    ),
    { minLength: 1, maxLength: 20, size: 'max' },
  )
  .map((moves) => moves.flat());
