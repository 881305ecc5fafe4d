import { MeDocument, SignInDocument } from '../../src/client/generated/graphql.js';
import { expectResult, expectTrue, Surprise } from './surprise.js';
import type { Walk } from './walk.js';

/** @returns the token of the session. */
export async function openSettings({ client, narrator, username, password }: Walk): Promise<string> {
  narrator.heading('Open the 2FA settings');
  narrator.does('sign in to the Reseller Control Panel with username and password');
  const input = { username, password, interface: 'CONTROL_PANEL' } as const;
  const { signIn } = await client.execute(SignInDocument, { input });
  if (signIn.__typename === 'Rejected' && signIn.reason === 'CREDENTIALS_WRONG') {
    throw new Surprise('the service to know the user', 'a refusal (does it run on another DATA_DIR than this demo?)');
  }
  const { session, position } = expectResult(signIn, 'SignedIn');
  narrator.succeeds('signed in, by the password alone');

  narrator.does('Account settings, then Edit next to 2-Factor authentication');
  const { me } = await client.execute(MeDocument, { after: position }, session.token);
  expectTrue(!me.twoFactor.enabled, 'two-factor to be off', 'it on');
  narrator.sees(`${me.displayName}, ${me.role}: two-factor is off, and no method is enrolled`);
  return session.token;
}
