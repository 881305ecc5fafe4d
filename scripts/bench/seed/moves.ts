import type { Core } from '../../../src/application/core.js';
import type { SealedInEvent } from '../../../src/domain/sealed-value.js';
import type { RecoveryCodeSet } from '../../../src/domain/two-factor/credentials.js';
import type { Move } from './decide-moves.js';

/** What the moves of one person need besides the state. */
export interface Mover {
  readonly userId: string;
  /** A fresh TOTP secret, sealed for the event that carries it. */
  readonly sealSecret: () => SealedInEvent;
  readonly recoveryCodes: RecoveryCodeSet;
}

/** The password is the first one that the person was given. */
const credentialVersion = 1;

/** What a person does, with facts that the deciders take as they are: nothing is hashed and no token is computed. */
export function createMoves({ ids }: Core, { userId, sealSecret, recoveryCodes }: Mover) {
  const enrollmentId = ids.enrollmentId();
  // Nobody here has a number.
  const sending = { tokenId: ids.tokenId(userId) };
  const signIn: Move = (_, at) => ({
    type: 'signIn',
    at,
    interface: 'CONTROL_PANEL',
    credentialVersion,
    challengeId: ids.challengeId(userId),
    sessionId: ids.sessionId(),
    twoFactorRequired: false,
    sending,
  });
  const startEnrollment: Move = ({ sessions }, at) => ({
    type: 'startEnrollment',
    at,
    challengeId: ids.challengeId(userId),
    credentialVersion,
    sessionId: sessions.at(-1)?.sessionId ?? '',
    enrollmentId,
    allowedMethods: ['AUTHENTICATOR_APP'],
    offered: { method: 'AUTHENTICATOR_APP', secret: sealSecret() },
    sending,
  });
  const confirmEnrollment: Move = ({ sessions }, at) => ({
    type: 'confirmEnrollment',
    at,
    sessionId: sessions.at(-1)?.sessionId ?? '',
    enrollmentId,
    allowedMethods: ['AUTHENTICATOR_APP'],
    // The first step of all: every token of today comes after it.
    token: { is: 'RIGHT', proof: { timeStep: 1 }, recoveryCodes },
  });
  const answer =
    (right: boolean): Move =>
    ({ challenges, credentials }, at) => ({
      type: 'answerChallenge',
      at,
      challengeId: challenges.at(-1)?.challengeId ?? '',
      credentialVersion,
      matchedTimeStep: right ? (credentials.app?.lastTimeStep ?? 0) + 1 : undefined,
      matchedTokenId: undefined,
      newSessionId: ids.sessionId(),
    });
  const seeSession: Move = ({ sessions }, at) => ({
    type: 'seeSession',
    at,
    sessionId: sessions.at(-1)?.sessionId ?? '',
    credentialVersion,
  });

  return {
    /** The password: a session, or a challenge once there is an app. */
    signIn,
    seeSession,
    answerRight: answer(true),
    answerWrong: answer(false),
    /** Ends before the token that confirms it. */
    startEnrolling: [signIn, startEnrollment],
    enroll: [signIn, startEnrollment, confirmEnrollment],
    enrollmentId,
  };
}
