import type { SealedInEvent } from '../domain/sealed-value.js';
import type { EnrollmentTokenIssued, TokenIssued } from '../domain/two-factor/events.js';
import type { SendingFacts } from '../domain/two-factor/order-token.js';
import type { ReachedLimit } from '../domain/two-factor/sending-limits.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { DecidedTwoFactorEvent, TwoFactorDecision } from '../domain/two-factor/two-factor-decision.js';
import type { UserState } from '../domain/user/state.js';
import type { Core } from './core.js';
import type { PhoneNumber } from './phone-numbers.js';

/** Decides about what may send a token, for the length of one request. */
export interface SendingDecisions {
  /**
   * Decides, and if a token is ordered, asks the budgets that all share for room (D3): decides again where there is
   * none. Only a token that would be sent uses up a budget, and decided again after a conflict it uses it up once.
   *
   * @throws {StoreUnavailable}
   */
  decide(
    from: SendingBackground,
    decide: (sending: SendingFacts) => TwoFactorDecision | Promise<TwoFactorDecision>,
  ): Promise<TwoFactorDecision>;
}

/** What there is to know about sending before anything is decided. */
export interface SendingBackground {
  readonly state: TwoFactorState;
  readonly user: UserState;
  /** The number that is being enrolled, where the decision can be about it. */
  readonly offered?: PhoneNumber | undefined;
}

/** @param userId the user whose tokens they are. */
export function createSendingDecisions(core: Core, userId: string): SendingDecisions {
  const tokenId = core.ids.tokenId(userId);
  const answers = new Map<string, Promise<ReachedLimit | undefined>>();
  const admit = ({ e164, prefix, country }: PhoneNumber, user: UserState): Promise<ReachedLimit | undefined> => {
    const answer =
      answers.get(e164) ??
      core.sendingPolicy.admit({
        numberHash: core.phoneNumberHash(e164),
        prefixHash: core.phoneNumberHash(prefix),
        resellerId: user.status === 'ABSENT' ? null : user.resellerId,
        country,
      });
    answers.set(e164, answer);
    return answer;
  };

  return {
    async decide({ state, user, offered }, decide) {
      const enrolled = await openNumber(core, state.credentials.sms?.phoneNumber);
      const facts: SendingFacts = {
        tokenId,
        ...(enrolled !== undefined && { enrolledCountry: enrolled.country }),
        ...(offered !== undefined && { offeredCountry: offered.country }),
      };
      const decision = await decide(facts);
      const order = decision.events.find(isOrder);
      if (order === undefined) return decision;
      const to = order.type === 'TokenIssued' ? enrolled : offered;
      if (to === undefined) throw new Error('A token was ordered to no number.');
      const reachedLimit = await admit(to, user);
      return reachedLimit === undefined ? decision : decide({ ...facts, reachedLimit });
    },
  };
}

function isOrder(event: DecidedTwoFactorEvent): event is TokenIssued | EnrollmentTokenIssued {
  return event.type === 'TokenIssued' || event.type === 'EnrollmentTokenIssued';
}

/** A number that the history holds; `undefined`: there is none, it is erased, or its country is not served any more. */
export async function openNumber(
  { sealer, phoneNumbers }: Pick<Core, 'sealer' | 'phoneNumbers'>,
  sealed: SealedInEvent | undefined,
): Promise<PhoneNumber | undefined> {
  if (sealed === undefined) return undefined;
  const { eventId, value } = sealed;
  const opened = await sealer.open(value, { eventId, eventType: 'EnrollmentStarted', field: 'phoneNumber' });
  if (opened.status === 'erased') return undefined;
  const number = phoneNumbers.parse(opened.text);
  return number.status === 'SERVED' ? number : undefined;
}
