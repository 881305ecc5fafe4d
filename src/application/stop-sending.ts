import { changeSending, type SendingChange } from './change-sending.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';

/**
 * Pulls the kill switch: no SMS token is sent until an operator says so (D3).
 * @throws {InvalidInput}
 */
export function stopSending(
  core: Pick<Core, 'operations'>,
  { reason }: { readonly reason: string },
  context: RequestContext,
): Promise<SendingChange> {
  return changeSending(core, { type: 'stopSending', reason }, context);
}
