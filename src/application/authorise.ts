import type { StaffRole } from '../domain/user/events.js';
import type { Core } from './core.js';
import { Forbidden, NotSignedIn } from './errors.js';
import type { Caller, RequestContext } from './request-context.js';

/**
 * The caller of something that every session may do, the one that can only enroll a method included (B11).
 * @throws {NotSignedIn}
 */
export function requireCaller({ caller }: RequestContext): Caller {
  if (caller === undefined) throw new NotSignedIn();
  return caller;
}

/**
 * The caller of anything else. A session that can only enroll a method is refused whatever it asks for: each use case
 * says which of the two it needs, and there is no third way (attacks 12 and 20).
 * @throws {NotSignedIn} @throws {Forbidden}
 */
export function requireFullCaller(context: RequestContext): Caller {
  const caller = requireCaller(context);
  if (caller.session.restrictedToEnrollment) {
    throw new Forbidden('Your reseller requires two-factor: this session can only enroll a method.');
  }
  return caller;
}

/**
 * Lets pass who runs the service: a person at the command line of this machine, or a staff user with one of the roles,
 * as the history has it now.
 * @throws {NotSignedIn} @throws {Forbidden}
 */
export async function requireStaff(
  { users }: Pick<Core, 'users'>,
  context: RequestContext,
  roles: readonly StaffRole[],
): Promise<void> {
  if (context.actor.kind === 'operator') return;
  const { userId } = requireFullCaller(context);
  const user = (await users.load(userId)).state;
  const isAllowed = user.status === 'ACTIVE' && roles.some((role) => role === user.role);
  if (!isAllowed) throw new Forbidden(`This is for staff with the role ${roles.join(' or ')}.`);
}
