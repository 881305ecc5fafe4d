import type { EnrollingPerson, People, SeededPerson } from '../../scripts/bench/seed/people.js';
import type { Client } from '../../src/client/client.js';
import { createPerson, type Person } from './person.js';
import { answersPerChallenge } from './told-and-recorded.js';

/** What a mutation led to, as it was told. */
export type Told =
  | { readonly kind: 'challenge'; readonly userId: string; readonly challengeId: string; readonly position: string }
  | { readonly kind: 'wrong'; readonly userId: string; readonly challengeId: string; readonly attemptsLeft: number }
  | { readonly kind: 'session'; readonly userId: string; readonly sessionId: string; readonly position: string }
  | { readonly kind: 'enrolled'; readonly userId: string; readonly position: string };

/** People who keep the program busy, all at the same time. */
export interface Crowd {
  readonly signingIn: readonly SeededPerson[];
  readonly guessing: readonly SeededPerson[];
  readonly answering: readonly SeededPerson[];
  readonly enrolling: readonly EnrollingPerson[];
}

export interface Mutations {
  /** Resolves when nobody waits for an answer any more: all are done, or the program is gone. */
  readonly over: Promise<void>;
  /** How many of the mutations that were sent were never answered. */
  unanswered(): number;
}

/**
 * Sends mutations side by side, until nothing answers any more. Whoever signs in does so again and again, so there are
 * always some under way.
 *
 * @param onTold called with each answer as it arrives.
 */
export function sendMutations(
  client: Client,
  { people, crowd }: { readonly people: People; readonly crowd: Crowd },
  onTold: (told: Told) => void,
): Mutations {
  let sent = 0;
  let answered = 0;
  const { password, secret } = people;
  const personOf = ({ userId, username }: { readonly userId: string; readonly username: string }): Person =>
    createPerson({ userId, username, resellerId: '', password }, client, { now: Date.now }, { secret });

  /** @returns whether there was an answer. */
  const send = async (mutation: () => Promise<Told | undefined>): Promise<boolean> => {
    sent += 1;
    try {
      const told = await mutation();
      answered += 1;
      if (told !== undefined) onTold(told);
      return true;
    } catch (error) {
      // Of fetch: nothing answers. Anything else is a failure of the program, which the test must see.
      if (error instanceof TypeError) return false;
      throw error;
    }
  };

  const signIn = async (seeded: SeededPerson): Promise<void> => {
    const person = personOf(seeded);
    const once = () => send(async () => challengeTold(seeded, await person.signIn()));
    while (await once());
  };
  const guess = async (seeded: SeededPerson): Promise<void> => {
    const person = personOf(seeded);
    const { challengeId } = seeded;
    for (let left = answersPerChallenge; left > 0; left -= 1) {
      const once = async () => wrongTold(seeded, await person.answer(challengeId, person.wrongToken()));
      if (!(await send(once))) return;
    }
  };
  const answer = async (seeded: SeededPerson): Promise<void> => {
    await send(async () => sessionTold(seeded, await personOf(seeded).answer(seeded.challengeId)));
  };
  const confirm = async (seeded: EnrollingPerson): Promise<void> => {
    const person = personOf(seeded);
    const { userId, session, enrollmentId } = seeded;
    await send(async () => {
      const result = await person.confirm(session, enrollmentId, person.token());
      if (result.__typename !== 'MethodEnrolled') throw new Unexpected(result);
      return { kind: 'enrolled', userId, position: result.position };
    });
  };

  const over = Promise.all([
    ...crowd.signingIn.map(signIn),
    // Twice each: two guesses at one account are under way at any time.
    ...[...crowd.guessing, ...crowd.guessing].map(guess),
    ...crowd.answering.map(answer),
    ...crowd.enrolling.map(confirm),
  ]).then(() => undefined);
  return { over, unanswered: () => sent - answered };
}

type SignInResult = Awaited<ReturnType<Person['signIn']>>;
type AnswerResult = Awaited<ReturnType<Person['answer']>>;

function challengeTold({ userId }: SeededPerson, result: SignInResult): Told {
  if (result.__typename !== 'ChallengeRequired') throw new Unexpected(result);
  return { kind: 'challenge', userId, challengeId: result.challenge.id, position: result.position };
}

/** Nothing where the account is locked: that answer was not looked at and is no event. */
function wrongTold({ userId, challengeId }: SeededPerson, result: AnswerResult): Told | undefined {
  if (result.__typename !== 'Rejected') throw new Unexpected(result);
  if (result.reason === 'TOO_MANY_ATTEMPTS') return undefined;
  if (result.reason !== 'TOKEN_WRONG') throw new Unexpected(result);
  return { kind: 'wrong', userId, challengeId, attemptsLeft: result.attemptsLeft ?? -1 };
}

function sessionTold({ userId }: SeededPerson, result: AnswerResult): Told {
  if (result.__typename !== 'SignedIn') throw new Unexpected(result);
  return { kind: 'session', userId, sessionId: result.session.id, position: result.position };
}

/** The program answered what it should not have. */
class Unexpected extends Error {
  constructor(result: object) {
    super(`Unexpected answer: ${JSON.stringify(result)}`);
  }
}
