import { reportPaths } from '../../webhooks/report-paths.js';
import { formFields, type ReportSource } from '../../webhooks/report-source.js';
import { tokenIdOf } from './twilio-callback-url.js';
import { createTwilioSignatureCheck, type TwilioSignatureOptions } from './twilio-signature.js';

/** Twilio's status callbacks. */
export function createTwilioReports(options: TwilioSignatureOptions): ReportSource {
  return {
    provider: 'twilio',
    methods: ['POST'],
    path: reportPaths.twilio,
    signatureHeader: 'x-twilio-signature',
    checkSignature: createTwilioSignatureCheck(options),
    read: ({ url, body }) => ({ tokenId: tokenIdOf(url), status: formFields(body)['MessageStatus'] }),
    // `accepted`, `queued`, `sending` and `sent` come before them.
    outcomes: new Map([
      ['delivered', 'DELIVERED'],
      ['undelivered', 'UNDELIVERED'],
      ['failed', 'UNDELIVERED'],
    ]),
  };
}
