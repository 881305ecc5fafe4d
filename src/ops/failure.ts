import { InvalidInput, NotNow } from '../application/errors.js';
import { printable } from './printable.js';

/** What a program that runs a command can tell from it. */
export const exitCodes = {
  done: 0,
  /** It cannot be done, or not as asked: the line on standard error says why, and what to do or to give instead. */
  refused: 1,
  /** The command does not exist or its options are wrong. */
  usage: 2,
  /** The configuration, the keys or the store cannot be used. Nothing is known to be written. */
  unavailable: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What was asked for was done, and what came of it is not as it should be: the exit code tells programs so. */
export class Unsatisfied extends Error {
  override readonly name = 'Unsatisfied';
}

/** The option of each field of a use case's input. */
export type OptionNames = Readonly<Record<string, string>>;

/** Input that a use case refused, in the words of the command line: the message names an option. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** @throws {Refused} in place of InvalidInput. */
export async function namingOptions<Result>(options: OptionNames, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new Refused(`${options[error.field] ?? error.field}: ${error.message}`);
  }
}

/** Errors of our own whose messages say what to do, and repeat no secret. */
const plainSpoken = new Set([
  'InvalidConfig',
  'StoreUnavailable',
  'WrongKeyEncryptionKey',
  'KeyEncryptionKeyUnusable',
  'KeyMissing',
  'UnsuitableRedis',
  'ViewStoreUnavailable',
]);

export interface Failure {
  readonly exitCode: ExitCode;
  /** For a person: what is wrong, without a stack trace. */
  readonly message: string;
}

/** What to tell of something thrown. Of an error that nobody foresaw the message is kept back: it may hold anything. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof Refused || error instanceof NotNow || error instanceof Unsatisfied) {
    return { exitCode: exitCodes.refused, message: printable(error.message) };
  }
  return { exitCode: exitCodes.unavailable, message: describeOutage(error) };
}

function describeOutage(error: unknown): string {
  if (!(error instanceof Error)) return 'Something failed in a way that was not foreseen.';
  if (plainSpoken.has(error.name)) return withCause(error);
  if (isSystemError(error)) return describeSystemError(error);
  const place = /^ +at (.+)$/m.exec(error.stack ?? '')?.[1] ?? 'an unknown place';
  return `Something failed in a way that was not foreseen: ${error.name} at ${place}`;
}

function isSystemError(error: Error): error is NodeJS.ErrnoException {
  return 'code' in error;
}

function describeSystemError(error: NodeJS.ErrnoException): string {
  if (error.syscall !== 'listen') return `The data directory cannot be used: ${error.message}`;
  return error.code === 'EADDRINUSE'
    ? 'The port is taken, maybe by a Sallyport that runs already. Set PORT to another one.'
    : `The service cannot listen there: ${error.message}. Set HOST or PORT.`;
}

/** The cause is the database's or the file system's own words. */
function withCause({ message, cause }: Error): string {
  // Some say it in full already.
  return cause instanceof Error && !message.includes(cause.message) ? `${message} (${cause.message})` : message;
}
