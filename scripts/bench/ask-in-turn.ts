import { sendAgain } from './load.js';
import type { Bench } from './measurement.js';

/** A server that is asked, and what it has managed. */
export interface Asked {
  readonly name: string;
  readonly url: string;
  /** Answers a second, round by round. */
  readonly rounds: number[];
}

/** For which each server is asked before it is the next one's turn. */
export function secondsOfRound({ quick }: Pick<Bench, 'quick'>): number {
  return quick ? 2 : 5;
}

/**
 * Sends one request to each of several servers again and again, one server after the other, and that several times: so
 * what slows this machine for a while slows all of them.
 */
export async function askInTurn(
  bench: Bench,
  servers: readonly Asked[],
  { body, answer }: { readonly body: string; readonly answer: string },
): Promise<void> {
  const { progress, quick } = bench;
  const seconds = secondsOfRound(bench);
  const ask = ({ name, url }: Asked, what: string) =>
    progress.timed(`${what} ${name}`, seconds, () => sendAgain(url, body, { seconds, answer }));

  for (const server of servers) await ask(server, 'warming up');
  for (let round = 1; round <= (quick ? 2 : 5); round += 1) {
    for (const server of servers) server.rounds.push(await ask(server, `round ${round}:`));
  }
}
