import { type Method, RemoveMethodDocument, SignInDocument } from '../../src/client/generated/graphql.js';
import { expectEqual, expectResult, expectTrue } from './surprise.js';
import type { Walk } from './walk.js';

/** Removes the default method, then the one that is left (E6). */
export async function turnOff(walk: Walk, session: string): Promise<void> {
  const { client, narrator, username, password } = walk;
  narrator.heading('Turn two-factor off');
  narrator.does('remove the authenticator app, enter the password');
  const withoutApp = await remove(walk, session, 'AUTHENTICATOR_APP');
  expectEqual('the default method', withoutApp.defaultMethod, 'SMS');
  expectEqual('the reason for it', withoutApp.defaultReason, 'FALLBACK');
  narrator.succeeds(`it was the default: SMS is in its place (${withoutApp.defaultReason}), and two-factor stays on`);

  narrator.does('remove SMS, enter the password');
  const { enabled } = await remove(walk, session, 'SMS');
  expectTrue(!enabled, 'two-factor to be off', 'it on');
  narrator.succeeds('it was the last method: two-factor is off, and the recovery codes are void');

  narrator.does('sign in with username and password');
  const again = await client.execute(SignInDocument, { input: { username, password, interface: 'CONTROL_PANEL' } });
  expectResult(again.signIn, 'SignedIn');
  narrator.succeeds('signed in, by the password alone');
}

async function remove({ client, password }: Walk, session: string, method: Method) {
  const { removeMethod } = await client.execute(RemoveMethodDocument, { input: { method, password } }, session);
  return expectResult(removeMethod, 'TwoFactorChanged').twoFactor;
}
