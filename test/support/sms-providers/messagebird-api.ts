import type { ApiAnswer, ArrivedMessage, ProviderApi, Verdict } from './provider-api.js';

/** MessageBird's SMS API. */
export const messageBirdApi: ProviderApi = {
  read: ({ path, authorization, body }) => {
    const message = JSON.parse(body) as MessageBirdMessage;
    return {
      path,
      from: message.originator,
      to: `+${message.recipients}`,
      text: message.body,
      reportsTo: message.reportUrl,
      reference: message.reference,
      validity: message.validity,
      credentials: authorization.replace('AccessKey ', ''),
    };
  },
  answer: (verdict, message) => answers[verdict](message),
};

interface MessageBirdMessage {
  readonly originator: string;
  readonly recipients: string;
  readonly body: string;
  readonly reportUrl: string;
  readonly reference: string;
  readonly validity: number;
}

const answers: Readonly<Record<Verdict, (message: ArrivedMessage) => ApiAnswer>> = {
  TAKEN: ({ to, text, from, reference, reportsTo, validity }) => {
    const recipient = Number(to.replace('+', ''));
    const items = [{ recipient, status: 'sent', statusDatetime: '2026-11-24T03:47:05+00:00' }];
    const id = 'e8077d803532c0b5937c639b60216938';
    const href = `https://rest.messagebird.com/messages/${id}`;
    const recipients = { totalCount: 1, totalSentCount: 1, totalDeliveredCount: 0, totalDeliveryFailedCount: 0, items };
    const message = { id, href, direction: 'mt', type: 'sms', originator: from, body: text, reference };
    return { status: 201, body: { ...message, reportUrl: reportsTo, validity, recipients } };
  },
  NUMBER_INVALID: ({ to }) => refusal(422, 9, `no (correct) recipients found: ${to}`, 'recipient'),
  MESSAGE_INVALID: ({ text }) => refusal(422, 10, `body is not valid: ${text}`, 'body'),
  SENDER_INVALID: ({ from }) => refusal(422, 9, `no (correct) originator found: ${from}`, 'originator'),
  KEY_UNKNOWN: () => refusal(401, 2, 'Request not allowed (incorrect access_key)', 'access_key'),
  FORBIDDEN: () => refusal(403, 25, 'Not enough balance', null),
  THROTTLED: () => refusal(429, 21, 'Too many requests', null),
  BROKEN: () => refusal(500, 99, 'Internal error', null),
};

function refusal(status: number, code: number, description: string, parameter: string | null): ApiAnswer {
  return { status, body: { errors: [{ code, description, parameter }] } };
}
