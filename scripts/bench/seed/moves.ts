import type { Core } from '../../../src/application/core.js';
import type { SealedInEvent } from '../../../src/domain/sealed-value.js';
import type { RecoveryCodeSet } from '../../../src/domain/two-factor/credentials.js';
import type { OfferedMethod } from '../../../src/domain/two-factor/start-enrollment.js';
import type { Move } from './decide-moves.js';

/** What the moves of one person need besides the state. */
export interface Mover {
  readonly userId: string;
  /** A fresh TOTP secret, sealed for the event that carries it. */
  readonly sealSecret: () => SealedInEvent;
  readonly recoveryCodes: RecoveryCodeSet;
}

/** A number of Canada. */
type OfferedNumber = Extract<OfferedMethod, { readonly method: 'SMS' }>;

/** The password is the first one that the person was given. */
const credentialVersion = 1;

const allowedMethods = ['AUTHENTICATOR_APP', 'SMS'] as const;

/** What a person does, with facts that the deciders take as they are: nothing is hashed and no token is computed. */
export function createMoves({ ids }: Core, { userId, sealSecret, recoveryCodes }: Mover) {
  const enrollmentId = ids.enrollmentId();
  // Whoever has a number has it in one country; of the others it is not asked.
  const sending = () => ({ tokenId: ids.tokenId(userId), enrolledCountry: 'CA', offeredCountry: 'CA' });
  const signIn: Move = (_, at) => ({
    type: 'signIn',
    at,
    interface: 'CONTROL_PANEL',
    credentialVersion,
    challengeId: ids.challengeId(userId),
    sessionId: ids.sessionId(),
    twoFactorRequired: false,
    sending: sending(),
  });
  const startEnrollment =
    (offer: () => OfferedMethod): Move =>
    ({ sessions }, at) => ({
      type: 'startEnrollment',
      at,
      challengeId: ids.challengeId(userId),
      credentialVersion,
      sessionId: sessions.at(-1)?.sessionId ?? '',
      enrollmentId,
      allowedMethods,
      offered: offer(),
      sending: sending(),
    });
  const confirmEnrollment: Move = ({ sessions, enrollment, smsTokens }, at) => ({
    type: 'confirmEnrollment',
    at,
    sessionId: sessions.at(-1)?.sessionId ?? '',
    enrollmentId,
    allowedMethods,
    token: {
      is: 'RIGHT',
      // The app's first step of all: every token of today comes after it.
      proof: enrollment?.method === 'SMS' ? { tokenId: smsTokens.at(-1)?.tokenId ?? '' } : { timeStep: 1 },
      recoveryCodes,
    },
  });
  const startWithApp = startEnrollment(() => ({ method: 'AUTHENTICATOR_APP', secret: sealSecret() }));
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
    startEnrolling: [signIn, startWithApp],
    enroll: [signIn, startWithApp, confirmEnrollment],
    enrollNumber: (number: OfferedNumber) => [signIn, startEnrollment(() => number), confirmEnrollment],
    enrollmentId,
  };
}
