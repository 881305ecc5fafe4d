/** A number that tokens are sent to (D1). */
export interface PhoneNumber {
  /** Personal data: it is sealed in events and never logged. */
  readonly e164: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** All digits but the last two as dots: `+•••••••••67`. */
  readonly masked: string;
  /** E.164 without its last four digits: numbers that share it may be one block, rented to be pumped (D3). */
  readonly prefix: string;
}

/** What a text comes to that should be a phone number. */
export type ParsedPhoneNumber =
  | ({ readonly status: 'SERVED' } & PhoneNumber)
  /** Not a number, not one for text messages, or of a country that is not sent to. */
  | { readonly status: 'REFUSED' };

/** Says of phone numbers whether tokens are sent to them. */
export interface PhoneNumbers {
  /**
   * Reads a number as people write it: a plus, the country code, and what they set between digits. Without the plus
   * nobody can say which country is meant. Whatever it is given, it answers.
   */
  parse(entry: string): ParsedPhoneNumber;
}
