import type { Instant } from '../instant.js';
import { lockAfter } from './attempts.js';
import type { Challenge } from './challenges.js';
import { answersLeft } from './describe-challenge.js';
import type { TokenRejected } from './events.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import { beginSessionAfter, challengePassed } from './pass-challenge.js';
import { refusalUnseen } from './refusal-unseen.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type TwoFactorDecision } from './two-factor-decision.js';

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
  const { at, matchedTimeStep, newSessionId } = command;
  if (matchedTimeStep === undefined || app === undefined) {
    return rejectAnswer(state, { challenge, at, reason: 'TOKEN_WRONG' }, limits);
  }
  if (matchedTimeStep <= app.lastTimeStep) {
    // Someone who saw the token over a shoulder or relayed it comes second (C4; attacks 4 and 5).
    return rejectAnswer(state, { challenge, at, reason: 'TOKEN_ALREADY_USED' }, limits);
  }
  const passed = { challenge, factor: 'AUTHENTICATOR_APP', at, newSessionId, restrictedToEnrollment: false } as const;
  return accept(
    challengePassed(challenge, 'AUTHENTICATOR_APP', matchedTimeStep),
    ...beginSessionAfter(passed, state.sessions, limits),
  );
}

interface WrongAnswer {
  readonly challenge: Challenge;
  readonly at: Instant;
  readonly reason: TokenRejected['data']['reason'];
}

function rejectAnswer(
  state: TwoFactorState,
  { challenge, at, reason }: WrongAnswer,
  limits: Limits,
): TwoFactorDecision {
  const { challengeId, method } = challenge;
  const wrongInARow = state.attempts.wrongInARow + 1;
  const locked = lockAfter(wrongInARow, at, limits);
  const until = locked?.data.until ?? undefined;
  const attemptsLeft =
    locked === undefined ? answersLeft({ ...state.attempts, wrongInARow }, challenge.wrongAnswers + 1, limits) : 0;
  return reject(
    { reason, attemptsLeft, ...(until !== undefined && { retryAt: until }) },
    { type: 'TokenRejected', data: { challengeId, method, reason, wrongInARow } },
    ...(locked === undefined ? [] : [locked]),
  );
}
