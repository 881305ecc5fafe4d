import type { Interface } from '../domain/two-factor/method.js';
import type { Session } from '../domain/two-factor/sessions.js';
import type { Actor } from '../event-store/port.js';

/** Where a request came from. Personal data: it is sealed in events and never logged. */
export interface Client {
  readonly address: string;
  readonly userAgent?: string;
}

/** Who is signed in. */
export interface Caller {
  readonly userId: string;
  readonly session: Session;
}

/** What every use case is told of the request that it serves. */
export interface RequestContext {
  /** On every event and log line that the request causes. */
  readonly correlationId: string;
  readonly actor: Actor;
  readonly client?: Client;
  readonly interface?: Interface;
  readonly caller?: Caller;
}

/** The context of somebody who has just proved to be this user. */
export function actingAs(context: RequestContext, userId: string, through?: Interface): RequestContext {
  return { ...context, actor: { kind: 'user', id: userId }, ...(through !== undefined && { interface: through }) };
}
