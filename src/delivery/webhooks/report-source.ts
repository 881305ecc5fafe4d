import type { DeliveryReport } from '../sms/provider.js';

/** A provider's request, as it arrived. */
export interface WebhookRequest {
  /** Whole, with our public origin: what `Host` says is the sender's (attack 34). */
  readonly url: string;
  /** What stands in the header of the signature. */
  readonly signature: string | undefined;
  /** Empty where there is none. */
  readonly body: Buffer;
}

/** Whether a request is the provider's, and of now. */
export type SignatureCheck =
  /** `usableUntil`: when the signature is worth nothing any more, in milliseconds since the Unix epoch. */
  | { readonly kind: 'GENUINE'; readonly id: string; readonly usableUntil: number }
  | { readonly kind: 'REFUSED'; readonly reason: 'FORGED' | 'STALE' };

export type CheckSignature = (request: WebhookRequest) => Promise<SignatureCheck>;

/** What a report says, as the provider says it. */
export interface ReportedStatus {
  readonly tokenId: string | undefined;
  readonly status: string | undefined;
}

/** How one provider reports what became of messages. */
export interface ReportSource {
  readonly provider: DeliveryReport['provider'];
  readonly methods: readonly ('GET' | 'POST')[];
  readonly path: string;
  /** Name of the signature's header, in lower case. */
  readonly signatureHeader: string;
  readonly checkSignature: CheckSignature;
  /** Reads a request that is genuine. */
  read(request: WebhookRequest): ReportedStatus;
  /** What its final states mean; the others are steps on the way. */
  readonly outcomes: ReadonlyMap<string, DeliveryReport['outcome']>;
}

/** The fields of a form, each once: of several with one name the last one counts, for the signature and the reader. */
export function formFields(body: Buffer): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body.toString()));
}
