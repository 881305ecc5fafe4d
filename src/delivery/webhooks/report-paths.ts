/** Where each provider reports what became of its messages, under the public address. */
export const reportPaths = { messagebird: '/webhooks/messagebird', twilio: '/webhooks/twilio' } as const;
