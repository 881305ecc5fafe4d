import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fictionalLandline, fictionalNumber } from '../../../scripts/demo/fictional-number.js';
import { createPhoneNumbers } from '../../../src/phone-numbers/phone-number.js';

/** Draws these, one after the other, each within its bound. */
const drawing = (draws: readonly number[]) => {
  const left = draws.values();
  return (below: number) => (left.next().value ?? 0) % below;
};
const draws = fc.tuple(fc.nat(), fc.nat());

describe("the demo's phone", () => {
  it.each([['US'], ['CA'], ['GB', 'CA'], ['US', 'CA']])('has a number that is sent to: %s, %s', (...countries) => {
    const { parse } = createPhoneNumbers({ countries });
    fc.assert(
      fc.property(draws, (drawn) => {
        const number = fictionalNumber(countries, drawing(drawn))!;
        expect(parse(number)).toMatchObject({ status: 'SERVED', e164: number });
        expect(number).toMatch(/^\+1[0-9]{3}55501[0-9]{2}$/);
      }),
    );
  });

  it('has another number, in another area, nearly every time: limits on numbers do not stop the next demo', () => {
    const { parse } = createPhoneNumbers({ countries: ['US', 'CA'] });
    const evenly = Array.from({ length: 100 }, (_, index) => [index, index]);
    const numbers = evenly.map((drawn) => parse(fictionalNumber(['US', 'CA'], drawing(drawn))!));
    const prefixes = new Set(numbers.map((number) => (number.status === 'SERVED' ? number.prefix : '')));
    expect(prefixes.size).toBeGreaterThan(20);
  });

  it.each([[[]], [['GB', 'DE']]])('has no number where none is set aside for fiction: %j', (countries) => {
    expect(fictionalNumber(countries, drawing([0, 0]))).toBeUndefined();
  });

  it('a landline is refused where its country is served, too', () => {
    expect(createPhoneNumbers({ countries: ['GB'] }).parse(fictionalLandline)).toEqual({ status: 'REFUSED' });
  });
});
