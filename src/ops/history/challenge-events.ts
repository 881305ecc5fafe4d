import type { DataOf } from '../../domain/events.js';
import { printable } from '../printable.js';
import { type EventInWords, type EventOf, idEnding, secondFactorNames, theMethod, timeInWords } from './words.js';

type ChallengeEvent = EventOf<
  | 'ChallengeIssued'
  | 'ChallengeMethodChosen'
  | 'TokenRejected'
  | 'RecoveryCodeUsed'
  | 'RecoveryCodeRejected'
  | 'ChallengePassed'
  | 'ChallengeClosed'
  | 'SecondFactorLocked'
  | 'SecondFactorUnlocked'
>;

const whyRejected: Readonly<Record<DataOf<'TokenRejected'>['reason'], string>> = {
  TOKEN_WRONG: 'Wrong token',
  TOKEN_ALREADY_USED: 'Token refused: it was used before',
  TOKEN_SUPERSEDED: 'Token refused: a newer one was sent',
};

const challenge = (id: string): string => `challenge ${idEnding(id)}`;

/** What happened when a second factor was asked for. */
export function challengeEventInWords(event: ChallengeEvent): EventInWords {
  switch (event.type) {
    case 'ChallengeIssued': {
      const { challengeId, purpose, method, expiresAt } = event.data;
      return {
        what: `Second factor asked for ${purpose === 'SIGN_IN' ? 'to sign in' : 'to change the account settings'}`,
        details: [challenge(challengeId), secondFactorNames[method], `open until ${timeInWords(expiresAt)}`],
      };
    }
    case 'ChallengeMethodChosen': {
      const { challengeId, method } = event.data;
      return { what: `Chose ${theMethod(method)} for the prompt`, details: [challenge(challengeId)] };
    }
    case 'TokenRejected': {
      const { challengeId, method, reason, wrongInARow } = event.data;
      return {
        what: whyRejected[reason],
        details: [challenge(challengeId), secondFactorNames[method], `${wrongInARow} wrong in a row`],
      };
    }
    case 'RecoveryCodeUsed': {
      const { challengeId, codeId, codesLeft } = event.data;
      return {
        what: 'Recovery code used',
        details: [challenge(challengeId), `code ${idEnding(codeId)}`, `${codesLeft} left`],
      };
    }
    case 'RecoveryCodeRejected':
      return { what: 'Wrong recovery code', details: [challenge(event.data.challengeId)] };
    case 'ChallengePassed': {
      const { challengeId, factor, timeStep, tokenId } = event.data;
      const step = timeStep === undefined ? [] : [`time step ${timeStep} used up`];
      const token = tokenId === undefined ? [] : [`token ${idEnding(tokenId)}`];
      return {
        what: 'Second factor passed',
        details: [challenge(challengeId), secondFactorNames[factor], ...step, ...token],
      };
    }
    case 'ChallengeClosed': {
      const { challengeId, reason } = event.data;
      return { what: 'Prompt for the second factor closed', details: [challenge(challengeId), whyClosed[reason]] };
    }
    case 'SecondFactorLocked': {
      const { wrongInARow, until } = event.data;
      const end = until === null ? 'until somebody unlocks it' : `until ${timeInWords(until)}`;
      return { what: 'Second factor locked', details: [end, `${wrongInARow} wrong in a row`] };
    }
    case 'SecondFactorUnlocked':
      return { what: 'Second factor unlocked', details: [`reason: ${printable(event.data.reason)}`] };
  }
}

const whyClosed: Readonly<Record<DataOf<'ChallengeClosed'>['reason'], string>> = {
  TOO_MANY_OPEN: 'too many were open',
  PASSWORD_CHANGED: 'the password was changed',
  METHODS_CHANGED: 'the methods were changed',
  SESSION_ENDED: 'its session ended',
};
