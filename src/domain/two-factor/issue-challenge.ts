import { type Instant, later } from '../instant.js';
import { lockedOut } from './attempts.js';
import { isOpen } from './challenges.js';
import type { ChallengeClosed, ChallengeIssued, TokenIssued, TokenWithheld } from './events.js';
import type { Limits } from './limits.js';
import { orderOrWithhold, type SendingFacts } from './order-token.js';
import type { TwoFactorState } from './state.js';

/** The events that a new challenge can bring. */
export type IssuedChallenge = ChallengeClosed | ChallengeIssued | TokenIssued | TokenWithheld;

/**
 * The events of a new challenge. Where too many would be open, the oldest ones close (B4); where SMS is the method, a
 * token is sent at once (B2).
 */
export function issueChallenge(
  state: TwoFactorState,
  issued: Omit<ChallengeIssued['data'], 'expiresAt'>,
  { at, sending }: { readonly at: Instant; readonly sending: SendingFacts },
  limits: Limits,
): readonly IssuedChallenge[] {
  const { challengeId } = issued;
  const open = state.challenges.filter((challenge) => isOpen(challenge, at));
  const tooMany = open.slice(0, Math.max(0, open.length - limits.openChallenges + 1));
  return [
    ...tooMany.map(
      ({ challengeId }): ChallengeClosed => ({
        type: 'ChallengeClosed',
        data: { challengeId, reason: 'TOO_MANY_OPEN' },
      }),
    ),
    { type: 'ChallengeIssued', data: { ...issued, expiresAt: later(at, limits.challengeLifetime) } },
    // While no answer is looked at, a token would be of no use.
    ...(issued.method === 'SMS' && lockedOut(state.attempts, at) === undefined
      ? [orderOrWithhold(challengeId, { at, tokens: state.smsTokens, sending }, limits)]
      : []),
  ];
}
