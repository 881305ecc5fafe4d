import type { Position } from '../event-store/port.js';

/** One stream's document in one projection, with the position up to which that projection has read the history. */
export interface StoredView<View> {
  readonly view: View | undefined;
  /** The projection stands here: every event up to it is in its views. `undefined`: it has read nothing yet. */
  readonly position: Position | undefined;
}

/** What one batch of events made of the documents it touched. */
export interface ViewBatch {
  /** Where the projection must stand for the batch to apply; `undefined`: at the very beginning. */
  readonly expectedPosition: Position | undefined;
  /** Where it stands afterwards. */
  readonly position: Position;
  readonly views: ReadonlyMap<string, unknown>;
}

/**
 * Where views live. A view answers questions; it never decides anything, and it can be thrown away and made again
 * from the history. Documents are plain JSON and hold no secret.
 */
export interface ViewStore {
  /** A document by its key (a stream's name). */
  read<View>(projection: string, key: string): Promise<StoredView<View>>;

  /**
   * Applies a batch and moves the position, both or neither.
   * @returns `false`, and nothing has changed, where the projection does not stand at the expected position: the
   * batch was applied before, or by somebody else.
   */
  apply(projection: string, batch: ViewBatch): Promise<boolean>;

  /** Where a projection stands. */
  position(projection: string): Promise<Position | undefined>;

  /** Resolves with `true` as soon as the projection stands at the position or past it; with `false` after the time. */
  reached(projection: string, position: Position, withinMilliseconds: number): Promise<boolean>;

  /**
   * Has `onChanged` called whenever a batch has changed a document, once its new state can be read. A call only says
   * that it is time to look: it can come late, or once for several changes, and it is lost where a store out of this
   * process cannot be reached. Whoever must not miss a change looks from time to time as well.
   *
   * @param onChanged must not throw.
   * @returns what ends it; calling that again does nothing.
   */
  watch(projection: string, key: string, onChanged: () => void): () => void;

  /** How many watches there are now, for metrics. */
  watches(): number;

  close(): Promise<void>;
}
