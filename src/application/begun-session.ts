import { epochMilliseconds } from '../domain/instant.js';
import type { PresentUser } from '../domain/user/state.js';
import { type HandledTwoFactor, positionAfter } from './answer.js';
import type { Core } from './core.js';
import { describeUser } from './describe-account.js';
import type { IssuedSession, SignedIn } from './results.js';

interface SessionOf {
  readonly userId: string;
  readonly user: PresentUser;
  readonly sessionId: string;
}

/** The session that was decided on, with its signed token. It is in the history before the token exists. */
export async function issueSession(core: Core, handled: HandledTwoFactor, of: SessionOf): Promise<IssuedSession> {
  const session = handled.state.sessions.find(({ sessionId }) => sessionId === of.sessionId);
  if (session === undefined) throw new Error('The session that was decided on is not in the decided state.');
  const { sessionId: id, expiresAt, amr, restrictedToEnrollment } = session;
  const signedInAt = epochMilliseconds(session.signedInAt);
  const token = await core.sessionTokens.issue({
    sessionId: id,
    userId: of.userId,
    resellerId: of.user.resellerId,
    interface: session.interface,
    amr,
    authenticatedAt: signedInAt,
    issuedAt: signedInAt,
    expiresAt: epochMilliseconds(expiresAt),
    restrictedToEnrollment,
  });
  return { id, token, expiresAt, interface: session.interface, amr, restrictedToEnrollment };
}

/** The answer to whoever has just signed in. */
export async function signedIn(core: Core, handled: HandledTwoFactor, of: SessionOf): Promise<SignedIn> {
  const { enrolled } = handled.state;
  return {
    kind: 'SignedIn',
    session: await issueSession(core, handled, of),
    user: await describeUser(core, of, handled.state, handled.at),
    recoveryCodesLeft: enrolled.status === 'ON' ? enrolled.recoveryCodesLeft : null,
    position: positionAfter(core, handled),
  };
}
