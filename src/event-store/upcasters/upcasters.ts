import type { EventType } from '../../domain/events.js';

/** Turns a type's data of one schema version into that of the next. Pure: the same data in, the same data out. */
export type Upcaster = (data: unknown) => unknown;

/** For each type the upcasters by the version that they start from; one for every version before the current one. */
export type Upcasters = { readonly [Type in EventType]?: Readonly<Record<number, Upcaster>> };

/** The upcasters of this program. Every type is at its first version still. */
export const upcasters: Upcasters = {};
