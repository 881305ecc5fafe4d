import type { DomainEvent } from '../../domain/events.js';
import { challengeEventInWords } from './challenge-events.js';
import { methodEventInWords } from './method-events.js';
import { projectionEventInWords } from './projection-events.js';
import { resellerEventInWords } from './reseller-events.js';
import { sessionEventInWords } from './session-events.js';
import { smsEventInWords } from './sms-events.js';
import { userEventInWords } from './user-events.js';
import type { EventInWords } from './words.js';

/** What happened, for somebody who reads a person's history as a story. */
export function eventInWords(event: DomainEvent): EventInWords {
  switch (event.type) {
    case 'UserAdded':
    case 'PasswordSet':
    case 'PasswordRejected':
    case 'UserDeactivated':
    case 'UsernameReserved':
    case 'UnknownUsernameTried':
      return userEventInWords(event);
    case 'ResellerOpened':
    case 'PolicySet':
      return resellerEventInWords(event);
    case 'EnrollmentStarted':
    case 'EnrollmentTokenRejected':
    case 'EnrollmentClosed':
    case 'MethodEnrolled':
    case 'DefaultChanged':
    case 'MethodRemoved':
    case 'CodesRegenerated':
      return methodEventInWords(event);
    case 'ChallengeIssued':
    case 'ChallengeMethodChosen':
    case 'TokenRejected':
    case 'RecoveryCodeUsed':
    case 'RecoveryCodeRejected':
    case 'ChallengePassed':
    case 'ChallengeClosed':
    case 'SecondFactorLocked':
    case 'SecondFactorUnlocked':
      return challengeEventInWords(event);
    case 'SignedIn':
    case 'SessionSeen':
    case 'SignedOut':
    case 'SessionsEnded':
      return sessionEventInWords(event);
    case 'EnrollmentTokenIssued':
    case 'TokenIssued':
    case 'TokenWithheld':
    case 'TokenSent':
    case 'TokenDelivered':
    case 'TokenDeliveryFailed':
    case 'SendingStopped':
    case 'SendingResumed':
      return smsEventInWords(event);
    case 'ProjectionRebuildStarted':
    case 'ProjectionRebuildAbandoned':
    case 'ProjectionSwitched':
    case 'ProjectionRolledBack':
    case 'ProjectionPaused':
    case 'ProjectionResumed':
    case 'ProjectionVerified':
    case 'ProjectionRepaired':
    case 'DocumentParked':
    case 'ParkedDocumentRetried':
      return projectionEventInWords(event);
  }
}
