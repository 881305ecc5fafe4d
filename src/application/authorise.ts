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
