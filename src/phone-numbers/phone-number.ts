import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ParsedPhoneNumber, PhoneNumbers } from '../application/phone-numbers.js';

export interface PhoneNumbersOptions {
  /**
   * ISO 3166-1 alpha-2 of every country whose numbers are sent to (D3). Countries that share a country code are told
   * apart; a number that two of them may have counts as the larger one's (of the Vatican as Italy's).
   */
  readonly countries: readonly string[];
}

/**
 * Reads phone numbers of the countries on the list that can get a text message (D1). An empty list serves nobody.
 * @throws {RangeError} there is no such country.
 */
export function createPhoneNumbers({ countries }: PhoneNumbersOptions): PhoneNumbers {
  const unknown = countries.filter((country) => !hasPhoneNumbers(country));
  if (unknown.length > 0) throw new RangeError(`Nobody can be sent to in: ${unknown.join(', ')}.`);
  const served = new Set(countries);
  return { parse: (entry) => parse(entry, served) };
}

/** Whether it is the ISO 3166-1 alpha-2 code, in capitals, of a country that has phone numbers of its own. */
export function hasPhoneNumbers(country: string): boolean {
  return isSupportedCountry(country);
}

function parse(entry: string, served: ReadonlySet<string>): ParsedPhoneNumber {
  if (entry.length > longestEntry || !format.test(entry)) return refused;
  const number = parsePhoneNumberFromString(`+${entry.replaceAll(/[^0-9]/g, '')}`, { extract: false });
  if (number?.country === undefined || !number.isValid()) return refused;
  const type = number.getType();
  if (type === undefined || !textable.has(type) || !served.has(number.country)) return refused;
  const e164 = number.number;
  return { status: 'SERVED', e164, country: number.country, masked: mask(e164), prefix: e164.slice(0, -blockDigits) };
}

const refused: ParsedPhoneNumber = { status: 'REFUSED' };

/** Where mobile numbers look like those of fixed lines (United States, Canada), the type says only that it is either. */
const textable: ReadonlySet<string> = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

/** Characters that are looked at: 15 digits (E.164) and what people set between them. */
const longestEntry = 40;

/**
 * A plus, then ASCII digits with spaces, dashes, dots, slashes and brackets between them. The library reads more than
 * that, and guesses: at full-width digits, letters for digits, extensions, marks that turn the reading direction.
 */
const format = /^[ \u00a0(]*\+[0-9 \u00a0()./\u2010-\u2015-]+$/;

/** Digits that are left off for the prefix. */
const blockDigits = 4;

function mask(e164: string): string {
  return e164.replaceAll(/[0-9](?=[0-9]{2})/g, '•');
}
