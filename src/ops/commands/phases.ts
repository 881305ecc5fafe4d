import type { OnRepaired } from '../../application/repair-projection.js';

/** What is under way, in the words of the progress. */
export const phasesInWords: Readonly<Record<Parameters<OnRepaired>[0], string>> = {
  READING: 'Reading the history  ',
  COMPARING: 'Comparing documents  ',
  MENDING: 'Writing documents    ',
};
