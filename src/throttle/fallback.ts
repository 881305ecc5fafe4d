import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  isBrokenCircuitError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { second } from '../domain/instant.js';

/** Lets the counts that all processes share decide, and those of this process wherever the shared ones do not answer. */
export interface Fallback {
  /**
   * Asks whether something may go on; `undefined`: it may, and is counted. What the shared counts admit is counted by the
   * own ones too: nobody gains guesses or messages by the loss of the shared ones.
   */
  admit<Refusal>(shared: Admission<Refusal>, own: Admission<Refusal>): Promise<Refusal | undefined>;
  /** Tells both. What the shared counts do not hear is lost. */
  tell(shared: () => Promise<void>, own: () => Promise<void>): Promise<void>;
}

type Admission<Refusal> = () => Promise<Refusal | undefined>;

export interface FallbackOptions {
  /** Milliseconds after which the shared counts are not waited for any longer, whatever they are doing. */
  readonly patience: number;
  /** Told when the shared counts cannot be asked; once until they can be asked again. */
  readonly onLost: (error: unknown) => void;
}

/**
 * Shared counts that failed once are left alone for a second: then one asks whether they are back, and nobody else waits
 * meanwhile. All that count in one Redis share one of these.
 */
export function createFallback({ patience, onLost }: FallbackOptions): Fallback {
  const circuit = circuitBreaker(handleAll, { halfOpenAfter: second, breaker: new ConsecutiveBreaker(1) });
  // The client has a patience of its own, but for each time that it sends a command: to a cluster maybe more than once.
  const policy = wrap(circuit, timeout(patience, TimeoutStrategy.Aggressive));
  let isLost = false;
  circuit.onReset(() => {
    isLost = false;
  });

  /** `undefined`: no answer. */
  async function ask<Answer>(question: () => Promise<Answer>): Promise<{ readonly answer: Answer } | undefined> {
    // The policy would let this one wait for what becomes of the one that asks whether they are back.
    if (circuit.state === CircuitState.HalfOpen) return undefined;
    try {
      return { answer: await policy.execute(question) };
    } catch (error) {
      if (!isBrokenCircuitError(error) && !isLost) {
        isLost = true;
        onLost(error);
      }
      return undefined;
    }
  }

  return {
    admit: async (shared, own) => {
      const asked = await ask(shared);
      if (asked === undefined) return own();
      if (asked.answer === undefined) await own();
      return asked.answer;
    },
    tell: async (shared, own) => {
      await Promise.all([ask(shared), own()]);
    },
  };
}
