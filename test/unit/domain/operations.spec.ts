import { describe, it } from 'vitest';
import { minute, second } from '../../../src/domain/instant.js';
import { decideOperations, type RecordStep } from '../../../src/domain/operations/decide.js';
import type { OperationsEvent } from '../../../src/domain/operations/events.js';
import type {
  DocumentParked,
  ParkedDocumentRetried,
  ProjectionChange,
} from '../../../src/domain/operations/projection-events.js';
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

const parked = (changes: Partial<DocumentParked['data']> = {}): DocumentParked => ({
  type: 'DocumentParked',
  data: {
    edition: 'team.v1.1',
    documentId: 'user-1',
    position: '00000000000000000007',
    eventType: 'UserAdded',
    error: 'TypeError',
    ...changes,
  },
});
const retried = (outcome: ParkedDocumentRetried['data']['outcome']): ParkedDocumentRetried => ({
  type: 'ParkedDocumentRetried',
  data: { edition: 'team.v1.1', documentId: 'user-1', outcome },
});

describe('recordParked', () => {
  const again = { type: 'recordParked', document: parked().data } as const;

  it('H3: puts down which document, in which edition, stands still before which event', () => {
    given().when(again).then([parked()]);
  });

  it('puts it down once, however often a projector comes upon the same event', () => {
    given([parked()]).when(again).then([]);
    given([parked(), retried('STILL_PARKED')])
      .when(again)
      .then([]);
  });

  it('puts it down again where another event, document or edition is concerned', () => {
    given([parked({ position: '00000000000000000006' })])
      .when(again)
      .then([parked()]);
    given([parked({ documentId: 'user-2' })])
      .when(again)
      .then([parked()]);
    given([parked({ edition: 'team.v1.2' })])
      .when(again)
      .then([parked()]);
  });

  it('puts it down again after the document was served again', () => {
    given([parked(), retried('APPLIED')])
      .when(again)
      .then([parked()]);
  });
});

describe('recordChange', () => {
  const changes: readonly ProjectionChange[] = [
    { type: 'ProjectionRebuildStarted', data: { edition: 'team.v1.2' } },
    { type: 'ProjectionRebuildAbandoned', data: { edition: 'team.v1.2', reason: 'slow' } },
    { type: 'ProjectionSwitched', data: { edition: 'team.v1.2', from: 'team.v1.1', reason: 'built' } },
    { type: 'ProjectionRolledBack', data: { edition: 'team.v1.1', from: 'team.v1.2', reason: 'wrong' } },
    { type: 'ProjectionPaused', data: { reason: 'a fix' } },
    { type: 'ProjectionResumed', data: { reason: 'fixed' } },
  ];

  it.each(changes)('puts down $type', (change) => {
    given().when({ type: 'recordChange', change, at: now }).then([change]);
  });

  it.each(changes)('puts $type down once where two ask for it in the same instant', (change) => {
    given([change])
      .when({ type: 'recordChange', change, at: inTime(9 * second) })
      .then([]);
    given([change])
      .when({ type: 'recordChange', change, at: inTime(10 * second) })
      .then([change]);
  });

  it('puts down what differs from the change before it, at once', () => {
    for (const [index, change] of changes.entries()) {
      const before = changes.at(index - 1)!;
      given([before]).when({ type: 'recordChange', change, at: now }).then([change]);
    }
    const other: ProjectionChange = { type: 'ProjectionRebuildStarted', data: { edition: 'team.v1.3' } };
    given([changes[0]!]).when({ type: 'recordChange', change: other, at: now }).then([other]);
  });

  it('leaves sending as it is', () => {
    given([stopped, ...changes]).thenState({ sending: { status: 'STOPPED', since: now, reason: 'pumping' } });
  });
});

describe('recordStep', () => {
  const steps: readonly RecordStep['step'][] = [
    { type: 'ProjectionVerified', data: { edition: 'team.v1.2', documents: 7, differences: 0 } },
    { type: 'ProjectionRepaired', data: { edition: 'team.v1.2', documents: 1, reason: 'found' } },
    retried('APPLIED'),
  ];

  it.each(steps)('puts $type down each time that it is done', (step) => {
    given([step]).when({ type: 'recordStep', step }).then([step]);
    given([stopped, step]).thenState({ parked: [], sending: { status: 'STOPPED', since: now, reason: 'pumping' } });
  });
});
