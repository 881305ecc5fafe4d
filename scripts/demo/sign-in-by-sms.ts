import {
  type ChallengeFragment,
  ChooseMethodDocument,
  type DeliveryState,
  type Method,
  SendTokenDocument,
} from '../../src/client/generated/graphql.js';
import { enterPassword, signOut } from './enter-password.js';
import { enterToken } from './enter-token.js';
import { readMessage } from './read-message.js';
import { expectEqual, expectRefusal, expectResult, Surprise } from './surprise.js';
import type { Walk } from './walk.js';

/** @returns the token of the new session. */
export async function signInBySms(walk: Walk, session: string): Promise<string> {
  const { narrator } = walk;
  narrator.heading('How 2FA works at login');
  await signOut(walk, session);
  const challenge = await enterPassword(walk, 'CONTROL_PANEL');
  const challengeId = challenge.id;
  expectEqual('the method', challenge.method, 'SMS');
  await watchDelivery(walk, challengeId);
  const first = await readMessage(walk);
  const allowedAt = await askTooSoon(walk, challengeId);
  await switchToAppAndBack(walk, challenge);

  await narrator.waitUntil(allowedAt, 'another message to be allowed');
  expectResult(await askForAnother(walk, challengeId), 'ChallengeRequired');
  const second = await readMessage(walk);
  const { message } = expectRefusal(await enterToken(walk, { challengeId, token: first.token }), 'TOKEN_SUPERSEDED');
  narrator.refused(`the first one is void: ${message}`);
  const { session: begun } = expectResult(await enterToken(walk, { challengeId, token: second.token }), 'SignedIn');
  narrator.succeeds(`signed in, by ${begun.amr.join(', ')}`);
  return begun.token;
}

/** Until the message has left the service (D7). */
async function watchDelivery({ narrator, watchChallenge }: Walk, challengeId: string): Promise<void> {
  // As the prompt said.
  let last: DeliveryState = 'QUEUED';
  for await (const { delivery } of watchChallenge(challengeId)) {
    if (delivery === null || delivery.state === last) continue;
    last = delivery.state;
    narrator.sees(`delivery, live: ${last}${delivery.reason === null ? '' : ` (${delivery.reason})`}`);
    if (last === 'SENT' || last === 'DELIVERED') return;
  }
  throw new Surprise('the message to be SENT', last);
}

/** @returns when another message is allowed, in milliseconds since the Unix epoch. */
async function askTooSoon(walk: Walk, challengeId: string): Promise<number> {
  const { message, limit, retryAt } = expectRefusal(await askForAnother(walk, challengeId), 'SENDING_LIMIT_REACHED');
  expectEqual('the limit', limit, 'RESEND_WAIT');
  if (retryAt === null) throw new Surprise('to be told when to ask again', 'nothing');
  walk.narrator.refused(`too soon: ${message} (${limit}, again from ${retryAt})`);
  return Date.parse(retryAt);
}

async function askForAnother({ client, narrator }: Walk, challengeId: string) {
  narrator.does('ask for another message');
  return (await client.execute(SendTokenDocument, { challengeId })).sendToken;
}

/** The token stays good meanwhile: going back and forth is no way to have more messages sent. */
async function switchToAppAndBack({ client, narrator }: Walk, { id, tokenExpiresAt }: ChallengeFragment) {
  const choose = async (method: Method): Promise<ChallengeFragment> => {
    const { chooseMethod } = await client.execute(ChooseMethodDocument, { challengeId: id, method });
    return expectResult(chooseMethod, 'ChallengeRequired').challenge;
  };
  narrator.does('switch to the authenticator app');
  narrator.sees(`prompted for a token (${(await choose('AUTHENTICATOR_APP')).method})`);
  narrator.does('the app is on another phone: switch back to SMS');
  const back = await choose('SMS');
  expectEqual('the token', back.tokenExpiresAt, tokenExpiresAt);
  narrator.sees(`prompted for a token (${back.method}): the one that was sent, which is still good; no other is sent`);
}
