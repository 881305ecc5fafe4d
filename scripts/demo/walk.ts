import type { Client } from '../../src/client/client.js';
import { MeDocument, SignInDocument } from '../../src/client/generated/graphql.js';
import { changeDefault, enableApp, regenerateCodes, turnOff } from './account-settings.js';
import type { Narrator } from './narrator.js';
import { signInWithRecoveryCode, signInWithToken } from './sign-in.js';
import { expectResult, expectTrue, Surprise } from './surprise.js';

export interface Walk {
  readonly client: Client;
  readonly narrator: Narrator;
  readonly username: string;
  readonly password: string;
}

/**
 * Walks through the article, over the API alone.
 * @throws {Surprise} a step did not do what it should.
 */
export async function walkThroughTheArticle(walk: Walk): Promise<void> {
  const first = await openSettings(walk);
  const { phone, recoveryCodes, confirmingToken } = await enableApp(walk, first);
  const second = await signInWithToken(walk, first, { phone, usedToken: confirmingToken });
  const freshCodes = await regenerateCodes(walk, second, phone);
  const third = await signInWithRecoveryCode(walk, { voidCode: recoveryCodes[0], freshCode: freshCodes[0] });
  await changeDefault(walk, third);
  await turnOff(walk, third);
}

/** @returns the token of the session. */
async function openSettings({ client, narrator, username, password }: Walk): Promise<string> {
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
