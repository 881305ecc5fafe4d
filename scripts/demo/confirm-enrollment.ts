import { ConfirmEnrollmentDocument, type Method } from '../../src/client/generated/graphql.js';
import { showRecoveryCodes } from './recovery-codes.js';
import { expectEqual, expectRefusal, expectResult } from './surprise.js';
import type { Walk } from './walk.js';

/** An enrollment that waits for its token. */
export interface PendingEnrollment {
  readonly enrollmentId: string;
  readonly method: Method;
  readonly rightToken: string;
  readonly wrongToken: string;
}

/**
 * Enters a wrong token, then the right one. The method is the default then, as it was enrolled last (E3).
 *
 * @returns the recovery codes.
 */
export async function confirmEnrollment(
  { client, narrator }: Walk,
  session: string,
  { enrollmentId, method, rightToken, wrongToken }: PendingEnrollment,
): Promise<readonly string[]> {
  const confirm = async (token: string) => {
    narrator.does(`enter the token ${token}, Enable`);
    const input = { enrollmentId, token };
    return (await client.execute(ConfirmEnrollmentDocument, { input }, session)).confirmEnrollment;
  };
  const { message, attemptsLeft } = expectRefusal(await confirm(wrongToken), 'TOKEN_WRONG');
  narrator.refused(`mistyped, and refused: ${message} (${attemptsLeft ?? 'no'} tries left)`);

  const { twoFactor, recoveryCodes } = expectResult(await confirm(rightToken), 'MethodEnrolled');
  expectEqual('the default method', twoFactor.defaultMethod, method);
  expectEqual('the reason for it', twoFactor.defaultReason, 'LAST_ENROLLED');
  narrator.succeeds(`2FA is now active, and ${method} is the default method (LAST_ENROLLED)`);
  narrator.sees('Print the recovery codes and store them somewhere safe:');
  showRecoveryCodes(narrator, recoveryCodes);
  return recoveryCodes;
}
