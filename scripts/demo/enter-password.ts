import {
  type ChallengeFragment,
  type Interface,
  LoginChallengeDocument,
  SignInDocument,
  SignOutDocument,
} from '../../src/client/generated/graphql.js';
import { expectResult, Surprise } from './surprise.js';
import type { Walk } from './walk.js';

export async function signOut({ client, narrator }: Walk, session: string): Promise<void> {
  narrator.does('sign out');
  await client.execute(SignOutDocument, {}, session);
}

const interfaceNames: Readonly<Record<Interface, string>> = {
  CONTROL_PANEL: 'Reseller Control Panel',
  CLASSIC: 'Classic Reseller Interface',
};

/** @returns the challenge that a right password leads to, as the sign-in page asks for it. */
export async function enterPassword(
  { client, narrator, username, password }: Walk,
  place: Interface,
): Promise<ChallengeFragment> {
  narrator.does(`sign in to the ${interfaceNames[place]} with username and password`);
  const { signIn } = await client.execute(SignInDocument, { input: { username, password, interface: place } });
  const { challenge, position } = expectResult(signIn, 'ChallengeRequired');
  const { loginChallenge } = await client.execute(LoginChallengeDocument, { id: challenge.id, after: position });
  if (loginChallenge?.state !== 'OPEN') throw new Surprise('the challenge to be OPEN', loginChallenge?.state ?? 'none');
  narrator.sees(`prompted for a token (${methodInWords(loginChallenge)}), ${loginChallenge.attemptsLeft} tries left`);
  narrator.sees(`offered: ${loginChallenge.allowedActions.join(', ')}`);
  if (challenge.delivery !== null) narrator.sees(`a fresh token is sent at once: ${challenge.delivery.state}`);
  return loginChallenge;
}

function methodInWords({ method, methods }: ChallengeFragment): string {
  const number = methods.find((one) => one.method === method)?.maskedPhoneNumber ?? null;
  return number === null ? method : `${method} to ${number}`;
}
