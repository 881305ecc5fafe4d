import { reportPaths } from '../../webhooks/report-paths.js';
import { formFields, type ReportSource } from '../../webhooks/report-source.js';
import { createMessageBirdSignatureCheck, type MessageBirdSignatureOptions } from './messagebird-signature.js';

/** MessageBird's status reports. It sends them as GET, with the report in the query, or as POST with a form. */
export function createMessageBirdReports(options: MessageBirdSignatureOptions): ReportSource {
  return {
    provider: 'messagebird',
    methods: ['GET', 'POST'],
    path: reportPaths.messagebird,
    signatureHeader: 'messagebird-signature-jwt',
    checkSignature: createMessageBirdSignatureCheck(options),
    read: ({ url, body }) => {
      const report = body.length > 0 ? formFields(body) : Object.fromEntries(new URL(url).searchParams);
      return { tokenId: report['reference'], status: report['status'] };
    },
    // `scheduled`, `buffered` and `sent` come before them.
    outcomes: new Map([
      ['delivered', 'DELIVERED'],
      ['expired', 'UNDELIVERED'],
      ['delivery_failed', 'UNDELIVERED'],
    ]),
  };
}
