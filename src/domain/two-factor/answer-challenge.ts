import { lockAfter, lockedOut } from './attempts.js';
import { amrWith, beginSession } from './begin-session.js';
import type { Challenge } from './challenges.js';
import { answersLeft } from './describe-challenge.js';
import type { ChallengePassed, TokenRejected } from './events.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { SecondFactor } from './method.js';
import type { Rejection } from './rejection.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type DecidedTwoFactorEvent, type TwoFactorDecision } from './two-factor-decision.js';

/** A person entered a token. */
export interface AnswerChallenge extends ChallengeFacts {
  readonly type: 'answerChallenge';
  /** Authenticator app: the time step, within the window, that the token belongs to; `undefined`: to none. */
  readonly matchedTimeStep: number | undefined;
  /** Id of the session that begins if the answer is right. */
  readonly newSessionId: string;
}

export function answerChallenge(state: TwoFactorState, command: AnswerChallenge, limits: Limits): TwoFactorDecision {
  const challenge = findChallenge(state, command, limits);
  if (challenge === undefined) {
    return reject({ reason: 'CHALLENGE_CLOSED' });
  }
  const refusal = refusalUnseen(state, challenge, command, limits);
  if (refusal !== undefined) {
    return reject(refusal);
  }
  const { app } = state.credentials;
  const { matchedTimeStep } = command;
  if (matchedTimeStep === undefined || app === undefined) {
    return rejectAnswer(state, challenge, command, limits)('TOKEN_WRONG');
  }
  if (matchedTimeStep <= app.lastTimeStep) {
    // Someone who saw the token over a shoulder or relayed it comes second (C4; attacks 4 and 5).
    return rejectAnswer(state, challenge, command, limits)('TOKEN_ALREADY_USED');
  }
  return accept(
    ...passChallenge(challenge, 'AUTHENTICATOR_APP', matchedTimeStep),
    ...beginSessionAfter(state, { challenge, factor: 'AUTHENTICATOR_APP', restrictedToEnrollment: false }, command, limits),
  );
}

/** The refusal that is due without looking at the answer: right and wrong get the same (B6; attack 8). */
export function refusalUnseen(
  state: TwoFactorState,
  challenge: Challenge,
  { at }: ChallengeFacts,
  limits: Limits,
): Rejection | undefined {
  const locked = lockedOut(state.attempts, at);
  if (locked !== undefined) {
    return locked;
  }
  if (challenge.wrongAnswers >= limits.answersPerChallenge) {
    return { reason: 'CHALLENGE_CLOSED' };
  }
  // No SMS token is alive that the answer could be.
  return challenge.method === 'SMS' ? { reason: 'TOKEN_EXPIRED' } : undefined;
}

function rejectAnswer(state: TwoFactorState, challenge: Challenge, { at }: AnswerChallenge, limits: Limits) {
  return (reason: TokenRejected['data']['reason']): TwoFactorDecision => {
    const { challengeId, method } = challenge;
    const wrongInARow = state.attempts.wrongInARow + 1;
    const locked = lockAfter(wrongInARow, at, limits);
    const until = locked?.data.until ?? undefined;
    const attemptsLeft =
      locked === undefined
        ? answersLeft({ ...state.attempts, wrongInARow }, challenge.wrongAnswers + 1, limits)
        : 0;
    return reject(
      { reason, attemptsLeft, ...(until !== undefined && { retryAt: until }) },
      { type: 'TokenRejected', data: { challengeId, method, reason, wrongInARow } },
      ...(locked === undefined ? [] : [locked]),
    );
  };
}

export function passChallenge(
  { challengeId, purpose, sessionId }: Challenge,
  factor: SecondFactor,
  timeStep?: number,
): readonly ChallengePassed[] {
  const step = timeStep === undefined ? {} : { timeStep };
  const steppedUp = sessionId === undefined ? {} : { sessionId };
  return [{ type: 'ChallengePassed', data: { challengeId, purpose, factor, ...step, ...steppedUp } }];
}

/** A passed SIGN_IN challenge begins a session; a STEP_UP challenge has one already. */
export function beginSessionAfter(
  state: TwoFactorState,
  passed: { readonly challenge: Challenge; readonly factor: SecondFactor; readonly restrictedToEnrollment: boolean },
  { at, newSessionId }: { readonly at: string; readonly newSessionId: string },
  limits: Limits,
): readonly DecidedTwoFactorEvent[] {
  const { challenge, factor, restrictedToEnrollment } = passed;
  switch (challenge.purpose) {
    case 'STEP_UP':
      return [];
    case 'SIGN_IN': {
      const session = {
        sessionId: newSessionId,
        interface: challenge.interface,
        amr: amrWith(factor),
        restrictedToEnrollment,
        challengeId: challenge.challengeId,
      };
      return beginSession(state.sessions, session, at, limits);
    }
  }
}
