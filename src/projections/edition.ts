/**
 * One making of a projection's views. A rebuild makes another beside the one that is being served, which can take its
 * place at once, and give it back.
 */
export interface Edition {
  readonly projection: string;
  /** Version of the projection that made it; views of another version are never read. */
  readonly version: number;
  /** 1 for the projection's first, one more with each rebuild. */
  readonly number: number;
}

/** As stores name it, like `login-challenge.v1.3`. */
export type EditionName = string;

export function nameOf({ projection, version, number }: Edition): EditionName {
  return `${projection}.v${version}.${number}`;
}

/** The projection that an edition is of. */
export function projectionOf(edition: EditionName): string {
  return edition.slice(0, edition.indexOf('.'));
}
