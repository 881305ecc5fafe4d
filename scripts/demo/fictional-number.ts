/** Some area codes of each country that sets 555-0100 to 555-0199 aside for fiction in all of them. */
const areaCodes: Readonly<Record<string, readonly number[]>> = {
  US: [202, 206, 212, 213, 305, 312, 404, 415, 503, 512, 602, 617, 702, 713, 808, 907],
  CA: [204, 250, 306, 403, 416, 506, 514, 604, 613, 709, 780, 902],
};

const numbersOfArea = 100;

/**
 * A mobile number that nobody has, in E.164: another one nearly every time, so that demos one after the other do not
 * use up what may be sent to one number, or to numbers that begin alike.
 *
 * @param countries that are sent to (ISO 3166-1 alpha-2).
 * @param random a whole number from 0, below the one given.
 * @returns `undefined`: none of the countries has such numbers.
 */
export function fictionalNumber(countries: readonly string[], random: (below: number) => number): string | undefined {
  const areas = countries.flatMap((country) => areaCodes[country] ?? []);
  const area = areas.length === 0 ? undefined : areas[random(areas.length)];
  const line = String(random(numbersOfArea)).padStart(2, '0');
  return area === undefined ? undefined : `+1${area}55501${line}`;
}

/** A landline in London, of those that are set aside for fiction. */
export const fictionalLandline = '+442079460958';
