import type { Core } from '../../../src/application/core.js';
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

/**
 * A user's first days: enrolls an app, signs in now and then, mistypes a token sometimes.
 * @returns how many events that was.
 */
export async function liveALife(people: People, number: number): Promise<number> {
  const userId = await people.add(`person-${number}`);
  const { enroll, signIn, answerWrong, answerRight, seeSession } = people.movesOf(userId);
  const mistyped = number % 2 === 0 ? [answerWrong] : [];
  const handled = [
    await people.make(userId, [...enroll, signIn, answerRight]),
    await people.make(userId, [seeSession, signIn, ...mistyped, answerRight]),
    await people.make(userId, [signIn, answerRight, signIn]),
  ];
  return people.eventsOfNew + handled.reduce((sum, { decision }) => sum + decision.events.length, 0);
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
