import type { ResellerEvent } from '../../domain/reseller/events.js';
import { printable } from '../printable.js';
import { type EventInWords, secondFactorNames, timeInWords } from './words.js';

/** What happened to a reseller. */
export function resellerEventInWords(event: ResellerEvent): EventInWords {
  switch (event.type) {
    case 'ResellerOpened':
      return { what: 'Reseller opened', details: [`name ${printable(event.data.name)}`] };
    case 'PolicySet': {
      const { requiredFrom, allowedMethods, recoveryCodeEffect } = event.data;
      return {
        what: 'Policy set',
        details: [
          requiredFrom === null ? 'two-factor not required' : `two-factor required from ${timeInWords(requiredFrom)}`,
          `allowed: ${allowedMethods.map((method) => secondFactorNames[method]).join(', ')}`,
          `a recovery code ${recoveryCodeEffect === 'KEEPS_TWO_FACTOR' ? 'leaves two-factor on' : 'turns two-factor off'}`,
        ],
      };
    }
  }
}
