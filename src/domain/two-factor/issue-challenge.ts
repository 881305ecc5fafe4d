import { type Instant, later } from '../instant.js';
import { type Challenges, isOpen } from './challenges.js';
import type { ChallengeClosed, ChallengeIssued } from './events.js';
import type { Limits } from './limits.js';

/** The events of a new challenge. Where too many would be open, the oldest ones close (B4). */
export function issueChallenge(
  challenges: Challenges,
  issued: Omit<ChallengeIssued['data'], 'expiresAt'>,
  at: Instant,
  limits: Limits,
): readonly (ChallengeClosed | ChallengeIssued)[] {
  const open = challenges.filter((challenge) => isOpen(challenge, at));
  const tooMany = open.slice(0, Math.max(0, open.length - limits.openChallenges + 1));
  return [
    ...tooMany.map(
      ({ challengeId }): ChallengeClosed => ({
        type: 'ChallengeClosed',
        data: { challengeId, reason: 'TOO_MANY_OPEN' },
      }),
    ),
    { type: 'ChallengeIssued', data: { ...issued, expiresAt: later(at, limits.challengeLifetime) } },
  ];
}
