import { changeSending, type SendingChange } from './change-sending.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';

/**
 * Lets SMS tokens be sent again. Those that were asked for in between are not sent after the fact (D5).
 * @throws {InvalidInput}
 */
export function resumeSending(
  core: Pick<Core, 'operations'>,
  { reason }: { readonly reason: string },
  context: RequestContext,
): Promise<SendingChange> {
  return changeSending(core, { type: 'resumeSending', reason }, context);
}
