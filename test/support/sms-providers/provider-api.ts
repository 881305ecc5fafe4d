/** What a provider's API can say of a message. */
export type Verdict =
  | 'TAKEN'
  | 'NUMBER_INVALID'
  | 'MESSAGE_INVALID'
  | 'SENDER_INVALID'
  | 'KEY_UNKNOWN'
  | 'FORBIDDEN'
  | 'THROTTLED'
  | 'BROKEN';

export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
}

/** A message as it arrived at a provider, in words that all of them share. */
export interface ArrivedMessage {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Where its delivery is reported to. */
  readonly reportsTo: string;
  /** What the report will say that it is about. */
  readonly reference: string;
  /** Seconds. */
  readonly validity: number;
  /** The account's name, as far as there is one, and its key. */
  readonly credentials: string;
}

export interface ArrivedRequest {
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

/** The REST API of a provider, as its documentation has it. */
export interface ProviderApi {
  read(request: ArrivedRequest): ArrivedMessage;
  /** Like the real ones, refusals repeat what was sent. */
  answer(verdict: Verdict, message: ArrivedMessage): ApiAnswer;
}
