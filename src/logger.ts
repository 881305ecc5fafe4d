import { type DestinationStream, pino } from 'pino';

/** Fields that may stand in a log line. Everything else is left out, whoever passes it (attack 37). */
const allowedFields = [
  'correlationId',
  'operation',
  'operationType',
  'durationMilliseconds',
  'outcome',
  'failure',
  'component',
  'url',
  'problem',
  'edition',
  'position',
  'eventType',
  'errorName',
] as const;

const allowed: ReadonlySet<string> = new Set(allowedFields);

/** Writes lines of a message, which is always the same one, and of fields. It takes no error: its message may tell. */
export type Logger = Readonly<Record<'debug' | 'info' | 'warn' | 'error', WriteLine>>;

type LineFields = Readonly<Partial<Record<(typeof allowedFields)[number], unknown>>>;

type WriteLine = (fields: LineFields, message: string) => void;

export interface LoggerSettings {
  readonly level: string;
  /** Lines for a person in place of JSON. */
  readonly pretty: boolean;
  /** Where lines of JSON go, if not to standard error. */
  readonly destination?: DestinationStream;
}

/** Structured logs on standard error: an allow-list of fields, so that a secret passed by mistake is not written. */
export function createLogger({ level, pretty, destination }: LoggerSettings): Logger {
  const options = {
    level,
    base: null,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: onlyAllowed,
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const standardError = 2;
  // Written beside the requests: a slow disk or terminal behind it must not hold an answer up. What is left is written
  // when the process ends.
  if (!pretty) return pino(options, destination ?? pino.destination({ dest: standardError, sync: false }));
  const forPeople = { translateTime: 'SYS:HH:MM:ss', singleLine: true, destination: standardError };
  // A transport formats levels itself.
  const { formatters, ...rest } = options;
  return pino({
    ...rest,
    formatters: { log: formatters.log },
    transport: { target: 'pino-pretty', options: forPeople },
  });
}

function onlyAllowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in fields) {
    if (allowed.has(name)) kept[name] = fields[name];
  }
  return kept;
}
