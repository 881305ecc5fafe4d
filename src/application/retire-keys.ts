import type { KeyStore } from '../crypto/key-store/port.js';
import type { EventStore, RecordedEvent, Subscription } from '../event-store/port.js';

export interface KeyRetirementDependencies {
  readonly eventStore: EventStore;
  readonly keyStore: KeyStore;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Destroys the key of every authenticator-app secret that is not in use any more: replaced, removed, or never
 * confirmed. It follows the history from the beginning, so a key that a crash left behind goes at the next start, and
 * destroying one twice does no harm.
 */
export function startKeyRetirement({ eventStore, keyStore, onFailure }: KeyRetirementDependencies): Subscription {
  const pending = new Map<string, string>();
  const enrolled = new Map<string, string>();

  const retire = async (keys: Map<string, string>, stream: string): Promise<void> => {
    const kid = keys.get(stream);
    keys.delete(stream);
    if (kid !== undefined && (await keyStore.get(kid)).status === 'present') await keyStore.destroy(kid);
  };

  const onEvent = async (event: RecordedEvent): Promise<void> => {
    const { stream } = event;
    if (event.type === 'EnrollmentStarted' && event.data.method === 'AUTHENTICATOR_APP') {
      pending.set(stream, event.data.secret.kid);
    } else if (event.type === 'EnrollmentClosed') {
      await retire(pending, stream);
    } else if (event.type === 'MethodEnrolled' && event.data.method === 'AUTHENTICATOR_APP') {
      await retire(enrolled, stream);
      const kid = pending.get(stream);
      pending.delete(stream);
      if (kid !== undefined) enrolled.set(stream, kid);
    } else if (event.type === 'MethodRemoved' && event.data.method === 'AUTHENTICATOR_APP') {
      await retire(enrolled, stream);
    }
  };

  return eventStore.subscribe(undefined, {
    onEvents: async (events) => {
      for (const event of events) await onEvent(event);
    },
    onFailure,
  });
}
