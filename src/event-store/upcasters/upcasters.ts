import type { EventType } from '../../domain/events.js';

/** Turns a type's data of one schema version into that of the next. Pure: the same data in, the same data out. */
export type Upcaster = (data: unknown) => unknown;

/** For each type the upcasters by the version that they start from; one for every version before the current one. */
export type Upcasters = { readonly [Type in EventType]?: Readonly<Record<number, Upcaster>> };

/** The shape was only widened: what was recorded before is as it would be recorded now. */
const widened: Upcaster = (data) => data;

/** The upcasters of this program. */
export const upcasters: Upcasters = {
  // From 2 on the reason can be TOKEN_SUPERSEDED.
  EnrollmentTokenRejected: { 1: widened },
  TokenRejected: { 1: widened },
};
