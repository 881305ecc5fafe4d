import type { Decision } from '../../../src/domain/decision.js';
import type { Instant } from '../../../src/domain/instant.js';
import { decideTwoFactor, type TwoFactorCommand } from '../../../src/domain/two-factor/decide.js';
import type { TwoFactorEvent } from '../../../src/domain/two-factor/events.js';
import type { Limits } from '../../../src/domain/two-factor/limits.js';
import { evolveTwoFactor, type TwoFactorState } from '../../../src/domain/two-factor/state.js';

/** What a person does next, given how things stand: a command with its facts. */
export type Move = (state: TwoFactorState, at: Instant) => TwoFactorCommand;

/**
 * Decides moves one after the other, each on what the ones before it have led to. All their events make one append: so
 * a history is made that the deciders would make, at a fraction of the writes.
 *
 * @throws {Error} a move that should be accepted was refused.
 */
export function decideMoves(moves: readonly Move[], limits: Limits) {
  return (before: TwoFactorState, at: Instant): Decision<TwoFactorEvent, never> => {
    let state = before;
    const events = moves.flatMap((move) => {
      const command = move(state, at);
      const decision = decideTwoFactor(state, command, limits);
      if (decision.verdict === 'rejected' && decision.events.length === 0) {
        throw new Error(`${command.type} was refused: ${decision.rejection.reason}.`);
      }
      for (const event of decision.events)
        state = evolveTwoFactor(state, { ...event, id: event.id ?? '', occurredAt: at });
      return decision.events;
    });
    return { verdict: 'accepted', events };
  };
}
