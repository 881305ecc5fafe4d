import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  type IBreaker,
  isBrokenCircuitError,
} from 'cockatiel';
import type { SendOutcome } from './provider.js';

/** `OPEN`: the provider is skipped. `HALF_OPEN`: one message is under way to see whether it has recovered. */
export type CircuitStateName = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** What stands between us and one provider, so that nothing waits for it while it keeps failing (D6). */
export interface ProviderCircuit {
  /** Sends, unless the provider is skipped: `undefined` then, at once. `send` must not throw. */
  pass(send: () => Promise<SendOutcome>): Promise<SendOutcome | undefined>;
  state(): CircuitStateName;
}

export interface ProviderCircuitSettings {
  /** So many failures in a row open the circuit; one alone does where the provider denies us access. */
  readonly failuresBeforeOpen: number;
  /** How long it stays open before one message is tried, in milliseconds. */
  readonly halfOpenAfter: number;
}

export function createProviderCircuit({ failuresBeforeOpen, halfOpenAfter }: ProviderCircuitSettings): ProviderCircuit {
  const breaker = createBreaker(failuresBeforeOpen);
  const isFailure = (outcome: unknown) => (outcome as SendOutcome).kind === 'FAILED';
  const policy = circuitBreaker(handleWhenResult(isFailure), { halfOpenAfter, breaker });

  return {
    async pass(send) {
      // The policy would let this message wait for what becomes of the one that tries the provider out.
      if (policy.state === CircuitState.HalfOpen) return undefined;
      try {
        return await policy.execute(async () => {
          const outcome = await send();
          if (outcome.kind === 'FAILED' && outcome.reason === 'ACCESS_DENIED') breaker.openAtNextFailure();
          return outcome;
        });
      } catch (error) {
        if (isBrokenCircuitError(error)) return undefined;
        throw error;
      }
    },
    state() {
      switch (policy.state) {
        case CircuitState.Closed:
          return 'CLOSED';
        case CircuitState.HalfOpen:
          return 'HALF_OPEN';
        case CircuitState.Open:
        case CircuitState.Isolated:
          return 'OPEN';
      }
    },
  };
}

/** Opens after so many failures in a row, or at the next one where it is told so. */
function createBreaker(failuresBeforeOpen: number): IBreaker & { openAtNextFailure(): void } {
  const consecutive = new ConsecutiveBreaker(failuresBeforeOpen);
  let opensNext = false;
  return {
    state: undefined,
    success: () => consecutive.success(),
    failure: () => {
      const opens = consecutive.failure() || opensNext;
      opensNext = false;
      return opens;
    },
    openAtNextFailure: () => {
      opensNext = true;
    },
  };
}
