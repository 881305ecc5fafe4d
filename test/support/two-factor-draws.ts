import fc from 'fast-check';
import { epochMilliseconds, type Instant, second } from '../../src/domain/instant.js';
import { isOpen } from '../../src/domain/two-factor/challenges.js';
import type { EnrollmentToken } from '../../src/domain/two-factor/confirm-enrollment.js';
import type { TwoFactorCommand } from '../../src/domain/two-factor/decide.js';
import type { Limits } from '../../src/domain/two-factor/limits.js';
import type { Method } from '../../src/domain/two-factor/method.js';
import type { SendingFacts } from '../../src/domain/two-factor/order-token.js';
import type { DeliveryOutcome } from '../../src/domain/two-factor/record-delivery.js';
import { liveSessions } from '../../src/domain/two-factor/sessions.js';
import { type TokenPurpose, tokensFor } from '../../src/domain/two-factor/sms-tokens.js';
import type { TwoFactorState } from '../../src/domain/two-factor/state.js';
import { maskedPhoneNumber, recoveryCodes, sealed } from './two-factor-history.js';

/** What a command's facts are found in, beside the state. */
export interface World {
  readonly at: Instant;
  readonly limits: Limits;
  /** Version of the password now. */
  readonly credentialVersion: number;
  /** How many commands there were: makes ids that were never used before. */
  readonly steps: number;
  /** Every recovery code that was ever accepted. */
  readonly usedCodeIds: readonly string[];
}

/** Everything that may be drawn for a command, used or not. Most draws fit the state; some never do. */
export interface Draw {
  readonly interface: 'CONTROL_PANEL' | 'CLASSIC';
  readonly method: Method;
  readonly allowedMethods: readonly Method[];
  readonly twoFactorRequired: boolean;
  readonly effect: 'KEEPS_TWO_FACTOR' | 'TURNS_TWO_FACTOR_OFF';
  /** How far the matched time step is from the clock's, or from the last accepted one. */
  readonly drift: number;
  readonly stepFrom: 'CLOCK' | 'LAST_ACCEPTED';
  readonly challenge: Choice;
  readonly session: Choice;
  readonly endedSession: Choice;
  readonly code: Choice;
  readonly enrollment: Choice;
  readonly token: Choice;
  /** What is reported of a token. */
  readonly outcome: 'SENT' | 'DELIVERED' | 'UNDELIVERED' | 'NOT_TAKEN' | 'GIVEN_UP';
  /** What stands in the way of sending beyond the user's own history. */
  readonly obstacle: 'NONE' | 'SHARED_LIMIT' | 'NO_NUMBER';
  readonly passwordIsOld: boolean;
}

/** Which of several: mostly one that is there, the newest more often; sometimes one that is over, or never was. */
interface Choice {
  readonly from: 'NEWEST' | 'LIVE' | 'ANY' | 'UNKNOWN';
  readonly index: number;
}

const both: readonly Method[] = ['AUTHENTICATOR_APP', 'SMS'];
const often = <T>(usual: T, weight: number, rare: T) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) });
const choiceOf = (newest: number, live: number): fc.Arbitrary<Choice> =>
  fc.record({
    from: fc.oneof(
      { weight: newest, arbitrary: fc.constant('NEWEST' as const) },
      { weight: live, arbitrary: fc.constant('LIVE' as const) },
      { weight: 1, arbitrary: fc.constantFrom('ANY' as const, 'UNKNOWN' as const) },
    ),
    index: fc.nat(99),
  });
const choice = choiceOf(8, 4);
export const draws: fc.Arbitrary<Draw> = fc.record({
  interface: fc.constantFrom('CONTROL_PANEL', 'CLASSIC'),
  method: often<Method>('AUTHENTICATOR_APP', 2, 'SMS'),
  allowedMethods: often(both, 9, ['AUTHENTICATOR_APP']),
  twoFactorRequired: often(false, 3, true),
  effect: often<Draw['effect']>('KEEPS_TWO_FACTOR', 2, 'TURNS_TWO_FACTOR_OFF'),
  drift: fc.integer({ min: -1, max: 1 }),
  stepFrom: often<Draw['stepFrom']>('CLOCK', 3, 'LAST_ACCEPTED'),
  challenge: choice,
  session: choice,
  endedSession: choice,
  code: choice,
  enrollment: choice,
  token: choiceOf(2, 1),
  outcome: fc.constantFrom('SENT', 'DELIVERED', 'UNDELIVERED', 'NOT_TAKEN', 'GIVEN_UP'),
  obstacle: fc.oneof(
    { weight: 8, arbitrary: fc.constant('NONE' as const) },
    { weight: 1, arbitrary: fc.constantFrom('SHARED_LIMIT' as const, 'NO_NUMBER' as const) },
  ),
  passwordIsOld: often(false, 30, true),
});

function picked<T>({ from, index }: Choice, all: readonly T[], live: readonly T[]): T | undefined {
  switch (from) {
    case 'NEWEST':
      return live.at(-1);
    case 'LIVE':
      return live[index % live.length];
    case 'ANY':
      return all[index % all.length];
    case 'UNKNOWN':
      return undefined;
  }
}

/** Each way to make a command: right or wrong, where the command can be either. */
export type Kind =
  | TwoFactorCommand['type']
  | 'answerWrong'
  | 'answerOlder'
  | 'redeemWrong'
  | 'chooseOther'
  | 'confirmWrong'
  | 'confirmSkewed';

/** The command of one kind, made of what was drawn and of the state that it meets. */
export function commandOf(kind: Kind, draw: Draw, state: TwoFactorState, world: World): TwoFactorCommand {
  const { at, steps, limits } = world;
  const { method, allowedMethods, twoFactorRequired, effect } = draw;
  const credentialVersion = world.credentialVersion - (draw.passwordIsOld ? 1 : 0);
  const open = state.challenges.filter((one) => isOpen(one, at));
  const challenge = picked(draw.challenge, state.challenges, open);
  const live = liveSessions(state.sessions, at, limits);
  const sessionId = picked(draw.session, state.sessions, live)?.sessionId ?? 'unknown';
  const fresh = { challengeId: `challenge-${steps}`, sessionId };
  // Whoever answers a step-up is mostly the session that was asked.
  const asker = draw.session.from === 'ANY' ? sessionId : (challenge?.sessionId ?? sessionId);
  const answer = {
    at,
    credentialVersion,
    challengeId: challenge?.challengeId ?? 'unknown',
    newSessionId: `session-${steps}`,
    sessionId: asker,
  };
  const sending = sendingFacts(draw, steps);
  const setting = { at, credentialVersion, ...fresh, sending };
  const enrollmentId = draw.enrollment.from === 'UNKNOWN' ? 'unknown' : (state.enrollment?.enrollmentId ?? 'unknown');
  const confirm = (token: EnrollmentToken): TwoFactorCommand => {
    const owner = draw.enrollment.from === 'ANY' ? sessionId : (state.enrollment?.sessionId ?? sessionId);
    return { type: 'confirmEnrollment', at, sessionId: owner, enrollmentId, allowedMethods, token };
  };

  switch (kind) {
    case 'signIn':
      return { type: kind, ...setting, sessionId: `session-${steps}`, interface: draw.interface, twoFactorRequired };
    case 'answerChallenge':
      return challenge?.method === 'SMS'
        ? { type: kind, ...answer, matchedTimeStep: undefined, matchedTokenId: sentTo(challenge, draw, state) }
        : { type: kind, ...answer, matchedTimeStep: timeStep(draw, state, at), matchedTokenId: undefined };
    case 'answerWrong':
      return { type: 'answerChallenge', ...answer, matchedTimeStep: undefined, matchedTokenId: undefined };
    case 'answerOlder': {
      const older = tokensFor(state.smsTokens, { challengeId: answer.challengeId }).at(-2);
      return { type: 'answerChallenge', ...answer, matchedTimeStep: undefined, matchedTokenId: older?.tokenId };
    }
    case 'redeemRecoveryCode': {
      const codes = state.credentials.recoveryCodes?.codes ?? [];
      return {
        type: kind,
        ...answer,
        matchedCodeId: picked(draw.code, codes, codes)?.codeId,
        effect,
        twoFactorRequired,
      };
    }
    case 'redeemWrong':
      // None at all, or one that was used before.
      return {
        type: 'redeemRecoveryCode',
        ...answer,
        matchedCodeId: usedCodeId(draw, world),
        effect,
        twoFactorRequired,
      };
    case 'chooseMethod':
      return { type: kind, ...answer, method, allowedMethods, sending };
    case 'chooseOther': {
      const other = challenge?.method === 'SMS' ? 'AUTHENTICATOR_APP' : 'SMS';
      return { type: 'chooseMethod', ...answer, method: other, allowedMethods, sending };
    }
    case 'sendToken':
      return { type: kind, ...answer, allowedMethods, sending };
    case 'resendEnrollmentToken': {
      const owner = state.enrollment?.sessionId ?? sessionId;
      return { type: kind, at, sessionId: owner, enrollmentId, allowedMethods, sending };
    }
    case 'recordDelivery':
      return { type: kind, outcome: outcomeOf(draw, state) };
    case 'stepUp':
      return { type: kind, ...setting };
    case 'startEnrollment':
      return {
        type: kind,
        ...setting,
        enrollmentId: `enrollment-${steps}`,
        allowedMethods,
        offered: offered(method, steps),
      };
    case 'confirmEnrollment': {
      const proof =
        state.enrollment?.method === 'SMS'
          ? { tokenId: sentTo({ enrollmentId }, draw, state) ?? 'unknown' }
          : { timeStep: timeStep(draw, state, at) };
      return confirm({ is: 'RIGHT', proof, recoveryCodes: recoveryCodes(`set-${steps}`) });
    }
    case 'confirmWrong':
      return confirm({ is: 'WRONG' });
    case 'confirmSkewed':
      return confirm({ is: 'SKEWED', clockDifferenceSeconds: 95 });
    case 'changeDefaultMethod':
      return { type: kind, at, sessionId, method, allowedMethods };
    case 'removeMethod':
      return { type: kind, ...setting, method, twoFactorRequired };
    case 'regenerateRecoveryCodes':
      return { type: kind, ...setting, recoveryCodes: recoveryCodes(`set-${steps}`) };
    case 'unlockSecondFactor':
      return { type: kind, at, reason: 'called' };
    case 'changePassword':
      return { type: kind, at };
    case 'signOut':
      return { type: kind, at, sessionId };
    case 'seeSession':
      return { type: kind, at, sessionId, credentialVersion };
    case 'endSession': {
      const ended = picked(draw.endedSession, state.sessions, live)?.sessionId ?? 'unknown';
      return { type: kind, at, sessionId, endedSessionId: ended };
    }
  }
}

/** A time step as the matching finds it: near the clock; or, for a replay, near the last accepted one. */
function timeStep({ stepFrom, drift }: Draw, { credentials }: TwoFactorState, at: Instant): number {
  const now = Math.floor(epochMilliseconds(at) / (30 * second));
  return (stepFrom === 'CLOCK' ? now : (credentials.app?.lastTimeStep ?? now)) + drift;
}

function usedCodeId({ code: { index } }: Draw, { usedCodeIds }: World): string | undefined {
  return index % 2 === 0 ? undefined : usedCodeIds[index % usedCodeIds.length];
}

function offered(method: Method, steps: number) {
  const value = { eventId: `sealed-${steps}`, value: sealed(`secret-${steps}`) };
  switch (method) {
    case 'AUTHENTICATOR_APP':
      return { method, secret: value };
    case 'SMS':
      return { method, phoneNumber: value, maskedPhoneNumber };
  }
}

function sendingFacts({ obstacle }: Draw, steps: number): SendingFacts {
  const tokenId = `token-${steps}`;
  const countries = { enrolledCountry: 'US', offeredCountry: 'CA' };
  switch (obstacle) {
    case 'NONE':
      return { tokenId, ...countries };
    case 'SHARED_LIMIT':
      return { tokenId, ...countries, reachedLimit: { limit: 'PREFIX' } };
    case 'NO_NUMBER':
      return { tokenId };
  }
}

/** Mostly the newest token that was sent for a prompt; now and then an older one, or one of another prompt. */
function sentTo(prompt: TokenPurpose, { token }: Draw, { smsTokens }: TwoFactorState): string | undefined {
  const { challengeId, enrollmentId } = prompt;
  const sent = tokensFor(smsTokens, challengeId === undefined ? { enrollmentId } : { challengeId });
  return picked(token, smsTokens, sent)?.tokenId;
}

/** What may be said of a token, in any order. */
function outcomeOf({ token, outcome }: Draw, { smsTokens }: TwoFactorState): DeliveryOutcome {
  const tokenId = picked(token, smsTokens, smsTokens)?.tokenId ?? 'unknown';
  const provider = 'messagebird';
  switch (outcome) {
    case 'SENT':
      return { type: 'TokenSent', data: { tokenId, provider } };
    case 'DELIVERED':
      return { type: 'TokenDelivered', data: { tokenId, provider } };
    case 'UNDELIVERED':
      return { type: 'TokenDeliveryFailed', data: { tokenId, provider, reason: 'UNDELIVERED', final: true } };
    case 'NOT_TAKEN':
      return { type: 'TokenDeliveryFailed', data: { tokenId, reason: 'PROVIDER_UNAVAILABLE', final: false } };
    case 'GIVEN_UP':
      return { type: 'TokenDeliveryFailed', data: { tokenId, reason: 'PROVIDER_UNAVAILABLE', final: true } };
  }
}
