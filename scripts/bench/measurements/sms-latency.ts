import { userOfToken } from '../../../src/crypto/random-ids.js';
import { minute } from '../../../src/domain/instant.js';
import { type Answered, sendAtRate } from '../load.js';
import { type Figure, type Measurement, median, quantile, withGoal } from '../measurement.js';
import { sendToken } from '../operations.js';
import type { SeededPerson } from '../seed/people.js';
import { seed } from '../seed/seed.js';
import { startSendingProgram } from '../sms-provider/sending-program.js';
import { type SmsProvider, startSmsProvider } from '../sms-provider/sms-provider.js';

const perSecond = 100;

/**
 * How long after the answer to whoever asked for a token its provider is called. Tokens are asked for by `sendToken`,
 * each by another person whose first token is over and whose challenge is not: `signIn` would hash a password for each,
 * and two cores cannot hash a hundred a second. Client and provider are one process with one clock, and a provider that
 * was called before the answer was here counts as 0.
 */
export const smsLatency: Measurement = {
  name: 'smsLatency',
  title: `SMS, from the answer to the provider, ${perSecond} orders a second`,
  takes: { full: 75, quick: 20 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const rounds = quick ? 2 : 4;
    const seconds = quick ? 3 : 10;
    const inRound = perSecond * seconds;
    const provider = await startSmsProvider(50);
    const { directory, people } = await seed(
      bench,
      // As many again to warm up.
      inRound * (rounds + 1),
      (all, username, person) => all.addWithNumber(username, person),
      // A token lives for five minutes, a challenge for ten.
      5.5 * minute,
    );
    const program = await startSendingProgram(bench, directory, provider);

    const delays: (readonly number[])[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const asking = people.slice(inRound * round, inRound * (round + 1));
      const answered = await progress.timed(round === 0 ? 'warming up' : `round ${round}`, seconds, () =>
        sendAtRate(program.url, asking, { perSecond, requestFor: sendToken, expected: '"ChallengeRequired"' }),
      );
      await provider.called(inRound * (round + 1));
      if (round > 0) delays.push(delaysOf(answered, provider));
    }
    await program.stop();
    await provider.close();

    const figure = (share: number): Figure => {
      const each = delays.map((ofRound) => quantile(ofRound, share));
      const name = `SMS: from answer to provider, p${share * 100}`;
      return { name, unit: 'ms', value: median(each), rounds: each };
    };
    return [figure(0.5), withGoal(figure(0.99), ['<', 50])];
  },
};

/** Milliseconds of each. */
function delaysOf(answered: readonly Answered<SeededPerson>[], { calls }: SmsProvider): readonly number[] {
  const calledFor = new Map(calls.map(({ tokenId, at }) => [userOfToken(tokenId), at]));
  return answered.map(({ item: { userId }, at }) => Math.max(0, (calledFor.get(userId) ?? Number.NaN) - at));
}
