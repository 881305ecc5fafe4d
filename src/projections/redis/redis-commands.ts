import type { RedisClient } from '../../redis/redis-client.js';
import { ViewStoreUnavailable } from '../view-store.js';
import { applyScript, claimScript, readGroupScript, replaceCatalogScript } from './scripts.js';

/** The scripts as commands: how many keys there are, the keys, the other arguments. */
interface Scripts {
  claimPartition(keys: number, ...parameters: string[]): Promise<[string, ...(string | null)[]]>;
  applyBatches(keys: number, ...parameters: string[]): Promise<string>;
  readViewGroup(keys: number, ...parameters: string[]): Promise<[position: string, members: string, ...string[]]>;
  replaceViewCatalog(keys: number, ...parameters: string[]): Promise<number>;
}

export type RedisCommands = RedisClient & Scripts;

export function withScripts(client: RedisClient): RedisCommands {
  client.defineCommand('claimPartition', { lua: claimScript });
  client.defineCommand('applyBatches', { lua: applyScript });
  client.defineCommand('readViewGroup', { lua: readGroupScript });
  client.defineCommand('replaceViewCatalog', { lua: replaceCatalogScript });
  return client as RedisCommands;
}

/** @throws {ViewStoreUnavailable} in place of whatever the client throws. */
export async function asking<Result>(command: Promise<Result>): Promise<Result> {
  try {
    return await command;
  } catch (cause) {
    throw new ViewStoreUnavailable('Redis did not do what it was asked.', { cause });
  }
}
