import { crc32 } from 'node:zlib';
import type { Position } from '../../event-store/port.js';
import type { EditionName } from '../edition.js';
import type { Document, Parked } from '../view-store.js';

/** Whose document it is. */
export interface DocumentPlace {
  readonly edition: EditionName;
  readonly id: string;
}

const checksumLength = 8;

/**
 * A document as it is kept: a checksum over it and its place, then JSON. So what is cut, mixed up or written by somebody
 * else is told from what this program wrote. It is no proof against whoever can write to Redis on purpose: they could
 * show something false, but no decision reads it.
 */
export function textOf(place: DocumentPlace, document: Document): string {
  const json = JSON.stringify(document.kind === 'VIEW' ? { view: document.view } : { parked: document.parked });
  return `${checksumOf(place, json)}${json}`;
}

export function documentOf<View>(place: DocumentPlace, text: string): Document<View> | 'UNREADABLE' {
  const json = text.slice(checksumLength);
  if (text.slice(0, checksumLength) !== checksumOf(place, json)) return 'UNREADABLE';
  // This program wrote it, and in this form.
  const { view, parked } = JSON.parse(json) as { readonly view?: View; readonly parked?: Parked };
  return parked === undefined ? { kind: 'VIEW', view: view as View } : { kind: 'PARKED', parked };
}

function checksumOf({ edition, id }: DocumentPlace, json: string): string {
  return crc32(json, crc32(`${edition}/${id}/`))
    .toString(16)
    .padStart(checksumLength, '0');
}

const positions = /^\d{20}$/;

/** A position as it is kept, if it is one. */
export function positionIn(text: string | null | undefined): Position | undefined {
  return typeof text === 'string' && positions.test(text) ? text : undefined;
}
