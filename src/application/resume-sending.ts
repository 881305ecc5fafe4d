import { decideOperations } from '../domain/operations/decide.js';
import { checkReason } from './check-reason.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import type { SendingChange } from './sending-status.js';
import { wholeService } from './stream-kinds.js';

/**
 * Lets SMS tokens be sent again. Those that were asked for in between are not sent after the fact (D5).
 * @throws {InvalidInput}
 */
export async function resumeSending(
  { operations }: Pick<Core, 'operations'>,
  input: { readonly reason: string },
  context: RequestContext,
): Promise<SendingChange> {
  const reason = checkReason(input.reason);
  const { decision, state } = await operations.handle(wholeService, context, (before) =>
    decideOperations(before, { type: 'resumeSending', reason }),
  );
  return { changed: decision.events.length > 0, sending: state.sending };
}
