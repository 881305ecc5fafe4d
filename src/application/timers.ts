/** Time that passes, as an argument: real in the program, moved by hand in tests. */
export interface Timers {
  /** Runs an action once, after so many milliseconds; calling what it gives takes that back. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The timers of the process. */
export const systemTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
