import type { ApiAnswer, ArrivedMessage, ProviderApi, Verdict } from './provider-api.js';

/** Twilio's Message resource. */
export const twilioApi: ProviderApi = {
  read: ({ path, authorization, body }) => {
    const form = Object.fromEntries(new URLSearchParams(body));
    const reportsTo = new URL(form['StatusCallback'] ?? '');
    return {
      path,
      from: form['MessagingServiceSid'] ?? form['From'] ?? '',
      to: form['To'] ?? '',
      text: form['Body'] ?? '',
      reportsTo: `${reportsTo.origin}${reportsTo.pathname}`,
      reference: reportsTo.searchParams.get('token') ?? '',
      validity: Number(form['ValidityPeriod']),
      credentials: Buffer.from(authorization.replace('Basic ', ''), 'base64').toString(),
    };
  },
  answer: (verdict, message) => answers[verdict](message),
};

const answers: Readonly<Record<Verdict, (message: ArrivedMessage) => ApiAnswer>> = {
  TAKEN: ({ to, text, from, path }) => {
    const sid = `SM${'0123456789abcdef'.repeat(2)}`;
    const message = { sid, status: 'queued', direction: 'outbound-api', from, to, body: text, num_segments: '1' };
    return { status: 201, body: { ...message, error_code: null, error_message: null, uri: path } };
  },
  NUMBER_INVALID: ({ to }) => refusal(400, 21211, `The 'To' number ${to} is not a valid phone number.`),
  MESSAGE_INVALID: ({ text }) => refusal(400, 21617, `The message body exceeds the limit: ${text}`),
  SENDER_INVALID: ({ from }) => refusal(400, 21212, `The 'From' number ${from} is not a valid phone number.`),
  KEY_UNKNOWN: () => refusal(401, 20003, 'Authenticate'),
  FORBIDDEN: () => refusal(403, 20005, 'Account not active'),
  THROTTLED: () => refusal(429, 20429, 'Too Many Requests'),
  BROKEN: () => refusal(500, 20500, 'Internal Server Error'),
};

function refusal(status: number, code: number, message: string): ApiAnswer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}
