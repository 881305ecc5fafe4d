import type { Instant } from '../instant.js';
import { lockAfter } from './attempts.js';
import type { Challenge } from './challenges.js';
import type { Credentials } from './credentials.js';
import { answersLeft } from './describe-challenge.js';
import type { TokenRejected } from './events.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import { beginSessionAfter, challengePassed, type TokenProof } from './pass-challenge.js';
import { refusalUnseen } from './refusal-unseen.js';
import { type SmsTokens, tokensFor } from './sms-tokens.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type TwoFactorDecision } from './two-factor-decision.js';

/** A person entered a token. */
export interface AnswerChallenge extends ChallengeFacts {
  readonly type: 'answerChallenge';
  /** Authenticator app: the time step, within the window, that the token belongs to; `undefined`: to none. */
  readonly matchedTimeStep: number | undefined;
  /** SMS: the token, of all that were sent for this challenge, that it is; `undefined`: none of them. */
  readonly matchedTokenId: string | undefined;
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
  const { at, newSessionId } = command;
  const checked = checkAnswer(state, challenge, command);
  if (checked.is === 'WRONG') {
    return rejectAnswer(state, { challenge, at, reason: checked.reason }, limits);
  }
  const passed = { challenge, factor: challenge.method, at, newSessionId, restrictedToEnrollment: false } as const;
  return accept(
    challengePassed(challenge, challenge.method, checked.proof),
    ...beginSessionAfter(passed, state.sessions, limits),
  );
}

type CheckedAnswer =
  /** `proof`: what the history keeps, so that this token is never right again. */
  | { readonly is: 'RIGHT'; readonly proof: TokenProof }
  | { readonly is: 'WRONG'; readonly reason: TokenRejected['data']['reason'] };

function checkAnswer(state: TwoFactorState, challenge: Challenge, answer: AnswerChallenge): CheckedAnswer {
  switch (challenge.method) {
    case 'AUTHENTICATOR_APP':
      return checkTimeStep(state.credentials, answer.matchedTimeStep);
    case 'SMS':
      return checkTokenId(state.smsTokens, challenge, answer.matchedTokenId);
  }
}

function checkTimeStep({ app }: Credentials, timeStep: number | undefined): CheckedAnswer {
  if (timeStep === undefined || app === undefined) return { is: 'WRONG', reason: 'TOKEN_WRONG' };
  // Someone who saw the token over a shoulder or relayed it comes second (C4; attacks 4 and 5).
  return timeStep > app.lastTimeStep
    ? { is: 'RIGHT', proof: { timeStep } }
    : { is: 'WRONG', reason: 'TOKEN_ALREADY_USED' };
}

/** The last token that was sent is good, and is alive: anything else was refused unseen. */
function checkTokenId(tokens: SmsTokens, { challengeId }: Challenge, tokenId: string | undefined): CheckedAnswer {
  const sent = tokensFor(tokens, { challengeId });
  const matched = sent.find((token) => token.tokenId === tokenId);
  // A token of another prompt is nothing here (D2).
  if (matched === undefined) return { is: 'WRONG', reason: 'TOKEN_WRONG' };
  return matched === sent.at(-1)
    ? { is: 'RIGHT', proof: { tokenId: matched.tokenId } }
    : { is: 'WRONG', reason: 'TOKEN_SUPERSEDED' };
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
