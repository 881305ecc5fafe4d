import type { Timers } from '../../application/timers.js';
import type { SmsProviderName } from '../../domain/two-factor/sending.js';
import type { SendOutcome, SmsMessage, SmsProvider } from './provider.js';
import { type CircuitStateName, createProviderCircuit, type ProviderCircuit } from './provider-circuit.js';

/** What became of a message. */
export type GatewayOutcome =
  | { readonly kind: 'SENT'; readonly provider: SmsProviderName }
  /** A provider will not take it, however often it is asked. */
  | {
      readonly kind: 'REFUSED';
      readonly provider: SmsProviderName;
      readonly reason: Extract<SendOutcome, { kind: 'REFUSED' }>['reason'];
    }
  /** No provider has taken it: all failed, were too slow, or are skipped for now. */
  | { readonly kind: 'FAILED' };

/** All providers as one (D6). */
export interface SmsGateway {
  /** Never throws. A message that timed out at one provider and was sent through another may arrive twice. */
  send(message: SmsMessage): Promise<GatewayOutcome>;
  /** Whether each provider is being used, in order of preference. */
  circuits(): readonly { readonly provider: SmsProviderName; readonly state: CircuitStateName }[];
}

/** One provider was asked to take one message. */
export interface SendTry {
  readonly provider: SmsProviderName;
  readonly outcome: SendOutcome;
  readonly milliseconds: number;
}

export interface SmsGatewayDependencies {
  /** In order of preference. */
  readonly providers: readonly SmsProvider[];
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
  readonly timers: Timers;
  /** How long one provider's answer is waited for, in milliseconds: 5,000. */
  readonly patience?: number;
  /** So many failures in a row and a provider is skipped: 5. */
  readonly failuresBeforeOpen?: number;
  /** How long it is skipped before one message tries it again, in milliseconds: 30,000. */
  readonly halfOpenAfter?: number;
  readonly onTry?: (sendTry: SendTry) => void;
  /** Told of what a provider threw, which is a bug: it counts as a failed try. */
  readonly onDefect: (error: unknown) => void;
}

/**
 * Asks the providers in order until one takes the message: a failed or slow one is passed over for the next. One that
 * keeps failing is not asked for a while, also where it is the only one: the message fails at once then, and nothing
 * waits for a provider that is known to be down.
 */
export function createSmsGateway(dependencies: SmsGatewayDependencies): SmsGateway {
  const { providers, clock, onTry = () => undefined } = dependencies;
  const { failuresBeforeOpen = 5, halfOpenAfter = 30_000 } = dependencies;
  const routes = providers.map((provider) => ({
    provider,
    circuit: createProviderCircuit({ failuresBeforeOpen, halfOpenAfter }),
  }));

  async function ask({ provider, circuit }: Route, message: SmsMessage): Promise<SendOutcome | undefined> {
    return circuit.pass(async () => {
      const start = clock();
      const outcome = await answerInTime(provider, message, dependencies);
      onTry({ provider: provider.name, outcome, milliseconds: clock() - start });
      return outcome;
    });
  }

  return {
    async send(message) {
      for (const route of routes) {
        const provider = route.provider.name;
        const outcome = await ask(route, message);
        if (outcome?.kind === 'ACCEPTED') return { kind: 'SENT', provider };
        if (outcome?.kind === 'REFUSED') return { kind: 'REFUSED', provider, reason: outcome.reason };
      }
      return { kind: 'FAILED' };
    },
    circuits: () => routes.map(({ provider, circuit }) => ({ provider: provider.name, state: circuit.state() })),
  };
}

interface Route {
  readonly provider: SmsProvider;
  readonly circuit: ProviderCircuit;
}

/** The provider's answer. One that never answers, though it promised to, must not hold the message up for ever. */
function answerInTime(
  provider: SmsProvider,
  message: SmsMessage,
  { timers, patience = 5_000, onDefect }: SmsGatewayDependencies,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const cancel = timers.after(patience, () => resolve({ kind: 'FAILED', reason: 'TIMED_OUT' }));
    const settle = (outcome: SendOutcome) => {
      cancel();
      resolve(outcome);
    };
    provider.send(message, patience).then(settle, (error: unknown) => {
      onDefect(error);
      settle({ kind: 'FAILED', reason: 'UNAVAILABLE' });
    });
  });
}
