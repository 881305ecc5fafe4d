import type { DeliveryFailure, SmsProviderName } from './sending.js';

/** A provider has taken the message. */
export interface TokenSent {
  readonly type: 'TokenSent';
  readonly data: { readonly tokenId: string; readonly provider: SmsProviderName };
}

/** A provider reports that the phone has the message. */
export interface TokenDelivered {
  readonly type: 'TokenDelivered';
  readonly data: { readonly tokenId: string; readonly provider: SmsProviderName };
}

/** The message has not been taken by a provider, or has not reached the phone. */
export interface TokenDeliveryFailed {
  readonly type: 'TokenDeliveryFailed';
  readonly data: {
    readonly tokenId: string;
    readonly reason: DeliveryFailure;
    /** Absent: no provider could be asked. */
    readonly provider?: SmsProviderName;
    /** `false`: it is still being tried. */
    readonly final: boolean;
  };
}
