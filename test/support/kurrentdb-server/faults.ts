import type { Endpoint } from './refusal.js';

/** A kind of call. `delete`: soft deletes and tombstones; `subscribe`: of `$all` and of a stream. */
export type Operation = 'append' | 'delete' | 'read' | 'subscribe';
/** A call that changes the history. */
export type Write = 'append' | 'delete';

/**
 * Arms one fault each, for the next call (or, where it says so, the next event or checkpoint) that it fits; after that
 * the server behaves again. Several are met in the order in which they were armed.
 */
export interface Faults {
  /** The connection is cut when the request is there; nothing is written. */
  cutBeforeWrite(on?: Write): void;
  /** The write is done, and the connection cut instead of an answer. */
  cutAfterWrite(on?: Write): void;
  /** The call is done at once, and its answer held back until the promise is settled. */
  delayAnswerUntil(released: Promise<unknown>, on?: Exclude<Operation, 'subscribe'>): void;
  /** This node is not the leader any more; the trailers say where the leader is. */
  notLeader(leader: Endpoint, on?: Operation): void;
  /** Somebody else has written, it says; the stream's last revision is `actual`, or there is no stream. */
  wrongExpectedVersion(actual: bigint | 'noStream', on?: Write): void;
  accessDenied(on?: Operation): void;
  /** Nothing is written. */
  deadlineExceeded(on?: Operation): void;
  /** The write is done all the same. */
  deadlineExceededAfterWrite(on?: Write): void;
  /** Status UNAVAILABLE; the connection stays. */
  unavailable(on?: Operation): void;
  /**
   * Of a read or subscription that has two events or more to send, the first half is sent and then the connection cut.
   * Of an append in several messages, the connection is cut after the first; nothing is written, as appends are atomic.
   */
  halfABatchThenCut(on?: Exclude<Operation, 'delete'>): void;
  /** The next event that a subscription is sent, it is sent twice. */
  redeliverEvent(): void;
  /** The next checkpoint is held back until an event of a later position has been sent. */
  lateCheckpoint(): void;
  /** From the next event or checkpoint on, the subscription that is due it gets nothing more: no events, no error. */
  stallSubscription(): void;
}

/** A fault that a call meets as a whole. */
export type CallFault =
  | { readonly kind: 'cutBeforeWrite' | 'cutAfterWrite'; readonly on: Write }
  | { readonly kind: 'delayAnswer'; readonly on: Operation; readonly released: Promise<unknown> }
  | { readonly kind: 'notLeader'; readonly on: Operation; readonly leader: Endpoint }
  | { readonly kind: 'wrongExpectedVersion'; readonly on: Write; readonly actual: bigint | undefined }
  | { readonly kind: 'accessDenied' | 'deadlineExceeded' | 'unavailable'; readonly on: Operation }
  | { readonly kind: 'deadlineExceededAfterWrite'; readonly on: Write };

/** A fault in the course of a call. */
export type CourseFault =
  | { readonly kind: 'halfABatch'; readonly on: Operation }
  | { readonly kind: 'redeliverEvent' | 'lateCheckpoint' | 'stall'; readonly on: 'subscribe' };

/** Where the calls ask for the faults that are armed. What is taken is armed no more. */
export interface ArmedFaults {
  takeForCall(on: Operation): CallFault | undefined;
  /** Whether a fault in the course of a call is armed. */
  take(kind: CourseFault['kind'], on: Operation): boolean;
}

export function createFaults(): { readonly faults: Faults; readonly armed: ArmedFaults } {
  const forCalls: CallFault[] = [];
  const forCourses: CourseFault[] = [];
  const arm = (fault: CallFault): void => void forCalls.push(fault);
  const armInCourse = (fault: CourseFault): void => void forCourses.push(fault);

  return {
    faults: {
      cutBeforeWrite: (on = 'append') => arm({ kind: 'cutBeforeWrite', on }),
      cutAfterWrite: (on = 'append') => arm({ kind: 'cutAfterWrite', on }),
      delayAnswerUntil: (released, on = 'append') => arm({ kind: 'delayAnswer', on, released }),
      notLeader: (leader, on = 'append') => arm({ kind: 'notLeader', on, leader }),
      wrongExpectedVersion: (actual, on = 'append') =>
        arm({ kind: 'wrongExpectedVersion', on, actual: actual === 'noStream' ? undefined : actual }),
      accessDenied: (on = 'append') => arm({ kind: 'accessDenied', on }),
      deadlineExceeded: (on = 'append') => arm({ kind: 'deadlineExceeded', on }),
      deadlineExceededAfterWrite: (on = 'append') => arm({ kind: 'deadlineExceededAfterWrite', on }),
      unavailable: (on = 'append') => arm({ kind: 'unavailable', on }),
      halfABatchThenCut: (on = 'append') => armInCourse({ kind: 'halfABatch', on }),
      redeliverEvent: () => armInCourse({ kind: 'redeliverEvent', on: 'subscribe' }),
      lateCheckpoint: () => armInCourse({ kind: 'lateCheckpoint', on: 'subscribe' }),
      stallSubscription: () => armInCourse({ kind: 'stall', on: 'subscribe' }),
    },
    armed: {
      takeForCall: (on) => takeFirst(forCalls, (fault) => fault.on === on),
      take: (kind, on) => takeFirst(forCourses, (fault) => fault.kind === kind && fault.on === on) !== undefined,
    },
  };
}

function takeFirst<Fault>(faults: Fault[], fits: (fault: Fault) => boolean): Fault | undefined {
  const index = faults.findIndex(fits);
  return index < 0 ? undefined : faults.splice(index, 1)[0];
}
