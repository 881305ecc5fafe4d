/** Everything that can stand in the stream of what operators did to the service. */
export type OperationsEvent = SendingStopped | SendingResumed;

/** The kill switch was pulled: no SMS token is sent from now on (D3). */
export interface SendingStopped {
  readonly type: 'SendingStopped';
  readonly data: { readonly reason: string };
}

export interface SendingResumed {
  readonly type: 'SendingResumed';
  readonly data: { readonly reason: string };
}
