import { createRecoveryCodes } from '../crypto/recovery-codes.js';
import { matchTimeStep, measureClockDifference } from '../crypto/totp.js';
import { epochMilliseconds, type Instant } from '../domain/instant.js';
import { type EnrollmentToken, findEnrollment } from '../domain/two-factor/confirm-enrollment.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { PendingAppEnrollment, PendingEnrollment } from '../domain/two-factor/enrollment.js';
import type { TokenProof } from '../domain/two-factor/pass-challenge.js';
import { liveToken } from '../domain/two-factor/sms-tokens.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import { positionAfter } from './answer.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { describeTwoFactor } from './describe-account.js';
import { matchSms, openTotpSecret } from './match-token.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { MethodEnrolled, Rejected } from './results.js';

export interface ConfirmEnrollmentInput {
  readonly enrollmentId: string;
  /** Six digits. */
  readonly token: string;
}

export type ConfirmEnrollment = (
  input: ConfirmEnrollmentInput,
  context: RequestContext,
) => Promise<MethodEnrolled | Rejected>;

/** The method is enrolled, is the default, and comes with recovery codes: all in one write (E3). */
export function createConfirmEnrollment(core: Core): ConfirmEnrollment {
  return async ({ enrollmentId, token }, context) => {
    const { userId, session } = requireCaller(context);
    const { sessionId } = session;
    let recoveryCodes: readonly string[] = [];

    const handled = await core.twoFactor.handle(userId, context, async (state, at) => {
      const enrollment = findEnrollment(state, { at, sessionId, enrollmentId });
      const checked = await checkToken(core, { state, enrollment, at }, token);
      recoveryCodes = checked.plain;
      const { allowedMethods } = await policyFor(core, (await core.users.load(userId)).state, at);
      const facts = { at, sessionId, enrollmentId, allowedMethods, token: checked.token };
      return decideTwoFactor(state, { type: 'confirmEnrollment', ...facts }, core.limits);
    });
    if (handled.decision.verdict === 'rejected') return rejected(handled.decision.rejection);
    const twoFactor = describeTwoFactor(handled.state, handled.at);
    return { kind: 'MethodEnrolled', twoFactor, recoveryCodes, position: positionAfter(core, handled) };
  };
}

interface CheckedToken {
  readonly token: EnrollmentToken;
  /** The fresh recovery codes, if the token is right. */
  readonly plain: readonly string[];
}

const wrong: CheckedToken = { token: { is: 'WRONG' }, plain: [] };

interface Pending {
  readonly state: TwoFactorState;
  readonly enrollment: PendingEnrollment | undefined;
  readonly at: Instant;
}

async function checkToken(core: Core, { state, enrollment, at }: Pending, token: string): Promise<CheckedToken> {
  switch (enrollment?.method) {
    case 'AUTHENTICATOR_APP':
      return checkAppToken(core, enrollment, token, at);
    case 'SMS':
      return checkSmsToken(core, { state, enrollmentId: enrollment.enrollmentId, at }, token);
    case undefined:
      return wrong;
  }
}

/** The fresh recovery codes are made for the right token only: their hashes take their time. */
async function right(core: Core, proof: TokenProof): Promise<CheckedToken> {
  const { plain, stored } = await createRecoveryCodes(core.randomBytes);
  return { token: { is: 'RIGHT', proof, recoveryCodes: stored }, plain };
}

async function checkSmsToken(
  core: Core,
  { state, enrollmentId, at }: { readonly state: TwoFactorState; readonly enrollmentId: string; readonly at: Instant },
  token: string,
): Promise<CheckedToken> {
  const live = liveToken(state.smsTokens, { enrollmentId }, at);
  // Nothing is looked at that is refused in any case.
  const tokenId = live && matchSms(core, state, { enrollmentId }, token);
  if (tokenId === undefined) return wrong;
  return tokenId === live?.tokenId ? right(core, { tokenId }) : { token: { is: 'SUPERSEDED' }, plain: [] };
}

async function checkAppToken(
  core: Core,
  enrollment: PendingAppEnrollment,
  token: string,
  at: Instant,
): Promise<CheckedToken> {
  const secret = await openTotpSecret(core, enrollment.secret);
  if (secret === undefined) return wrong;
  const toMatch = { secret, token, at: epochMilliseconds(at) };
  const timeStep = matchTimeStep(toMatch);
  if (timeStep !== undefined) return right(core, { timeStep });
  const clockDifferenceSeconds = measureClockDifference(toMatch);
  return clockDifferenceSeconds === undefined ? wrong : { token: { is: 'SKEWED', clockDifferenceSeconds }, plain: [] };
}
