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

  const taken = (keys: Map<string, string>, stream: string): readonly string[] => {
    const kid = keys.get(stream);
    keys.delete(stream);
    return kid === undefined ? [] : [kid];
  };

  /** Ids of the keys that are not in use any more after an event. */
  function retiredBy(event: RecordedEvent): readonly string[] {
    const { stream } = event;
    if (event.type === 'EnrollmentStarted' && event.data.method === 'AUTHENTICATOR_APP') {
      pending.set(stream, event.data.secret.kid);
    } else if (event.type === 'EnrollmentClosed') {
      return taken(pending, stream);
    } else if (event.type === 'MethodEnrolled' && event.data.method === 'AUTHENTICATOR_APP') {
      const retired = taken(enrolled, stream);
      for (const kid of taken(pending, stream)) enrolled.set(stream, kid);
      return retired;
    } else if (event.type === 'MethodRemoved' && event.data.method === 'AUTHENTICATOR_APP') {
      return taken(enrolled, stream);
    }
    return [];
  }

  async function destroy(kid: string): Promise<void> {
    if ((await keyStore.get(kid)).status === 'present') await keyStore.destroy(kid);
  }

  return eventStore.subscribe(undefined, {
    onEvents: async (events) => {
      // Side by side, since a destruction may have to wait for other processes, and a history holds many.
      await Promise.all(events.flatMap(retiredBy).map(destroy));
    },
    onFailure,
  });
}
