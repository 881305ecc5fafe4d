import type { Bench } from './measurement.js';

/** The flags of Node under which a process leaves its CPU profile, where profiles are wanted. */
export function profiling({ profiles }: Pick<Bench, 'profiles'>): readonly string[] {
  return profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
}
