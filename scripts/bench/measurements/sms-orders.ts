import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { hour, second } from '../../../src/domain/instant.js';
import { against, type Bench, type Figure, type Measurement, withGoal } from '../measurement.js';
import { orderTokens } from '../seed/order-tokens.js';
import type { SeededPerson } from '../seed/people.js';
import { type Seeded, seed } from '../seed/seed.js';
import { leadingTo, startSendingProgram } from '../sms-provider/sending-program.js';
import { type SmsProvider, startSmsProvider } from '../sms-provider/sms-provider.js';

/** Milliseconds that the provider takes for each message. */
const answersAfter = 50;
/** As many as the sender has in flight, so that at most 1,280 a second could be sent. */
const atOnce = 64;
const goal = 500;

/**
 * Orders that have gathered in the history: how many the program sends a second once it is ready. It knows no stream
 * yet, so each order is read cold. The limit is what one process can send that does nothing but send.
 */
export const smsOrders: Measurement = {
  name: 'smsOrders',
  title: `SMS orders, a provider that answers in ${answersAfter} ms, against bare requests`,
  takes: { full: 180, quick: 30 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const seconds = quick ? 2 : 5;
    const provider = await startSmsProvider(answersAfter);
    const seeded = await seed(
      bench,
      quick ? 2_000 : 5_000,
      (all, username, person) => all.addWithNumber(username, person),
      // What was ordered then is over: only what is ordered in a round is sent.
      hour,
    );

    const sent: number[] = [];
    const bare: number[] = [];
    for (let round = 1; round <= (quick ? 2 : 5); round += 1) {
      sent.push(await sentPerSecond(bench, seeded, provider));
      bare.push(
        await progress.timed(`round ${round}: bare requests`, seconds, () => bareRequests(bench, provider, seconds)),
      );
    }
    await provider.close();
    const limit = { name: `HTTPS requests, ${atOnce} at a time`, rounds: bare };
    return [withGoal(against(limit, { name: 'SMS orders', unit: '/s', rounds: sent }), ['≥', goal])];
  },
};

async function sentPerSecond(bench: Bench, seeded: Seeded<SeededPerson>, provider: SmsProvider): Promise<number> {
  const { length: howMany } = seeded.people;
  await orderTokens(bench, seeded);
  provider.forget();
  const program = await startSendingProgram(bench, seeded.directory, provider);
  // A program that is starting has other things to do.
  const ready = performance.now();
  await bench.progress.timed('sending', howMany / goal, () => provider.called(howMany));
  await program.stop();

  const { calls } = provider;
  if (new Set(calls.map(({ tokenId }) => tokenId)).size !== howMany) throw new Error('A token was sent twice.');
  const counted = calls.filter(({ at }) => at > ready);
  const last = counted.at(-1)?.at ?? Number.NaN;
  return (counted.length * second) / (last - ready);
}

async function bareRequests({ workspace }: Bench, provider: SmsProvider, seconds: number): Promise<number> {
  const program = fileURLToPath(import.meta.resolve('../programs/bare-provider-requests.js'));
  const { output } = workspace.startNode([leadingTo(provider), program, String(atOnce), String(seconds)]);
  return Number(await text(output));
}
