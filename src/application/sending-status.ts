import type { Sending } from '../domain/operations/state.js';
import type { Core } from './core.js';
import { wholeService } from './stream-kinds.js';

/**
 * Whether SMS tokens are sent at all, as the history has it at this moment, whichever process wrote it.
 * @throws {StoreUnavailable} nobody knows: then nothing may be sent.
 */
export async function readSendingStatus({ operations }: Pick<Core, 'operations'>): Promise<Sending> {
  return (await operations.load(wholeService)).state.sending;
}
