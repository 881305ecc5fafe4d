import { decideOperations, type SendingCommand } from '../domain/operations/decide.js';
import type { Sending } from '../domain/operations/state.js';
import { checkReason } from './check-reason.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import { wholeService } from './stream-kinds.js';

/** What became of an operator's turn at the kill switch. */
export interface SendingChange {
  /** `false`: it was so already. */
  readonly changed: boolean;
  /** As it is now. */
  readonly sending: Sending;
}

/**
 * Turns the kill switch, whichever way (D3). It holds for every process at once.
 * @throws {InvalidInput}
 */
export async function changeSending(
  { operations }: Pick<Core, 'operations'>,
  command: SendingCommand,
  context: RequestContext,
): Promise<SendingChange> {
  const checked = { ...command, reason: checkReason(command.reason) };
  const { decision, state } = await operations.handle(wholeService, context, (before) =>
    decideOperations(before, checked),
  );
  return { changed: decision.events.length > 0, sending: state.sending };
}
