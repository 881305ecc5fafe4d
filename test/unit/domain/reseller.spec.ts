import { describe, expect, it } from 'vitest';
import { day } from '../../../src/domain/instant.js';
import { decideReseller } from '../../../src/domain/reseller/decide.js';
import type { PolicySet, ResellerEvent } from '../../../src/domain/reseller/events.js';
import {
  defaultPolicy,
  evolveReseller,
  initialResellerState,
  isTwoFactorRequired,
} from '../../../src/domain/reseller/state.js';
import { specificationOf } from '../../support/decider-specification.js';
import { around, inTime, now } from '../../support/two-factor-history.js';

const { given } = specificationOf(
  { initialState: initialResellerState, evolve: evolveReseller, decide: decideReseller },
  now,
);

const opened: ResellerEvent = { type: 'ResellerOpened', data: { name: 'Example Domains' } };
const strict: PolicySet = {
  type: 'PolicySet',
  data: {
    requiredFrom: now,
    allowedMethods: ['AUTHENTICATOR_APP'],
    recoveryCodeEffect: 'TURNS_TWO_FACTOR_OFF',
  },
};

describe('openReseller', () => {
  it('A1: opens an account once', () => {
    given().when({ type: 'openReseller', name: 'Example Domains' }).then([opened]);
    given([opened]).when({ type: 'openReseller', name: 'Other Domains' }).thenRejected({ reason: 'RESELLER_EXISTS' });
  });
});

describe('setPolicy', () => {
  it('F3: sets what the reseller requires and allows', () => {
    given([opened]).when({ type: 'setPolicy', policy: strict.data }).then([strict]);
  });

  it('F3: of nobody', () => {
    given().when({ type: 'setPolicy', policy: strict.data }).thenRejected({ reason: 'RESELLER_ABSENT' });
  });
});

describe('a reseller', () => {
  it('F3: requires nothing and allows both methods at first; E8: a recovery code leaves two-factor on', () => {
    given().thenState({ status: 'ABSENT' });
    given([opened]).thenState({ status: 'OPEN', name: 'Example Domains', policy: defaultPolicy });
    expect(defaultPolicy).toEqual({
      requiredFrom: null,
      allowedMethods: ['AUTHENTICATOR_APP', 'SMS'],
      recoveryCodeEffect: 'KEEPS_TWO_FACTOR',
    });
  });

  it('F3: has the policy that was set last', () => {
    given([opened, strict]).thenState({ status: 'OPEN', name: 'Example Domains', policy: strict.data });
    given([opened, strict, { type: 'PolicySet', data: defaultPolicy }]).thenState({
      status: 'OPEN',
      name: 'Example Domains',
      policy: defaultPolicy,
    });
    given([strict]).thenState({ status: 'ABSENT' });
  });

  it('B11: requires two-factor from its date on, to the millisecond (attack 32)', () => {
    const [before, at, after] = around(day);
    const policy = { ...defaultPolicy, requiredFrom: inTime(day) };
    expect(isTwoFactorRequired(policy, inTime(before))).toBe(false);
    expect(isTwoFactorRequired(policy, inTime(at))).toBe(true);
    expect(isTwoFactorRequired(policy, inTime(after))).toBe(true);
    expect(isTwoFactorRequired(defaultPolicy, inTime(after))).toBe(false);
  });
});
