import type { Write } from './faults.js';
import type { WriteOutcome } from './history.js';
import type { Node } from './node.js';
import { type Refusal, refusals } from './refusal.js';

/** What the caller is told; `cut`: nothing any more. */
export type WriteAnswer =
  | WriteOutcome
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'cut' };

/** Who writes, and what. */
export interface WriteCall {
  readonly on: Write;
  readonly peer: string;
  readonly write: () => WriteOutcome;
}

/** Does a write, and meets the fault that is armed for it. */
export async function performWrite({ armed, connections }: Node, { on, peer, write }: WriteCall): Promise<WriteAnswer> {
  const cut = (): WriteAnswer => {
    connections.cut(peer);
    return { kind: 'cut' };
  };
  const fault = armed.takeForCall(on);
  switch (fault?.kind) {
    case undefined:
      return write();
    case 'cutBeforeWrite':
      return cut();
    case 'cutAfterWrite':
      write();
      return cut();
    case 'delayAnswer': {
      const outcome = write();
      await fault.released;
      return outcome;
    }
    case 'wrongExpectedVersion':
      return { kind: 'wrongExpectedVersion', current: fault.actual };
    case 'deadlineExceededAfterWrite':
      write();
      return refused(refusals.deadlineExceeded());
    case 'notLeader':
      return refused(refusals.notLeader(fault.leader));
    case 'accessDenied':
    case 'deadlineExceeded':
    case 'unavailable':
      return refused(refusals[fault.kind]());
  }
}

const refused = (refusal: Refusal): WriteAnswer => ({ kind: 'refused', refusal });
