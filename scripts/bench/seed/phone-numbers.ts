/** Area codes of Canada: every exchange from 200 on is one that a phone can have. */
const areas = ['289', '403', '416', '437', '514', '604', '613', '647', '778', '905'] as const;
const exchanges = 800;

/**
 * A number for each person. Thousands are in a row of which no two have one prefix: to numbers that begin alike little
 * is sent (D3).
 */
export function phoneNumberOf(person: number): string {
  const area = areas[Math.floor(person / exchanges) % areas.length] ?? areas[0];
  const line = Math.floor(person / exchanges / areas.length);
  return `+1${area}${200 + (person % exchanges)}${String(line).padStart(4, '0')}`;
}
