import { matchTimeStep } from '../crypto/totp.js';
import { epochMilliseconds } from '../domain/instant.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import { type ChallengeFacts, findChallenge } from '../domain/two-factor/find-challenge.js';
import { refusalUnseen } from '../domain/two-factor/refusal-unseen.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { Core } from './core.js';

/**
 * The time step that an answer belongs to. Where the decider will refuse whatever the answer is, nothing is looked at,
 * so that the time taken says nothing about the answer either (B6; attack 8).
 */
export async function matchAnswer(
  core: Core,
  state: TwoFactorState,
  facts: ChallengeFacts,
  token: string,
): Promise<number | undefined> {
  const challenge = findChallenge(state, facts, core.limits);
  const { app } = state.credentials;
  if (challenge === undefined || app === undefined) return undefined;
  if (refusalUnseen(state, challenge, facts, core.limits) !== undefined) return undefined;
  const secret = await openTotpSecret(core, app.secret);
  return secret === undefined ? undefined : matchTimeStep({ secret, token, at: epochMilliseconds(facts.at) });
}

/** A method's secret; `undefined` once it is erased, and then no token matches. */
export async function openTotpSecret(core: Core, { eventId, value }: SealedInEvent): Promise<string | undefined> {
  const opened = await core.sealer.open(value, { eventId, eventType: 'EnrollmentStarted', field: 'secret' });
  return opened.status === 'opened' ? opened.text : undefined;
}
