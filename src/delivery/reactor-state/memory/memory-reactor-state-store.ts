import { type Instant, instantOf } from '../../../domain/instant.js';
import type { Position } from '../../../event-store/port.js';
import type { ReactorStateStore } from '../port.js';

interface ReactorState {
  readonly position?: Position;
  readonly lease?: { readonly holder: string; readonly until: Instant };
}

/** What a memory store keeps: states by the reactor's name. */
export type ReactorStatesInMemory = Map<string, ReactorState>;

export interface MemoryReactorStateStoreDependencies {
  readonly clock: () => number;
  /** Stores given the same map share their states, as processes share a file. */
  readonly states?: ReactorStatesInMemory;
}

/** A reactor state store that forgets everything with the process. */
export function createMemoryReactorStateStore(dependencies: MemoryReactorStateStoreDependencies): ReactorStateStore {
  const { clock } = dependencies;
  const states: ReactorStatesInMemory = dependencies.states ?? new Map<string, ReactorState>();
  const holderOf = (reactor: string) => states.get(reactor)?.lease?.holder;

  return {
    async acquire(reactor, holder, until) {
      const lease = states.get(reactor)?.lease;
      if (lease !== undefined && lease.holder !== holder && lease.until > instantOf(clock())) return false;
      states.set(reactor, { ...states.get(reactor), lease: { holder, until } });
      return true;
    },
    async release(reactor, holder) {
      if (holderOf(reactor) !== holder) return;
      const { lease, ...rest } = states.get(reactor) ?? {};
      states.set(reactor, rest);
    },
    async position(reactor) {
      return states.get(reactor)?.position;
    },
    async savePosition(reactor, holder, position) {
      if (holderOf(reactor) !== holder) return false;
      states.set(reactor, { ...states.get(reactor), position });
      return true;
    },
    async close() {},
  };
}
