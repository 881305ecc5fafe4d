import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { TwoFactorEvent } from './events.js';
import type { ChallengePurpose, Interface, Method } from './method.js';
import type { ReachedLimit } from './sending-limits.js';

/** A pending or past second-factor prompt. */
export interface Challenge {
  readonly challengeId: string;
  readonly purpose: ChallengePurpose;
  readonly interface: Interface;
  /** The method prompted for now. */
  readonly method: Method;
  readonly expiresAt: Instant;
  readonly credentialVersion: number;
  readonly sessionId?: string;
  readonly wrongAnswers: number;
  /** What the history says; whether an OPEN one is expired or locked depends on when one asks. */
  readonly outcome: 'OPEN' | 'PASSED' | 'CLOSED';
  /** SMS: the limit that forbade the last token that was asked for (D3). */
  readonly withheld?: Withheld;
}

export interface Withheld extends ReachedLimit {
  readonly at: Instant;
}

/** Oldest first. Past challenges are kept for a while, so that a frontend can be told what became of its own. */
export type Challenges = readonly Challenge[];

const pastKept = 8;

export function evolveChallenges(challenges: Challenges, event: Occurred<TwoFactorEvent>): Challenges {
  if (event.type === 'ChallengeIssued') {
    const kept = challenges.filter(
      (challenge, index) => isOpen(challenge, event.occurredAt) || index >= challenges.length - pastKept,
    );
    return [...kept, { ...event.data, wrongAnswers: 0, outcome: 'OPEN' }];
  }
  if (event.type === 'TokenRejected') {
    return change(challenges, event.data.challengeId, (one) => ({ ...one, wrongAnswers: one.wrongAnswers + 1 }));
  }
  if (event.type === 'ChallengeMethodChosen') {
    return change(challenges, event.data.challengeId, (one) => ({ ...one, method: event.data.method }));
  }
  if (event.type === 'TokenIssued') {
    return change(challenges, event.data.challengeId, ({ withheld: _, ...one }) => one);
  }
  if (event.type === 'TokenWithheld') {
    const { challengeId, ...reached } = event.data;
    return change(challenges, challengeId, (one) => ({ ...one, withheld: { ...reached, at: event.occurredAt } }));
  }
  if (event.type === 'ChallengePassed') {
    return change(challenges, event.data.challengeId, (one) => ({ ...one, outcome: 'PASSED' }));
  }
  if (event.type === 'ChallengeClosed') {
    return change(challenges, event.data.challengeId, (one) => ({ ...one, outcome: 'CLOSED' }));
  }
  return challenges;
}

/** Open and not expired. A challenge is good until, and not at, the instant at which it expires. */
export function isOpen(challenge: Challenge, at: Instant): boolean {
  return challenge.outcome === 'OPEN' && at < challenge.expiresAt;
}

function change(challenges: Challenges, challengeId: string, to: (challenge: Challenge) => Challenge): Challenges {
  return challenges.map((challenge) => (challenge.challengeId === challengeId ? to(challenge) : challenge));
}
