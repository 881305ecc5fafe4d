import { GraphQLScalarType } from 'graphql';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function instantText(value: unknown): string {
  if (typeof value === 'string' && instant.test(value)) return value;
  throw new TypeError('A DateTime is written like 2026-11-24T03:47:05.000Z.');
}

function positionText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('A Position is a string.');
}

function phoneNumberText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError('A PhoneNumber is a string like +14165550123.');
}

/** Instants are kept in the one form in which they are sent: nothing is parsed or formatted on the way out. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'A moment in UTC, in ISO 8601 with milliseconds: `2026-11-24T03:47:05.000Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: instantText,
  parseValue: instantText,
});

/** Whether a number is one that tokens are sent to is for the use case to say: every other one is refused alike. */
export const PhoneNumber = new GraphQLScalarType<string, string>({
  name: 'PhoneNumber',
  description: 'A phone number in E.164: `+14165550123`. Spaces, dashes and brackets between digits are passed over.',
  serialize: phoneNumberText,
  parseValue: phoneNumberText,
});

/** Whether a position is one of ours only the use case can tell: it knows the store. */
export const Position = new GraphQLScalarType<string, string>({
  name: 'Position',
  description:
    'A consistency token: a place in the history. Every success of a mutation carries one. A query that is given it as ' +
    '`after` answers from state at or past that place, never from an older one. It is opaque: do not parse or compare it.',
  serialize: positionText,
  parseValue: positionText,
});
