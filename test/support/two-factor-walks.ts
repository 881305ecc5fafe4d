import fc from 'fast-check';
import type { Occurred } from '../../src/domain/decision.js';
import { type Instant, instantOf } from '../../src/domain/instant.js';
import { decideTwoFactor, type TwoFactorCommand } from '../../src/domain/two-factor/decide.js';
import type { TwoFactorEvent } from '../../src/domain/two-factor/events.js';
import { defaultLimits, type Limits } from '../../src/domain/two-factor/limits.js';
import { evolveTwoFactor, initialTwoFactorState, type TwoFactorState } from '../../src/domain/two-factor/state.js';
import type { TwoFactorDecision } from '../../src/domain/two-factor/two-factor-decision.js';
import { occurred } from './decider-specification.js';
import { type Move, plans } from './two-factor-personas.js';

/** One command of a walk: what the decider was given, and what it made of it. */
export interface Step {
  readonly at: Instant;
  readonly before: TwoFactorState;
  readonly command: TwoFactorCommand;
  readonly decision: TwoFactorDecision;
  /** The decision's events, once they went through JSON as they do on the way to disk and back. */
  readonly events: readonly Occurred<TwoFactorEvent>[];
  readonly after: TwoFactorState;
}

/** A life of one user's second factor: any commands, with any facts, at any distances in time. */
export interface Walk {
  readonly limits: Limits;
  readonly steps: readonly Step[];
}

/** Tighter than the default, so that a short walk gets to what takes a hundred tries or fifty sessions. */
const tightLimits: Limits = {
  ...defaultLimits,
  answersPerChallenge: 2,
  wrongBeforeLock: 3,
  wrongBeforeLastingLock: 6,
  wrongTokensPerEnrollment: 2,
  sessionsPerUser: 3,
};

const walks: fc.Arbitrary<Walk> = fc
  .record({ limits: fc.constantFrom(defaultLimits, tightLimits), plan: plans })
  .map(({ limits, plan }) => ({ limits, steps: walk(plan, limits) }));

function walk(plan: readonly Move[], limits: Limits): readonly Step[] {
  const steps: Step[] = [];
  let clock = Date.UTC(2026, 10, 24);
  let state = initialTwoFactorState;
  let credentialVersion = 1;
  const usedCodeIds: string[] = [];
  for (const { pause: milliseconds, intent } of plan) {
    clock += milliseconds;
    const at = instantOf(clock);
    const command = intent(state, { at, limits, credentialVersion, steps: steps.length, usedCodeIds });
    const decision = decideTwoFactor(state, command, limits);
    const events = throughJson(occurred<TwoFactorEvent>(decision.events, at, steps.length * 100));
    const after = events.reduce(evolveTwoFactor, state);
    steps.push({ at, before: state, command, decision, events, after });
    state = after;
    if (command.type === 'changePassword') credentialVersion += 1;
    for (const event of events) if (event.type === 'RecoveryCodeUsed') usedCodeIds.push(event.data.codeId);
  }
  return steps;
}

function throughJson(events: readonly Occurred<TwoFactorEvent>[]): readonly Occurred<TwoFactorEvent>[] {
  return JSON.parse(JSON.stringify(events)) as readonly Occurred<TwoFactorEvent>[];
}

/** Everything that occurred in a walk, in order. */
export function historyOf({ steps }: Walk): readonly Occurred<TwoFactorEvent>[] {
  return steps.flatMap(({ events }) => events);
}

/** The same walks at every run: what fails, fails for everyone. Unbiased, as a biased draw keeps walks short. */
const runs = { seed: 20_261_124, numRuns: 160, unbiased: true };

export function inEveryWalk(check: (walk: Walk) => void): void {
  fc.assert(fc.property(walks, check), runs);
}

export function atEveryStep(check: (step: Step, walk: Walk) => void): void {
  inEveryWalk((walk) => {
    for (const step of walk.steps) check(step, walk);
  });
}

export function ofType<Type extends TwoFactorEvent['type']>(events: readonly TwoFactorEvent[], type: Type) {
  return events.filter((event): event is Extract<TwoFactorEvent, { type: Type }> => event.type === type);
}
