import { describe, it } from 'vitest';
import { minute } from '../../../src/domain/instant.js';
import { decideOperations } from '../../../src/domain/operations/decide.js';
import type { OperationsEvent } from '../../../src/domain/operations/events.js';
import { evolveOperations, initialOperationsState } from '../../../src/domain/operations/state.js';
import { specificationOf } from '../../support/decider-specification.js';
import { inTime, now } from '../../support/two-factor-history.js';

const { given } = specificationOf(
  { initialState: initialOperationsState, evolve: evolveOperations, decide: decideOperations },
  now,
);

const stopped: OperationsEvent = { type: 'SendingStopped', data: { reason: 'pumping' } };
const resumed: OperationsEvent = { type: 'SendingResumed', data: { reason: 'over' } };

describe('stopSending', () => {
  it('D3: stops all sending, with the reason', () => {
    given().when({ type: 'stopSending', reason: 'pumping' }).then([stopped]);
    given([stopped, resumed]).when({ type: 'stopSending', reason: 'pumping' }).then([stopped]);
  });

  it('changes nothing where it is stopped: the first reason stands', () => {
    given([stopped]).when({ type: 'stopSending', reason: 'me too' }).then([]);
  });
});

describe('resumeSending', () => {
  it('D3: lets it go on, with the reason', () => {
    given([stopped]).when({ type: 'resumeSending', reason: 'over' }).then([resumed]);
  });

  it('changes nothing where it is not stopped', () => {
    given().when({ type: 'resumeSending', reason: 'over' }).then([]);
    given([stopped, resumed]).when({ type: 'resumeSending', reason: 'over' }).then([]);
  });
});

describe('sending', () => {
  it('is allowed at first, and stopped since the last time that it was', () => {
    given().thenState({ sending: { status: 'ALLOWED' } });
    given([stopped]).thenState({ sending: { status: 'STOPPED', since: now, reason: 'pumping' } });
    given([stopped, resumed]).thenState({ sending: { status: 'ALLOWED' } });
    given([stopped, resumed])
      .and([stopped], inTime(minute))
      .thenState({ sending: { status: 'STOPPED', since: inTime(minute), reason: 'pumping' } });
  });
});
