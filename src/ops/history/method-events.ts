import type { DataOf } from '../../domain/events.js';
import { printable } from '../printable.js';
import { type EventInWords, type EventOf, idEnding, sealed, someMethod, theMethod, timeInWords } from './words.js';

type MethodEvent = EventOf<
  | 'EnrollmentStarted'
  | 'EnrollmentTokenRejected'
  | 'EnrollmentClosed'
  | 'MethodEnrolled'
  | 'DefaultChanged'
  | 'MethodRemoved'
  | 'CodesRegenerated'
>;

const enrollment = (id: string): string => `enrollment ${idEnding(id)}`;

/** What happened to the methods of the account settings, and to the recovery codes that come with them. */
export function methodEventInWords(event: MethodEvent): EventInWords {
  switch (event.type) {
    case 'EnrollmentStarted':
      return enrollmentStarted(event.data);
    case 'EnrollmentTokenRejected':
      return enrollmentTokenRejected(event.data);
    case 'EnrollmentClosed': {
      const { enrollmentId, reason } = event.data;
      const why = reason === 'REPLACED' ? 'another one was begun' : 'too many wrong tokens';
      return { what: 'Enrollment closed', details: [enrollment(enrollmentId), why] };
    }
    case 'MethodEnrolled': {
      const { enrollmentId, method, timeStep, tokenId, maskedPhoneNumber } = event.data;
      const number = maskedPhoneNumber === undefined ? [] : [`number ${printable(maskedPhoneNumber)}`];
      const step = timeStep === undefined ? [] : [`time step ${timeStep} used up`];
      const token = tokenId === undefined ? [] : [`token ${idEnding(tokenId)}`];
      return {
        what: `Enrolled ${someMethod(method)}`,
        details: [enrollment(enrollmentId), ...number, ...step, ...token],
      };
    }
    case 'DefaultChanged': {
      const { method, reason } = event.data;
      return { what: `Default method is now ${theMethod(method)}`, details: [whyDefault[reason]] };
    }
    case 'MethodRemoved': {
      const { method, reason } = event.data;
      return { what: `Removed ${theMethod(method)}`, details: [whyRemoved[reason]] };
    }
    case 'CodesRegenerated': {
      const { reason, codes } = event.data;
      const why = reason === 'ENROLLMENT' ? 'with the enrollment' : 'asked for';
      return { what: 'New recovery codes issued', details: [`${codes.length} codes`, why, 'all older ones are void'] };
    }
  }
}

const whyDefault: Readonly<Record<DataOf<'DefaultChanged'>['reason'], string>> = {
  LAST_ENROLLED: 'enrolled last',
  CHOSEN: 'chosen',
  FALLBACK: 'the other one was removed',
};

const whyRemoved: Readonly<Record<DataOf<'MethodRemoved'>['reason'], string>> = {
  REQUESTED: 'asked for',
  RECOVERY_CODE_USED: 'a recovery code was used',
};

function enrollmentStarted(data: DataOf<'EnrollmentStarted'>): EventInWords {
  return {
    what: `Began to enroll ${someMethod(data.method)}`,
    details: [
      enrollment(data.enrollmentId),
      data.method === 'SMS' ? `number ${printable(data.maskedPhoneNumber)}` : `key ${sealed}`,
      `open until ${timeInWords(data.expiresAt)}`,
      `session ${idEnding(data.sessionId)}`,
    ],
  };
}

function enrollmentTokenRejected(data: DataOf<'EnrollmentTokenRejected'>): EventInWords {
  const { enrollmentId, reason, clockDifferenceSeconds: ahead } = data;
  const skew =
    ahead === undefined ? [] : [`the phone's clock is ${Math.abs(ahead)} s ${ahead < 0 ? 'behind' : 'ahead'}`];
  const superseded = reason === 'TOKEN_SUPERSEDED' ? ['a newer one was sent'] : [];
  return { what: 'Wrong token at the enrollment', details: [enrollment(enrollmentId), ...skew, ...superseded] };
}
