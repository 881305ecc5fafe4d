import { describe, it } from 'vitest';
import type { Decided } from '../../../src/domain/decision.js';
import { type AddUser, decideUser } from '../../../src/domain/user/decide.js';
import type { UserEvent } from '../../../src/domain/user/events.js';
import { evolveUser, initialUserState, type PresentUser } from '../../../src/domain/user/state.js';
import { specificationOf } from '../../support/decider-specification.js';
import { now, sealed } from '../../support/two-factor-history.js';

const { given } = specificationOf({ initialState: initialUserState, evolve: evolveUser, decide: decideUser }, now);

const personal = { username: sealed('username'), email: sealed('email'), displayName: sealed('display name') };
const addUser: AddUser = {
  type: 'addUser',
  eventId: 'added',
  resellerId: 'reseller-1',
  role: 'OWNER',
  ...personal,
  passwordHash: { eventId: 'set-1', value: sealed('hash-1') },
};
const added: Decided<UserEvent> = {
  type: 'UserAdded',
  id: 'added',
  data: { resellerId: 'reseller-1', role: 'OWNER', ...personal },
};
const passwordSet = (version: number): Decided<UserEvent> => ({
  type: 'PasswordSet',
  id: `set-${version}`,
  data: { credentialVersion: version, passwordHash: sealed(`hash-${version}`) },
});
const deactivated: UserEvent = { type: 'UserDeactivated', data: {} };
const present: PresentUser = {
  status: 'ACTIVE',
  resellerId: 'reseller-1',
  role: 'OWNER',
  username: { eventId: 'added', value: personal.username },
  email: { eventId: 'added', value: personal.email },
  displayName: { eventId: 'added', value: personal.displayName },
  credential: undefined,
};
const setPassword = (version: number) =>
  ({ type: 'setPassword', passwordHash: { eventId: `set-${version}`, value: sealed(`hash-${version}`) } }) as const;

describe('addUser', () => {
  it('A1: adds a user with a first password, each bound to its event', () => {
    given()
      .when(addUser)
      .then([added, passwordSet(1)]);
  });

  it('A1: staff belong to no reseller', () => {
    given()
      .when({ ...addUser, resellerId: null, role: 'AUDITOR' })
      .then([
        { type: 'UserAdded', id: 'added', data: { resellerId: null, role: 'AUDITOR', ...personal } },
        passwordSet(1),
      ]);
  });

  it.each([[[added]], [[added, deactivated]]])('A1: a user is added once', (history) => {
    given(history).when(addUser).thenRejected({ reason: 'USER_EXISTS' });
  });
});

describe('setPassword', () => {
  it('B4: every password has a version, one more each time', () => {
    given([added])
      .when(setPassword(1))
      .then([passwordSet(1)]);
    given([added, passwordSet(1)])
      .when(setPassword(2))
      .then([passwordSet(2)]);
    given([added, passwordSet(1), passwordSet(2)])
      .when(setPassword(3))
      .then([passwordSet(3)]);
  });

  it('A2: of nobody', () => {
    given().when(setPassword(1)).thenRejected({ reason: 'USER_ABSENT' });
  });
});

describe('rejectPassword', () => {
  it.each(['SIGN_IN', 'ACCOUNT_SETTINGS'] as const)('A5: a wrong password is recorded, and where: %s', (where) => {
    given([added, passwordSet(1)])
      .when({ type: 'rejectPassword', where })
      .then([{ type: 'PasswordRejected', data: { at: where } }]);
  });
});

describe('who a user is', () => {
  it('A1: absent before, then active', () => {
    given().thenState({ status: 'ABSENT' });
    given([added]).thenState(present);
  });

  it('A2: the last password set is the one that counts, with the event that its hash is bound to', () => {
    given([added, passwordSet(1), passwordSet(2)]).thenState({
      ...present,
      credential: { version: 2, passwordHash: { eventId: 'set-2', value: sealed('hash-2') } },
    });
  });

  it('A5: a wrong password changes nothing: nobody is locked out by it', () => {
    given([added, { type: 'PasswordRejected', data: { at: 'SIGN_IN' } }]).thenState(present);
  });

  it('A4: a deactivated user stays so, also with a new password', () => {
    given([added, deactivated]).thenState({ ...present, status: 'DEACTIVATED' });
    given([added, passwordSet(1), deactivated, passwordSet(2)]).thenState({
      ...present,
      status: 'DEACTIVATED',
      credential: { version: 2, passwordHash: { eventId: 'set-2', value: sealed('hash-2') } },
    });
  });

  it('nothing that happens to nobody makes a user', () => {
    given([passwordSet(1), deactivated]).thenState({ status: 'ABSENT' });
  });
});
