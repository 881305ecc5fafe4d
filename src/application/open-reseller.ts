import { decideReseller } from '../domain/reseller/decide.js';
import { appendUser } from './add-user.js';
import type { Core } from './core.js';
import { InvalidInput } from './errors.js';
import { checkNewUser, type NewUser } from './new-user.js';
import type { RequestContext } from './request-context.js';
import { reserveUsername } from './reserve-username.js';

export interface NewReseller {
  readonly name: string;
  readonly owner: NewUser;
}

export interface OpenedReseller {
  readonly resellerId: string;
  readonly ownerId: string;
}

/**
 * Opens a reseller with its first owner. The reseller takes the id that is reserved for the owner, so that an opening
 * that was cut short goes on where it stopped when it is asked for again, and no empty reseller stays behind.
 *
 * @throws {InvalidInput}
 */
export async function openReseller(
  core: Core,
  reseller: NewReseller,
  context: RequestContext,
): Promise<OpenedReseller> {
  const name = reseller.name.trim();
  if (name.length < 1 || name.length > 100) throw new InvalidInput('reseller', 'Give a name of 1 to 100 characters.');
  const user = checkNewUser(core, reseller.owner);
  const ownerId = await reserveUsername(core, user.usernameHash, context);
  const resellerId = ownerId;
  await core.resellers.handle(resellerId, context, (state) => decideReseller(state, { type: 'openReseller', name }));
  await appendUser(core, { userId: ownerId, user, place: { resellerId, role: 'OWNER' } }, context);
  return { resellerId, ownerId };
}
