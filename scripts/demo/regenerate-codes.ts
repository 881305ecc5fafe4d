import { RegenerateRecoveryCodesDocument } from '../../src/client/generated/graphql.js';
import { showRecoveryCodes } from './recovery-codes.js';
import { expectResult } from './surprise.js';
import type { Walk } from './walk.js';

/** @param session one that has just answered a second factor, and needs not be asked for it again (E2). */
export async function regenerateCodes(walk: Walk, session: string): Promise<readonly string[]> {
  const { client, narrator, password } = walk;
  narrator.heading('Regenerate recovery codes');
  narrator.does('the printed codes are lost: Account settings, Regenerate recovery codes, enter the password');
  const regenerated = await client.execute(RegenerateRecoveryCodesDocument, { password }, session);
  const { recoveryCodes } = expectResult(regenerated.regenerateRecoveryCodes, 'RecoveryCodes');
  narrator.succeeds('a fresh set; all older codes are void:');
  showRecoveryCodes(narrator, recoveryCodes);
  return recoveryCodes;
}
