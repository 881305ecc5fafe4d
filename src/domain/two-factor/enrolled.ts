import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { TwoFactorEvent } from './events.js';
import type { DefaultReason, Method } from './method.js';

/** What a user has enrolled, without any secret: the same for the decider and for the views. */
export type Enrolled =
  | { readonly status: 'OFF' }
  | {
      readonly status: 'ON';
      /** Last enrolled last. */
      readonly methods: readonly EnrolledMethod[];
      readonly defaultMethod: Method;
      readonly defaultReason: DefaultReason;
      readonly recoveryCodesLeft: number;
      readonly recoveryCodesIssuedAt: Instant;
    };

export interface EnrolledMethod {
  readonly method: Method;
  readonly enrolledAt: Instant;
  readonly lastUsedAt?: Instant;
  readonly maskedPhoneNumber?: string;
}

export const nothingEnrolled: Enrolled = { status: 'OFF' };

export function evolveEnrolled(enrolled: Enrolled, event: Occurred<TwoFactorEvent>): Enrolled {
  if (event.type === 'MethodEnrolled') {
    const { method, maskedPhoneNumber } = event.data;
    const added = { method, enrolledAt: event.occurredAt, ...(maskedPhoneNumber && { maskedPhoneNumber }) };
    if (enrolled.status === 'ON') {
      return { ...enrolled, methods: [...others(enrolled.methods, method), added] };
    }
    return {
      status: 'ON',
      methods: [added],
      defaultMethod: method,
      defaultReason: 'LAST_ENROLLED',
      recoveryCodesLeft: 0,
      recoveryCodesIssuedAt: event.occurredAt,
    };
  }
  return enrolled.status === 'ON' ? evolveWhileOn(enrolled, event) : enrolled;
}

function evolveWhileOn(on: Extract<Enrolled, { status: 'ON' }>, event: Occurred<TwoFactorEvent>): Enrolled {
  if (event.type === 'DefaultChanged') {
    return { ...on, defaultMethod: event.data.method, defaultReason: event.data.reason };
  }
  if (event.type === 'CodesRegenerated') {
    return { ...on, recoveryCodesLeft: event.data.codes.length, recoveryCodesIssuedAt: event.occurredAt };
  }
  if (event.type === 'RecoveryCodeUsed') {
    return { ...on, recoveryCodesLeft: event.data.codesLeft };
  }
  if (event.type === 'MethodRemoved') {
    const methods = others(on.methods, event.data.method);
    return methods.length === 0 ? nothingEnrolled : { ...on, methods };
  }
  if (event.type === 'ChallengePassed') {
    const used = event.data.factor;
    const methods = on.methods.map((enrolled) =>
      enrolled.method === used ? { ...enrolled, lastUsedAt: event.occurredAt } : enrolled,
    );
    return { ...on, methods };
  }
  return on;
}

/** The methods that stay when one of them goes. */
export function others(methods: readonly EnrolledMethod[], method: Method): readonly EnrolledMethod[] {
  return methods.filter((enrolled) => enrolled.method !== method);
}

/** Last enrolled last; none where two-factor is off. */
export function enrolledMethods(enrolled: Enrolled): readonly EnrolledMethod[] {
  return enrolled.status === 'ON' ? enrolled.methods : [];
}

export function isEnrolled(enrolled: Enrolled, method: Method): boolean {
  return enrolledMethods(enrolled).some((one) => one.method === method);
}
