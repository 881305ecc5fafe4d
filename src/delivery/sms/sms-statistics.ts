import { LRUCache } from 'lru-cache';
import type { DeliveryFailure, SendingLimit, SmsProviderName } from '../../domain/two-factor/sending.js';
import type { EventStore, RecordedEvent, Subscription } from '../../event-store/port.js';

/** What is counted of what the history says about sending. Countries are ISO 3166-1 alpha-2. */
export interface SmsCounters {
  confirmed(country: string): void;
  withheld(limit: SendingLimit): void;
  failed(reason: DeliveryFailure, provider: SmsProviderName | undefined): void;
}

export interface SmsStatisticsDependencies {
  readonly eventStore: EventStore;
  readonly metrics: SmsCounters;
  readonly onFailure: (error: unknown) => void;
}

/** Tokens whose country is remembered until they are entered: those of the worst minutes. */
const remembered = 10_000;

/**
 * Counts what happens from now on. A country where many tokens are sent and few are entered is being pumped (attack 29):
 * whoever pumps has the messages sent, and does not read them.
 */
export async function startSmsStatistics(dependencies: SmsStatisticsDependencies): Promise<Subscription> {
  const { eventStore, metrics, onFailure } = dependencies;
  const countries = new LRUCache<string, string>({ max: remembered });

  const count = (event: RecordedEvent): void => {
    if (event.type === 'TokenIssued' || event.type === 'EnrollmentTokenIssued') {
      countries.set(event.data.tokenId, event.data.country);
    } else if (event.type === 'ChallengePassed' || event.type === 'MethodEnrolled') {
      const country = event.data.tokenId === undefined ? undefined : countries.get(event.data.tokenId);
      if (country !== undefined) metrics.confirmed(country);
    } else if (event.type === 'TokenWithheld') {
      metrics.withheld(event.data.limit);
    } else if (event.type === 'TokenDeliveryFailed' && event.data.final) {
      metrics.failed(event.data.reason, event.data.provider);
    }
  };

  return eventStore.subscribe(await eventStore.head(), {
    onEvents: async (events) => {
      for (const event of events) count(event);
    },
    onFailure,
  });
}
