import type { Instant } from '../domain/instant.js';
import { type Attempts, lockedOut } from '../domain/two-factor/attempts.js';
import type { Enrolled } from '../domain/two-factor/enrolled.js';
import type { Limits } from '../domain/two-factor/limits.js';
import { liveSessions, type Sessions } from '../domain/two-factor/sessions.js';
import type { PresentUser } from '../domain/user/state.js';
import type { Core } from './core.js';
import { openUser } from './open-user.js';
import type { SessionInfo, TwoFactor, User } from './results.js';

/** A part of the decider's state, and the whole of the `two-factor` view. */
export interface Account {
  readonly enrolled: Enrolled;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
}

export function describeTwoFactor({ enrolled, attempts }: Omit<Account, 'sessions'>, at: Instant): TwoFactor {
  const lockedUntil = lockedOut(attempts, at)?.retryAt;
  const lock = lockedUntil === undefined ? {} : { lockedUntil };
  switch (enrolled.status) {
    case 'OFF':
      return { enabled: false, methods: [], recoveryCodesLeft: 0, ...lock };
    case 'ON': {
      const { methods, defaultMethod, defaultReason, recoveryCodesLeft, recoveryCodesIssuedAt } = enrolled;
      return {
        enabled: true,
        methods: methods.map((one) => ({ ...one, isDefault: one.method === defaultMethod })),
        defaultMethod,
        defaultReason,
        recoveryCodesLeft,
        recoveryCodesIssuedAt,
        ...lock,
      };
    }
  }
}

function describeSessions(sessions: Sessions, own: string, at: Instant, limits: Limits): readonly SessionInfo[] {
  return liveSessions(sessions, at, limits).map((session) => ({
    id: session.sessionId,
    interface: session.interface,
    amr: session.amr,
    signedInAt: session.signedInAt,
    lastSeenAt: session.lastSeenAt,
    current: session.sessionId === own,
  }));
}

/** Who is looking: the user and the session in use. */
export interface Onlooker {
  readonly userId: string;
  readonly user: PresentUser;
  readonly sessionId: string;
}

/** A user as that user sees it. */
export async function describeUser(core: Core, onlooker: Onlooker, account: Account, at: Instant): Promise<User> {
  const { userId, user, sessionId } = onlooker;
  const { username, displayName } = await openUser(core, user);
  return {
    id: userId,
    username,
    displayName,
    role: user.role,
    twoFactor: describeTwoFactor(account, at),
    sessions: describeSessions(account.sessions, sessionId, at, core.limits),
  };
}
