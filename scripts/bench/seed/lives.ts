import type { Core } from '../../../src/application/core.js';
import type { Move } from './decide-moves.js';
import type { People } from './people.js';

/** Events of one life, on average. */
export const eventsOfALife = 19.5;

/** A clock that moves on at each look (milliseconds), so that what is written later has happened later. */
export function createSteppingClock(start: number, step: number): () => number {
  let now = start;
  return () => {
    now += step;
    return now;
  };
}

/** What one user does. */
export interface Life {
  readonly userId: string;
  /** Visit by visit: on each, moves that are made in a row. */
  readonly visits: readonly (readonly Move[])[];
}

/** Adds a user who enrolls an app, signs in now and then and mistypes a token sometimes. */
export async function beginLife(people: People, number: number): Promise<Life> {
  const userId = await people.add(`person-${number}`);
  const { enroll, signIn, answerWrong, answerRight, seeSession } = people.movesOf(userId);
  const mistyped = number % 2 === 0 ? [answerWrong] : [];
  return {
    userId,
    visits: [
      [...enroll, signIn, answerRight],
      [seeSession, signIn, ...mistyped, answerRight],
      [signIn, answerRight, signIn],
    ],
  };
}

/**
 * Signs one user in again and again, until the stream has so many events.
 * @returns the user's id.
 */
export async function liveLong({ twoFactor }: Core, people: People, howMany: number): Promise<string> {
  const userId = await people.add('veteran');
  const { enroll, signIn, answerWrong, answerRight } = people.movesOf(userId);
  await people.make(userId, enroll);
  for (let time = 0; ; time += 1) {
    const { revision } = await twoFactor.load(userId);
    if (revision !== 'noStream' && revision + 1 >= howMany) return userId;
    await people.make(userId, [signIn, ...(time % 4 === 0 ? [answerWrong] : []), answerRight]);
  }
}
