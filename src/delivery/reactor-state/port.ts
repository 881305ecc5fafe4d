import type { Instant } from '../../domain/instant.js';
import type { Position } from '../../event-store/port.js';

/**
 * How far each reactor has come with the history, and which process runs it. Several processes may share it. What is
 * lost of it costs time and no truth: a reactor that begins again finds in the history what it has done already.
 * Every method throws where the storage cannot be used.
 */
export interface ReactorStateStore {
  /**
   * Takes the lease of a reactor, or prolongs it for the one who holds it. `false`: another one holds it, and its time
   * is not over.
   *
   * @param holder an id of this process and of no other.
   * @param until when the lease is over unless it is prolonged before.
   */
  acquire(reactor: string, holder: string, until: Instant): Promise<boolean>;

  /** Gives the lease back; nothing happens where another one holds it by now. */
  release(reactor: string, holder: string): Promise<void>;

  /** Where the reactor goes on; `undefined`: at the beginning of the history. */
  position(reactor: string): Promise<Position | undefined>;

  /** Saves where the reactor goes on. `false`: the lease is another's or nobody's, and nothing was saved. */
  savePosition(reactor: string, holder: string, position: Position): Promise<boolean>;

  close(): Promise<void>;
}
