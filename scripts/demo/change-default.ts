import { ChangeDefaultMethodDocument } from '../../src/client/generated/graphql.js';
import type { AuthenticatorApp } from './authenticator-app.js';
import { enterPassword, signOut } from './enter-password.js';
import { enterToken } from './enter-token.js';
import { expectEqual, expectResult, expectTrue } from './surprise.js';
import type { Walk } from './walk.js';

/** With both methods enrolled (E5). @returns the token of a new session. */
export async function changeDefault(walk: Walk, session: string, app: AuthenticatorApp): Promise<string> {
  const { client, narrator } = walk;
  narrator.heading('Change your default login method');
  narrator.does('choose the authenticator app to be prompted first');
  const changed = await client.execute(ChangeDefaultMethodDocument, { method: 'AUTHENTICATOR_APP' }, session);
  const { defaultMethod, defaultReason } = expectResult(changed.changeDefaultMethod, 'TwoFactorChanged').twoFactor;
  expectEqual('the default method', defaultMethod, 'AUTHENTICATOR_APP');
  expectEqual('the reason for it', defaultReason, 'CHOSEN');
  narrator.succeeds(`the default is the app instead of SMS (${defaultReason}); both stay enrolled`);

  await signOut(walk, session);
  const { id, method, delivery } = await enterPassword(walk, 'CLASSIC');
  expectEqual('the method', method, 'AUTHENTICATOR_APP');
  expectTrue(delivery === null, 'no message to be sent', 'one that is');
  narrator.sees('no message is sent');
  await narrator.waitUntil(app.nextTokenAt(), 'the app to show the next token');
  const answer = await enterToken(walk, { challengeId: id, token: app.readToken() });
  const { session: begun } = expectResult(answer, 'SignedIn');
  narrator.succeeds(`signed in, by ${begun.amr.join(', ')}`);
  return begun.token;
}
