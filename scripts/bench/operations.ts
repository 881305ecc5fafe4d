import { AnswerChallengeDocument, SendTokenDocument, SignInDocument } from '../../src/client/generated/graphql.js';
import { timeStepAt, tokenOfTimeStep } from '../../src/crypto/totp.js';
import type { Request } from './load.js';
import type { SeededPerson } from './seed/people.js';

/** The ten fields that a sign-in page shows of a challenge with an app. */
const tenFields = `query LoginChallenge($id: ID!) {
  loginChallenge(id: $id) {
    id
    purpose
    state
    interface
    method
    methods { method isDefault }
    expiresAt
    attemptsLeft
    lockedUntil
    allowedActions
  }
}`;

export function askForChallenge(id: string): string {
  return JSON.stringify({ query: tenFields, variables: { id } });
}

/** The right token, computed now. */
export function answerRight(secret: string): (person: SeededPerson) => Request {
  const query = AnswerChallengeDocument.toString();
  // One computation for all whose token it is, as all have one secret.
  let known = { timeStep: 0, token: '' };
  return ({ challengeId }) => {
    const timeStep = timeStepAt(Date.now());
    if (timeStep !== known.timeStep) known = { timeStep, token: tokenOfTimeStep(secret, timeStep) };
    const body = JSON.stringify({ query, variables: { input: { challengeId, token: known.token } } });
    return { body, address: '192.0.2.17' };
  };
}

/** Has a token sent for an open challenge. */
export function sendToken({ challengeId }: SeededPerson): Request {
  const query = SendTokenDocument.toString();
  return { body: JSON.stringify({ query, variables: { challengeId } }), address: '192.0.2.17' };
}

/** Requests to sign in, each from a network of its own. */
export function signingIn(): (username: string, password: string) => Request {
  const query = SignInDocument.toString();
  let number = 0;
  return (username, password) => {
    number += 1;
    const input = { username, password, interface: 'CONTROL_PANEL' };
    const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
    return { body: JSON.stringify({ query, variables: { input } }), address };
  };
}
