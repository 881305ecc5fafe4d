import { Argument } from 'commander';
import { projections } from '../../projections/projections.js';

const names = projections.map(({ name }) => name);

/** Which projection: one of those that this program has. */
export function projectionArgument(): Argument {
  return new Argument('<projection>', 'which').choices(names);
}

/** The same, where all of them can be meant. */
export function anyProjectionArgument(): Argument {
  return new Argument('[projection]', 'which (default: all of them)').choices(names);
}
