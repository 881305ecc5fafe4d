import { type Building, type Catalog, keptEditions } from './catalog.js';
import { type EditionName, nameOf } from './edition.js';
import type { Projection } from './projection.js';

/** An edition that this program can keep up. */
export interface Wanted {
  readonly edition: EditionName;
  readonly projection: Projection;
  /** Absent: it is served, or was. */
  readonly building?: Building;
}

/** Every edition that is to be moved and that this version of the program can make. */
export function wantedOf(catalog: Catalog, projections: readonly Projection[]): readonly Wanted[] {
  return projections.flatMap((projection) => {
    const entry = catalog.projections[projection.name];
    if (entry === undefined || entry.paused) return [];
    return keptEditions(entry)
      .filter(({ version }) => version === projection.version)
      .map((edition): Wanted => {
        const isBuilding = entry.building?.edition.number === edition.number;
        return { edition: nameOf(edition), projection, ...(isBuilding && { building: entry.building }) };
      });
  });
}
