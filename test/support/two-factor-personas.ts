import fc from 'fast-check';
import { hour, minute, second } from '../../src/domain/instant.js';
import { isOpen } from '../../src/domain/two-factor/challenges.js';
import type { TwoFactorCommand } from '../../src/domain/two-factor/decide.js';
import { isEnrolled } from '../../src/domain/two-factor/enrolled.js';
import { liveSessions } from '../../src/domain/two-factor/sessions.js';
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
    const { enrolled, enrollment } = state;
    const sessionIds = liveSessions(state.sessions, world.at, world.limits).map(({ sessionId }) => sessionId);
    if (enrollment && world.at < enrollment.expiresAt && sessionIds.includes(enrollment.sessionId)) {
      return 'confirmEnrollment';
    }
    // Whoever is signed in answers no sign-in: it is somebody else's.
    const asked = state.challenges
      .filter(
        (challenge) => isOpen(challenge, world.at) && (challenge.purpose === 'STEP_UP' || sessionIds.length === 0),
      )
      .at(-1);
    if (asked?.method === 'AUTHENTICATOR_APP') return 'answerChallenge';
    if (asked?.method === 'SMS')
      return isEnrolled(enrolled, 'AUTHENTICATOR_APP') ? 'chooseMethod' : 'redeemRecoveryCode';
    if (sessionIds.length === 0) return 'signIn';
    return enrolled.status === 'OFF' ? 'startEnrollment' : wish;
  }),
};

/** Has the password and guesses: tokens, or recovery codes, sitting out each lock. */
const guesser: Persona = {
  pause: fc.oneof(fc.integer({ min: 0, max: second }), fc.integer({ min: minute, max: 5 * minute })),
  kind: fc
    .record({ guess: fc.constantFrom<Kind>('answerWrong', 'answerWrong', 'redeemWrong'), stubborn: fc.boolean() })
    .map(({ guess, stubborn }) => ({ challenges, attempts }, { at, limits }) => {
      const open = challenges.filter((challenge) => isOpen(challenge, at)).at(-1);
      if (open === undefined) return 'signIn';
      if (open.wrongAnswers >= limits.answersPerChallenge && !stubborn) return 'signIn';
      return attempts.lock.status === 'LOCKED_FOR_GOOD' ? 'redeemWrong' : guess;
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

/** Cannot read the screen: enrolls with one wrong token after the other. */
const mistyping: Persona = {
  pause: fc.integer({ min: second, max: 30 * second }),
  kind: fc.constantFrom<Kind>('confirmWrong', 'confirmSkewed').map(
    (mistake) =>
      ({ enrollment }) =>
        enrollment === undefined ? 'startEnrollment' : mistake,
  ),
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
    ['stepUp', 2],
    ['startEnrollment', 4],
    ['confirmEnrollment', 3],
    ['confirmWrong', 4],
    ['confirmSkewed', 1],
    ['changeDefaultMethod', 2],
    ['removeMethod', 2],
    ['regenerateRecoveryCodes', 2],
    ['unlockSecondFactor', 2],
    ['changePassword', 2],
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
      { weight: 1, arbitrary: movesOf(mistyping, 6) },
      { weight: 1, arbitrary: movesOf(recovering, 4) },
      { weight: 4, arbitrary: movesOf(anybody, 12) },
    ),
    { minLength: 1, maxLength: 20, size: 'max' },
  )
  .map((moves) => moves.flat());
