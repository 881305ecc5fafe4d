import type { ProjectionEvent, RetryOutcome } from '../../domain/operations/projection-events.js';
import { printable } from '../printable.js';
import { type EventInWords, idEnding } from './words.js';

const outcomesInWords: Readonly<Record<RetryOutcome, string>> = {
  APPLIED: 'it is served again',
  STILL_PARKED: 'it is still parked',
};

const because = (reason: string): string => `reason: ${printable(reason)}`;
const documents = (count: number): string => (count === 1 ? '1 document' : `${count} documents`);

/** What was done to a projection's views. */
export function projectionEventInWords(event: ProjectionEvent): EventInWords {
  switch (event.type) {
    case 'ProjectionRebuildStarted': {
      const { edition, eventsPerSecond } = event.data;
      const rate = eventsPerSecond === undefined ? [] : [`at most ${eventsPerSecond} events a second`];
      return { what: 'Rebuild of views started', details: [edition, ...rate] };
    }
    case 'ProjectionRebuildAbandoned':
      return { what: 'Rebuild of views abandoned', details: [event.data.edition, because(event.data.reason)] };
    case 'ProjectionSwitched': {
      const { edition, from, reason } = event.data;
      return { what: 'Views switched to those that were built', details: [`${from} to ${edition}`, because(reason)] };
    }
    case 'ProjectionRolledBack': {
      const { edition, from, reason } = event.data;
      return { what: 'Views rolled back to those before', details: [`${from} to ${edition}`, because(reason)] };
    }
    case 'ProjectionPaused':
      return { what: 'Views paused', details: [because(event.data.reason)] };
    case 'ProjectionResumed':
      return { what: 'Views resumed', details: [because(event.data.reason)] };
    case 'ProjectionVerified': {
      const { edition, documents: count, differences } = event.data;
      const outcome = differences === 0 ? 'as the history has them' : `${differences} of them differ from the history`;
      return { what: 'Views verified', details: [edition, documents(count), outcome] };
    }
    case 'ProjectionRepaired': {
      const { edition, documents: count, reason } = event.data;
      return { what: 'Views repaired', details: [edition, `${documents(count)} written anew`, because(reason)] };
    }
    case 'DocumentParked': {
      const { edition, documentId, eventType, error } = event.data;
      return {
        what: 'An event cannot be applied: document parked',
        details: [edition, `document ${idEnding(documentId)}`, `${printable(error)} at ${printable(eventType)}`],
      };
    }
    case 'ParkedDocumentRetried': {
      const { edition, documentId, outcome } = event.data;
      return {
        what: 'Parked document tried again',
        details: [edition, `document ${idEnding(documentId)}`, outcomesInWords[outcome]],
      };
    }
  }
}
