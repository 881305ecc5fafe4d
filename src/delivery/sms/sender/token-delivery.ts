import type { BulkheadPolicy } from 'cockatiel';
import type { RecordedFailure, TokenOrder, TokenOrders } from '../../../application/token-orders.js';
import { epochMilliseconds, type Instant } from '../../../domain/instant.js';
import type { DeliveryFailure, SmsProviderName } from '../../../domain/two-factor/sending.js';
import { StoreUnavailable } from '../../../event-store/port.js';
import { type Backoff, waitAfter } from '../../../retry/backoff.js';
import type { Reacted, Term } from '../../reactor-term.js';
import type { MessageText } from '../message-text.js';
import type { SmsGateway } from '../sms-gateway.js';

/** A token that was ordered, as its event says it. */
export interface OrderedToken {
  readonly tokenId: string;
  readonly expiresAt: Instant;
}

export interface TokenDeliveryDependencies {
  readonly orders: TokenOrders;
  readonly gateway: Pick<SmsGateway, 'send'>;
  readonly messageText: MessageText;
  /** How many orders may be looked up, sent or put down at once. Those that wait for another try take no place. */
  readonly places: Pick<BulkheadPolicy, 'execute'>;
  readonly clock: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Told when it stands in the history that a provider took a token. */
  readonly onSent: (sent: { readonly country: string; readonly provider: SmsProviderName }) => void;
  /** Told when it stands in the history that a token failed. `final`: nobody will try again. */
  readonly onFailed: (failed: { readonly country: string; readonly reason: DeliveryFailure; final: boolean }) => void;
  /** Told of bugs. That the store is unavailable is none: it is asked again. */
  readonly onFailure: (error: unknown) => void;
}

/** Sees one order through to its end: sent, refused, failed for good, or over. */
export type TokenDelivery = (token: OrderedToken, term: Term) => Promise<Reacted>;

type LiveOrder = Extract<TokenOrder, { status: 'LIVE' }>;

/** Something to do for an order. It may be done again, where it could not be finished. */
interface Step {
  /** `SEND`: only while this process may act. `RECORD`: what has happened already must stand in the history. */
  readonly kind: 'SEND' | 'RECORD';
  /** 1 for the first. */
  readonly tries: number;
  run(tries: number): Promise<Next>;
}
type Next = 'SETTLED' | { readonly step: Step; readonly wait: number };

/** A token that would reach its phone later than so many milliseconds before its end is not worth sending. */
const leastTimeLeft = 30_000;

const backoffs: Readonly<Record<Step['kind'], Backoff>> = {
  SEND: { first: 1_000, longest: 15_000 },
  RECORD: { first: 100, longest: 5_000 },
};

/**
 * Every try begins by looking the order up in its stream: one that is superseded, expired or sent by somebody else is
 * over, however it came here (attack 31). What a provider took is recorded again and again until the history has it,
 * and is not sent again meanwhile.
 */
export function createTokenDelivery(dependencies: TokenDeliveryDependencies): TokenDelivery {
  const { orders, gateway, messageText, places, clock, random, onSent, onFailed, onFailure } = dependencies;
  const timeLeft = ({ expiresAt }: OrderedToken) => epochMilliseconds(expiresAt) - clock();
  const waitFor = (kind: Step['kind'], tries: number) => waitAfter(tries, backoffs[kind], random());

  function sending(token: OrderedToken, tries: number): Step {
    return {
      kind: 'SEND',
      tries,
      async run(triesSoFar) {
        const order = await orders.open(token.tokenId);
        if (order.status === 'OVER') return 'SETTLED';
        if (timeLeft(token) < leastTimeLeft) return givingUp(token, order);
        const { to, token: digits, use } = order;
        const outcome = await gateway.send({ tokenId: token.tokenId, to, text: messageText(digits, use) });
        switch (outcome.kind) {
          case 'SENT':
            return recordingSent(token, order, outcome.provider);
          case 'REFUSED':
            return recordingFailure(token, order, { reason: outcome.reason, provider: outcome.provider, final: true });
          case 'FAILED':
            return failedForNow(token, order, triesSoFar);
        }
      },
    };
  }

  /** The person is told at once that it fails, and can take another method while it is tried again. */
  async function failedForNow(token: OrderedToken, order: LiveOrder, tries: number): Promise<Next> {
    const wait = waitFor('SEND', tries);
    if (timeLeft(token) - wait < leastTimeLeft) return givingUp(token, order);
    if (!order.failedBefore) {
      const failure = { reason: 'PROVIDER_UNAVAILABLE', final: false } as const;
      await orders.recordFailure(token.tokenId, failure);
      onFailed({ country: order.country, ...failure });
    }
    return { step: sending(token, tries + 1), wait };
  }

  function givingUp(token: OrderedToken, order: LiveOrder): Promise<Next> {
    return recordingFailure(token, order, { reason: 'PROVIDER_UNAVAILABLE', final: true });
  }

  function recordingSent(token: OrderedToken, { country }: LiveOrder, provider: SmsProviderName): Promise<Next> {
    return recording(token, async () => {
      await orders.recordSent(token.tokenId, provider);
      onSent({ country, provider });
    });
  }

  function recordingFailure(token: OrderedToken, { country }: LiveOrder, failure: RecordedFailure): Promise<Next> {
    return recording(token, async () => {
      await orders.recordFailure(token.tokenId, failure);
      onFailed({ country, reason: failure.reason, final: failure.final });
    });
  }

  /** Tried in the place that the order has; again later where it fails. */
  function recording(token: OrderedToken, record: () => Promise<void>): Promise<Next> {
    const run = async (): Promise<Next> => {
      await record();
      return 'SETTLED';
    };
    return tryStep(token, { kind: 'RECORD', tries: 1, run });
  }

  async function tryStep(token: OrderedToken, step: Step): Promise<Next> {
    try {
      return await step.run(step.tries);
    } catch (error) {
      const isBug = !(error instanceof StoreUnavailable);
      if (isBug) onFailure(error);
      // A bug must not keep an order for ever; an outage must not lose what is to be recorded.
      if (timeLeft(token) <= 0 && (isBug || step.kind === 'SEND')) return 'SETTLED';
      return { step: { ...step, tries: step.tries + 1 }, wait: waitFor(step.kind, step.tries) };
    }
  }

  return async (token, term) => {
    let step = sending(token, 1);
    for (;;) {
      const next = await places.execute(async () =>
        step.kind === 'RECORD' || term.mayAct() ? tryStep(token, step) : 'LEFT',
      );
      if (next === 'SETTLED' || next === 'LEFT') return next;
      ({ step } = next);
      const goesOn = await (step.kind === 'SEND' ? term.pause(next.wait) : term.pauseToRecord(next.wait));
      if (!goesOn) return 'LEFT';
    }
  };
}
