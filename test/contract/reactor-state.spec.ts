import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  createMemoryReactorStateStore,
  type ReactorStatesInMemory,
} from '../../src/delivery/reactor-state/memory/memory-reactor-state-store.js';
import { createSqliteReactorStateStore } from '../../src/delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import { someInstant } from '../support/events.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { reactorStateContract } from './reactor-state.contract.js';

reactorStateContract('memory', () => {
  const states: ReactorStatesInMemory = new Map();
  return { open: (clock) => createMemoryReactorStateStore({ clock, states }), dispose: () => states.clear() };
});

reactorStateContract('sqlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-reactors-'));
  return {
    open: (clock) => createSqliteReactorStateStore({ path: join(folder, 'reactors.sqlite'), clock }),
    dispose: () => rmSync(folder, { recursive: true }),
  };
});

it('the SQLite reactor state store is readable and writable by its owner only, with its companion files', async () => {
  const folder = temporaryDirectory();
  const store = createSqliteReactorStateStore({ path: join(folder, 'reactors.sqlite'), clock: Date.now });
  await store.acquire('sender', 'first', someInstant);
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
  await store.close();
  expect(modes).toEqual([
    ['reactors.sqlite', 0o600],
    ['reactors.sqlite-shm', 0o600],
    ['reactors.sqlite-wal', 0o600],
  ]);
});
