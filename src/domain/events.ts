import type { OperationsEvent } from './operations/events.js';
import type { ResellerEvent } from './reseller/events.js';
import type { TwoFactorEvent } from './two-factor/events.js';
import type { UserEvent } from './user/events.js';
import type { UnknownUsernameTried, UsernameReserved } from './user/username-events.js';

/** Every event there is, and where it stands: the stream's category is the part of its name before the first `-`. */
export interface EventsByCategory {
  readonly twoFactor: TwoFactorEvent;
  readonly user: UserEvent;
  readonly username: UsernameReserved;
  readonly unknownUsername: UnknownUsernameTried;
  readonly reseller: ResellerEvent;
  readonly operations: OperationsEvent;
}

export type Category = keyof EventsByCategory;
export type DomainEvent = EventsByCategory[Category];
export type EventType = DomainEvent['type'];
export type DataOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>['data'];

/** A stream's name: one unit of consistency. It holds no personal data. */
export type StreamName<C extends Category = Category> = `${C}-${string}`;
