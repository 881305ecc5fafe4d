import type { DomainEvent, EventType } from '../../domain/events.js';
import type { Instant } from '../../domain/instant.js';
import type { Interface, Method, SecondFactor } from '../../domain/two-factor/method.js';

/** One event in the words of a person. Nothing secret is in it: no ciphertext, no hash, no salt. */
export interface EventInWords {
  readonly what: string;
  readonly details: readonly string[];
}

/** The events of some types. */
export type EventOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>;

/** In place of every sealed value. */
export const sealed = '(sealed)';

export const secondFactorNames: Readonly<Record<SecondFactor, string>> = {
  AUTHENTICATOR_APP: 'authenticator app',
  SMS: 'SMS',
  RECOVERY_CODE: 'recovery code',
};

export const interfaceNames: Readonly<Record<Interface, string>> = {
  CONTROL_PANEL: 'Control Panel',
  CLASSIC: 'Classic',
};

/** One that the person gets: "an authenticator app". */
export function someMethod(method: Method): string {
  return method === 'SMS' ? 'SMS' : `an ${secondFactorNames[method]}`;
}

/** The one that the person has: "the authenticator app". */
export function theMethod(method: Method): string {
  return method === 'SMS' ? 'SMS' : `the ${secondFactorNames[method]}`;
}

/** To the second: `2026-11-24 12:00:00`. */
export function timeInWords(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;
}

/** The end of an id, enough to find its other events by. A challenge's id begins like those of all of its user. */
export function idEnding(id: string): string {
  return id.length <= 8 ? id : `…${id.slice(-8)}`;
}
