import type { Instant } from '../domain/instant.js';
import { type ChallengeContext, describeChallenge } from '../domain/two-factor/describe-challenge.js';
import type { Limits } from '../domain/two-factor/limits.js';
import { describeDelivery } from './describe-delivery.js';
import type { LoginChallenge } from './results.js';

/** A challenge as frontends are given it; `undefined`: there is no such challenge. */
export function describeLoginChallenge(
  context: ChallengeContext,
  challengeId: string,
  at: Instant,
  limits: Limits,
): LoginChallenge | undefined {
  const described = describeChallenge(context, challengeId, at, limits);
  if (described === undefined) return undefined;
  const { purpose, state, method, methods, expiresAt, attemptsLeft, lockedUntil, allowedActions, sending } = described;
  return {
    id: challengeId,
    purpose,
    state,
    interface: described.interface,
    method,
    methods,
    expiresAt,
    attemptsLeft,
    lockedUntil,
    ...(sending !== undefined && { ...sending, delivery: describeDelivery(sending.delivery) }),
    allowedActions,
  };
}
