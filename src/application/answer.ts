import type { Rejection, SessionEnded } from '../domain/two-factor/rejection.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { Core } from './core.js';
import { describeLoginChallenge } from './describe-login-challenge.js';
import type { Handled } from './handle-command.js';
import type { ChallengeRequired } from './results.js';

/** A decided command about a user's second factor. */
export type HandledTwoFactor = Handled<'twoFactor', TwoFactorState, Rejection | SessionEnded>;

/** The consistency token of what was decided. */
export function positionAfter(core: Core, { position }: HandledTwoFactor): string {
  if (position === undefined) throw new Error('A decision was accepted on an empty stream, without an event.');
  return core.positionTokens.issue(position);
}

/** A challenge of the decided state. */
export function challengeRequired(core: Core, handled: HandledTwoFactor, challengeId: string): ChallengeRequired {
  const challenge = describeLoginChallenge(handled.state, challengeId, handled.at, core.limits);
  if (challenge === undefined) throw new Error('The challenge that was decided on is not in the decided state.');
  return { kind: 'ChallengeRequired', challenge, position: positionAfter(core, handled) };
}

/** Whether the decision was to ask for a second factor first (E2). */
export function asksForChallenge({ decision }: HandledTwoFactor): boolean {
  return decision.events.some(({ type }) => type === 'ChallengeIssued');
}
