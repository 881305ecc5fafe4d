import type { RecordedEvent } from '../port.js';

/**
 * All that an event is wherever it is kept, as text that is the same in every store. Its position is left out: each
 * store gives its own.
 */
export function canonicalEvent({ stream, revision, id, type, data, metadata }: RecordedEvent): string {
  return canonicalJson({ stream, revision, id, type, data, metadata });
}

/** JSON of which there is one form only (RFC 8785): a store may give members in another order than it was given them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
