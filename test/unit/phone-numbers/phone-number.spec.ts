import fc from 'fast-check';
import { type CountryCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { createPhoneNumbers, hasPhoneNumbers } from '../../../src/phone-numbers/phone-number.js';

const everyCountry = (Object.keys(examples) as CountryCode[]).filter(hasPhoneNumbers);
const everywhere = createPhoneNumbers({ countries: everyCountry });
const { parse } = createPhoneNumbers({ countries: ['CA', 'DE', 'GB', 'US'] });
const refused = { status: 'REFUSED' };

/** The number that a country gives as an example of a mobile one. */
const exampleOf = (country: CountryCode) => getExampleNumber(country, examples)!;

describe('D1: a phone number', () => {
  it.each([
    '+4915123456789',
    '+49 1512 3456789',
    '+49 (0)1512 3456789',
    '+49-1512-345-6789',
    '+49.1512.3456789',
    '+49 1512/3456789',
    '(+49) 1512\u00a03456789',
    '  +49 1512\u20133456789 ',
  ])('is read as people write it: "%s"', (entry) => {
    expect(parse(entry)).toEqual({
      status: 'SERVED',
      e164: '+4915123456789',
      country: 'DE',
      masked: '+•••••••••••89',
      prefix: '+491512345',
    });
  });

  it.each(['01512 3456789', '1512 3456789', '0049 1512 3456789', '49 1512 3456789', '011 49 1512 3456789'])(
    'is never guessed at where its country is not said: "%s"',
    (entry) => {
      expect(parse(entry)).toEqual(refused);
    },
  );

  it.each([
    ['a fixed line', '+49 30 123456'],
    ['a freephone number', '+1 800 253 0000'],
    ['a premium-rate number', '+44 909 8790000'],
    ['a satellite phone, of no country', '+881 612 345 678'],
    ['too short', '+49 1512'],
    ['too long', '+49 1512 34567890123'],
    ['a code of no country', '+999 1512 3456789'],
  ])('is refused where no text message can be had: %s', (_, entry) => {
    expect(parse(entry)).toEqual(refused);
  });

  it('can be a mobile number where one cannot tell by looking (United States, Canada)', () => {
    expect(parse('+1 (202) 555-0143')).toMatchObject({ status: 'SERVED', country: 'US', masked: '+•••••••••43' });
    expect(parse('+1 416 555 0143')).toMatchObject({ status: 'SERVED', country: 'CA' });
  });

  it.each([
    '',
    '+',
    '+ ',
    '++49 1512 3456789',
    '+49 +1512 3456789',
    '+49 1512 3456789;ext=3',
    '+49 1512 3456789 x3',
    '+49 1512 3456789,,3#',
    'tel:+4915123456789',
    'call +4915123456789',
    '+49 1512 FLOWERS',
    '+４９ １５１２ ３４５６７８９',
    '\uff0b49 1512 3456789',
    '+٤٩١٥١٢٣٤٥٦٧٨٩',
    '\u202a+4915123456789\u202c',
    '+49\u200f1512 3456789',
    '+49\u200b15123456789',
    '+49 1512\n3456789',
    '+49 1512\u00003456789',
    `+49${' '.repeat(40)}15123456789`,
    `+${'4915123456789'.repeat(1_000)}`,
    '('.repeat(10_000),
  ])('is refused where it holds what belongs into none (%j)', (entry) => {
    expect(parse(entry)).toEqual(refused);
  });
});

describe('D3: countries are sent to by allow-list', () => {
  it('refuses every other one, also one that shares the country code', () => {
    const shared = everyCountry.filter((country) => exampleOf(country).countryCallingCode === '1');
    expect(shared.length).toBeGreaterThan(20);
    for (const country of shared) {
      const expected = country === 'US' || country === 'CA' ? { status: 'SERVED', country } : refused;
      expect(parse(exampleOf(country).number)).toMatchObject(expected);
    }
    expect(parse('+1 876 210 1234')).toEqual(refused);
    expect(parse(exampleOf('JE').number)).toEqual(refused);
  });

  it('serves nobody where the list is empty', () => {
    expect(createPhoneNumbers({ countries: [] }).parse('+4915123456789')).toEqual(refused);
  });

  it.each(['de', 'XX', 'Germany', '', '001', 'constructor', '__proto__'])('knows no country "%s"', (country) => {
    expect(hasPhoneNumbers(country)).toBe(false);
    expect(() => createPhoneNumbers({ countries: ['DE', country] })).toThrow(RangeError);
  });
});

describe('the mobile numbers of every country', () => {
  it.each(everyCountry)('%s: read alike in every way of writing', (country) => {
    const example = exampleOf(country);
    const parsed = everywhere.parse(example.number);
    expect(parsed).toMatchObject({ status: 'SERVED', e164: example.number });
    expect(everywhere.parse(example.formatInternational())).toEqual(parsed);
  });

  it('are shown with their last two digits only, and share their prefix with the numbers of their block', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyCountry), (country) => {
        const parsed = everywhere.parse(exampleOf(country).number);
        if (parsed.status === 'REFUSED') throw new Error(`${country} is served.`);
        const { e164, masked, prefix } = parsed;
        expect(masked).toMatch(/^\+•+[0-9]{2}$/);
        expect(masked).toHaveLength(e164.length);
        expect(masked.slice(-2)).toBe(e164.slice(-2));
        expect(e164).toMatch(new RegExp(`^\\${prefix}[0-9]{4}$`));
      }),
    );
  });
});

describe('whatever is entered', () => {
  const character = fc.oneof(
    fc.constantFrom(...'+0123456789()-./ \u00a0;=#*,xX\u200f\u202e\uff0b\uff11\u0661\u2013'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );

  it('is answered, and what is served is E.164 of a country on the list', () => {
    const entry = fc.array(character, { maxLength: 60 }).map((characters) => `+${characters.join('')}`);
    fc.assert(
      fc.property(fc.oneof(entry, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const parsed = parse(text);
        if (parsed.status === 'REFUSED') return;
        expect(parsed.e164).toMatch(/^\+[1-9][0-9]{6,14}$/);
        expect(['CA', 'DE', 'GB', 'US']).toContain(parsed.country);
        expect(parse(parsed.e164)).toEqual(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a right number with one thing that does not belong in it is refused', () => {
    const stranger = fc.constantFrom(...'abcxyz;=#*,+:_\u200f\u200e\u202e\u200b\uff0b\uff11\u0661\u0000\n\t');
    fc.assert(
      fc.property(fc.constantFrom(...everyCountry), stranger, fc.nat(), (country, odd, anywhere) => {
        const { number } = exampleOf(country);
        const at = anywhere % (number.length + 1);
        expect(everywhere.parse(number.slice(0, at) + odd + number.slice(at))).toEqual(refused);
      }),
    );
  });
});
