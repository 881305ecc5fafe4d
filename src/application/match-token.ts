import { matchTimeStep } from '../crypto/totp.js';
import { epochMilliseconds } from '../domain/instant.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import { type ChallengeFacts, findChallenge } from '../domain/two-factor/find-challenge.js';
import { refusalUnseen } from '../domain/two-factor/refusal-unseen.js';
import { type TokenPurpose, tokensFor } from '../domain/two-factor/sms-tokens.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { Core } from './core.js';

/** What an answer was found to be: a time step of the app, or a token that was sent; neither: it is wrong. */
export interface MatchedAnswer {
  readonly matchedTimeStep: number | undefined;
  readonly matchedTokenId: string | undefined;
}

/**
 * What an answer matches. Where the decider will refuse whatever the answer is, nothing is looked at, so that the time
 * taken says nothing about the answer either (B6; attack 8).
 */
export async function matchAnswer(
  core: Core,
  state: TwoFactorState,
  facts: ChallengeFacts,
  token: string,
): Promise<MatchedAnswer> {
  const challenge = findChallenge(state, facts, core.limits);
  if (challenge === undefined || refusalUnseen(state, challenge, facts, core.limits) !== undefined) {
    return { matchedTimeStep: undefined, matchedTokenId: undefined };
  }
  switch (challenge.method) {
    case 'AUTHENTICATOR_APP':
      return { matchedTimeStep: await matchApp(core, state, facts, token), matchedTokenId: undefined };
    case 'SMS': {
      const { challengeId } = challenge;
      return { matchedTimeStep: undefined, matchedTokenId: matchSms(core, state, { challengeId }, token) };
    }
  }
}

async function matchApp(
  core: Core,
  { credentials: { app } }: TwoFactorState,
  { at }: ChallengeFacts,
  token: string,
): Promise<number | undefined> {
  const secret = app && (await openTotpSecret(core, app.secret));
  return secret === undefined ? undefined : matchTimeStep({ secret, token, at: epochMilliseconds(at) });
}

/** The token, of all that were sent for one prompt, that this is: also a superseded one, whose holder is told so (B9). */
export function matchSms(
  core: Core,
  { smsTokens }: TwoFactorState,
  purpose: TokenPurpose,
  token: string,
): string | undefined {
  return core.smsTokens.matching(
    token,
    tokensFor(smsTokens, purpose).map(({ tokenId }) => tokenId),
  );
}

/** A method's secret; `undefined` once it is erased, and then no token matches. */
export async function openTotpSecret(core: Core, { eventId, value }: SealedInEvent): Promise<string | undefined> {
  const opened = await core.sealer.open(value, { eventId, eventType: 'EnrollmentStarted', field: 'secret' });
  return opened.status === 'opened' ? opened.text : undefined;
}
