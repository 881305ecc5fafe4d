import type { Core } from '../../src/application/core.js';
import { openReseller } from '../../src/application/open-reseller.js';
import { operator } from './test-service.js';

/** Opens a reseller for each of these usernames, its owner's. @returns the password of all owners. */
export async function openResellers(core: Core, usernames: readonly string[]): Promise<string> {
  const password = 'seven quiet otters';
  for (const username of usernames) {
    const owner = { username, email: `${username}@example.com`, displayName: username, password };
    await openReseller(core, { name: username, owner }, operator);
  }
  return password;
}
