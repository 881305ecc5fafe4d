import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { second } from '../domain/instant.js';
import type { RejectionReason } from '../domain/two-factor/rejection.js';
import type { ObservedOperation } from '../graphql/operation-observer.js';

/** What is measured of the API. Names of operations are their clients' and are no labels. */
export interface GraphqlMetrics {
  /** An operation is over. */
  finished(operation: ObservedOperation): void;
  /** How many subscriptions are open now. */
  subscriptionsOpen(count: number): void;
}

/**
 * What came of an operation. `ANSWERED`: it was carried out. `REJECTED`: it was refused, as data. `INVALID`: it is not
 * what the schema takes. `DENIED`: whoever asked may not. `UNAVAILABLE`: a store could not be reached. `FAILED`: a bug.
 */
type OutcomeClass = 'ANSWERED' | 'REJECTED' | 'INVALID' | 'DENIED' | 'UNAVAILABLE' | 'FAILED';

/** Those of which one error is enough, the worst first. */
const classesOfErrors: readonly OutcomeClass[] = ['FAILED', 'UNAVAILABLE', 'DENIED', 'INVALID'];

/** Codes that are not among these are bugs. */
const classOfCode: ReadonlyMap<string, OutcomeClass> = new Map([
  ['UNAVAILABLE', 'UNAVAILABLE'],
  ['UNAUTHENTICATED', 'DENIED'],
  ['FORBIDDEN', 'DENIED'],
  ['BAD_USER_INPUT', 'INVALID'],
  ['GRAPHQL_PARSE_FAILED', 'INVALID'],
  ['GRAPHQL_VALIDATION_FAILED', 'INVALID'],
  ['OPERATION_RESOLUTION_FAILURE', 'INVALID'],
]);

/** Each is there from the start: a count that comes out of nothing is no increase to an alert. */
const rejectionsAtStart: Readonly<Record<RejectionReason, number>> = {
  CREDENTIALS_WRONG: 0,
  TOO_MANY_ATTEMPTS: 0,
  TOKEN_WRONG: 0,
  TOKEN_EXPIRED: 0,
  TOKEN_ALREADY_USED: 0,
  TOKEN_SUPERSEDED: 0,
  CLOCK_SKEW: 0,
  RECOVERY_CODE_WRONG: 0,
  CHALLENGE_CLOSED: 0,
  ENROLLMENT_CLOSED: 0,
  METHOD_NOT_ENROLLED: 0,
  METHOD_NOT_ALLOWED: 0,
  TWO_FACTOR_REQUIRED: 0,
  PHONE_NUMBER_REFUSED: 0,
  SENDING_LIMIT_REACHED: 0,
  PASSWORD_UNACCEPTABLE: 0,
  LINK_EXPIRED: 0,
};

/** Seconds. A query takes one to three thousandths; a password is checked for a few hundredths. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export function createGraphqlMetrics(registry: Registry): GraphqlMetrics {
  const { operations, rejections, subscriptions } = registerGraphqlMetrics([registry]);

  return {
    finished: ({ type, milliseconds, codes, outcome }) => {
      const isRejected = codes.length === 0 && Object.hasOwn(rejectionsAtStart, outcome);
      const outcomeClass = isRejected ? 'REJECTED' : classOf(codes);
      operations.observe({ type: type ?? 'none', outcome: outcomeClass }, milliseconds / second);
      if (isRejected) rejections.inc({ reason: outcome });
    },
    subscriptionsOpen: (count) => subscriptions.set(count),
  };
}

function classOf(codes: readonly string[]): OutcomeClass {
  const classes = new Set(codes.map((code) => classOfCode.get(code) ?? 'FAILED'));
  return classesOfErrors.find((one) => classes.has(one)) ?? 'ANSWERED';
}

function registerGraphqlMetrics(registers: Registry[]) {
  const metrics = {
    operations: new Histogram({
      name: 'sallyport_graphql_operation_seconds',
      help: 'Seconds that GraphQL operations took, by what came of them; for a subscription, until it ended.',
      labelNames: ['type', 'outcome'] as const,
      buckets,
      registers,
    }),
    rejections: new Counter({
      name: 'sallyport_graphql_rejections_total',
      help: 'Mutations that were refused, by the reason. TOO_MANY_ATTEMPTS counts what throttles and locks held back.',
      labelNames: ['reason'] as const,
      registers,
    }),
    subscriptions: new Gauge({
      name: 'sallyport_graphql_subscriptions_open',
      help: 'Subscriptions that this process answers now.',
      registers,
    }),
  };
  for (const type of ['query', 'mutation']) {
    for (const outcome of ['UNAVAILABLE', 'FAILED']) metrics.operations.zero({ type, outcome });
  }
  for (const [reason, count] of Object.entries(rejectionsAtStart)) metrics.rejections.inc({ reason }, count);
  return metrics;
}
