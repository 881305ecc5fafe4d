import { decideOperations } from '../domain/operations/decide.js';
import { checkReason } from './check-reason.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import type { SendingChange } from './sending-status.js';
import { wholeService } from './stream-kinds.js';

/**
 * Pulls the kill switch: no SMS token is sent until an operator says so (D3). It holds for every process at once.
 * @throws {InvalidInput}
 */
export async function stopSending(
  { operations }: Pick<Core, 'operations'>,
  input: { readonly reason: string },
  context: RequestContext,
): Promise<SendingChange> {
  const reason = checkReason(input.reason);
  const { decision, state } = await operations.handle(wholeService, context, (before) =>
    decideOperations(before, { type: 'stopSending', reason }),
  );
  return { changed: decision.events.length > 0, sending: state.sending };
}
