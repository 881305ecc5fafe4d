import { issueSession } from '../../../src/application/begun-session.js';
import type { Core } from '../../../src/application/core.js';
import type { RequestContext } from '../../../src/application/request-context.js';
import { subjectKeyOf } from '../../../src/application/stream-kinds.js';
import { createRecoveryCodes } from '../../../src/crypto/recovery-codes.js';
import { createTotpSecret } from '../../../src/crypto/totp.js';
import { decideUser } from '../../../src/domain/user/decide.js';
import type { PresentUser } from '../../../src/domain/user/state.js';
import { decideMoves, type Move } from './decide-moves.js';
import { createMoves } from './moves.js';
import { phoneNumberOf } from './phone-numbers.js';

export interface SeededPerson {
  readonly userId: string;
  readonly username: string;
  /** A challenge that is open. */
  readonly challengeId: string;
}

/** Somebody who has scanned the QR code and not entered the token yet. */
export interface EnrollingPerson {
  readonly userId: string;
  readonly username: string;
  readonly session: string;
  readonly enrollmentId: string;
}

/**
 * Fills a history with people, through the application and the deciders. Nobody could tell theirs from a history of real
 * sign-ins, but for this: all have one password and one TOTP secret, so that nothing has to be hashed for each.
 */
export interface People {
  readonly password: string;
  /** Base32. */
  readonly secret: string;
  /** Events of a user who was just added. */
  readonly eventsOfNew: number;
  /** Adds a user with the password. @returns the user's id. */
  add(username: string): Promise<string>;
  /** Adds a user with an authenticator app and an open challenge. */
  addChallenged(username: string): Promise<SeededPerson>;
  /**
   * Adds a user who gets tokens by SMS, with an open challenge for which one was ordered.
   * @param person whose phone number it is: no two persons have one number.
   */
  addWithNumber(username: string, person: number): Promise<SeededPerson>;
  addEnrolling(username: string): Promise<EnrollingPerson>;
  /** The moves that this user can make. */
  movesOf(userId: string): ReturnType<typeof createMoves>;
  /** Has a user make moves; their events are written together. */
  make(userId: string, moves: readonly Move[]): ReturnType<Core['twoFactor']['handle']>;
}

const resellerOfAll = 'seeded-reseller';

export async function createPeople(core: Core): Promise<People> {
  const password = 'a lantern over the river';
  const secret = createTotpSecret(core.randomBytes);
  const passwordHash = await core.passwords.hash(password);
  const recoveryCodes = (await createRecoveryCodes(core.randomBytes)).stored;
  const sealTotp = await core.sealer.under('totp:seeded');

  const add = async (username: string): Promise<string> => {
    const userId = core.ids.userId();
    const context = contextOf(core, userId);
    await core.usernames.handle(core.usernameHash(username), context, () => ({
      verdict: 'accepted',
      events: [{ type: 'UsernameReserved', data: { userId } }],
    }));
    const seal = await core.sealer.under(subjectKeyOf(userId));
    const added = { eventId: core.ids.eventId(), eventType: 'UserAdded' };
    const set = { eventId: core.ids.eventId(), eventType: 'PasswordSet', field: 'passwordHash' };
    await core.users.handle(userId, context, (state) =>
      decideUser(state, {
        type: 'addUser',
        resellerId: resellerOfAll,
        role: 'MEMBER',
        eventId: added.eventId,
        username: seal(username, { ...added, field: 'username' }),
        email: seal(`${username}@example.com`, { ...added, field: 'email' }),
        displayName: seal(username, { ...added, field: 'displayName' }),
        passwordHash: { eventId: set.eventId, value: seal(passwordHash, set) },
      }),
    );
    return userId;
  };
  const movesOf = (userId: string) => {
    const sealSecret = () => {
      const eventId = core.ids.eventId();
      return { eventId, value: sealTotp(secret, { eventId, eventType: 'EnrollmentStarted', field: 'secret' }) };
    };
    return createMoves(core, { userId, sealSecret, recoveryCodes });
  };
  const make = (userId: string, moves: readonly Move[]) =>
    core.twoFactor.handle(userId, contextOf(core, userId), decideMoves(moves, core.limits));

  const addSignedIn = async (username: string, enrolling: (userId: string) => Promise<readonly Move[]>) => {
    const userId = await add(username);
    const { state } = await make(userId, [...(await enrolling(userId)), movesOf(userId).signIn]);
    return { userId, username, challengeId: state.challenges.at(-1)?.challengeId ?? '' };
  };

  return {
    password,
    secret,
    // UsernameReserved, UserAdded, PasswordSet.
    eventsOfNew: 3,
    add,
    movesOf,
    make,
    addChallenged: (username) => addSignedIn(username, async (userId) => movesOf(userId).enroll),
    addWithNumber: (username, person) =>
      addSignedIn(username, async (userId) =>
        movesOf(userId).enrollNumber(await sealNumber(core, userId, phoneNumberOf(person))),
      ),
    async addEnrolling(username) {
      const userId = await add(username);
      const { startEnrolling, enrollmentId } = movesOf(userId);
      const handled = await make(userId, startEnrolling);
      const user = (await core.users.load(userId)).state as PresentUser;
      const sessionId = handled.state.sessions.at(-1)?.sessionId ?? '';
      const { token: session } = await issueSession(core, handled, { userId, user, sessionId });
      return { userId, username, session, enrollmentId };
    },
  };
}

/** A number to be enrolled, sealed as the application does it. */
async function sealNumber(core: Core, userId: string, phoneNumber: string) {
  const number = core.phoneNumbers.parse(phoneNumber);
  if (number.status === 'REFUSED') throw new Error(`${phoneNumber} is no number that is sent to.`);
  const seal = await core.sealer.under(subjectKeyOf(userId));
  const eventId = core.ids.eventId();
  const value = seal(number.e164, { eventId, eventType: 'EnrollmentStarted', field: 'phoneNumber' });
  return { method: 'SMS', phoneNumber: { eventId, value }, maskedPhoneNumber: number.masked } as const;
}

/** As a request of the person's own browser would have it. */
function contextOf({ ids }: Core, userId: string): RequestContext {
  return {
    correlationId: ids.eventId(),
    actor: { kind: 'user', id: userId },
    interface: 'CONTROL_PANEL',
    client: {
      address: '192.0.2.17',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    },
  };
}
