import type { DataOf } from '../../domain/events.js';
import { type EventInWords, type EventOf, idEnding, interfaceNames, timeInWords } from './words.js';

const session = (id: string): string => `session ${idEnding(id)}`;

/** What happened to a person's sessions. */
export function sessionEventInWords(
  event: EventOf<'SignedIn' | 'SessionSeen' | 'SignedOut' | 'SessionsEnded'>,
): EventInWords {
  switch (event.type) {
    case 'SignedIn':
      return signedIn(event.data);
    case 'SessionSeen':
      return { what: 'Session in use', details: [session(event.data.sessionId)] };
    case 'SignedOut':
      return { what: 'Signed out', details: [session(event.data.sessionId)] };
    case 'SessionsEnded': {
      const { sessionIds, reason } = event.data;
      return {
        what: sessionIds.length === 1 ? 'Session ended' : 'Sessions ended',
        details: [whyEnded[reason], ...(sessionIds.length === 0 ? ['none was open'] : sessionIds.map(session))],
      };
    }
  }
}

function signedIn(data: DataOf<'SignedIn'>): EventInWords {
  const { sessionId, amr, expiresAt, restrictedToEnrollment, challengeId } = data;
  return {
    what: `Signed in to ${interfaceNames[data.interface]}`,
    details: [
      session(sessionId),
      `by ${amr.join(', ')}`,
      challengeId === undefined ? 'without a second factor' : `challenge ${idEnding(challengeId)}`,
      ...(restrictedToEnrollment ? ['may only enroll a method'] : []),
      `until ${timeInWords(expiresAt)}`,
    ],
  };
}

const whyEnded: Readonly<Record<DataOf<'SessionsEnded'>['reason'], string>> = {
  REQUESTED: 'asked for',
  METHOD_ENROLLED: 'a method was enrolled',
  METHOD_REMOVED: 'a method was removed',
  PASSWORD_CHANGED: 'the password was changed',
  TOO_MANY: 'too many were open',
};
