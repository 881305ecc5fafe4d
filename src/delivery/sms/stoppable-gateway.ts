import type { SmsGateway } from './sms-gateway.js';

/**
 * A gateway with a switch. While it is off every message fails for now, so that it is sent after all where sending is
 * resumed in the token's life; where nobody can say whether it is off, it counts as off.
 */
export function stoppableGateway(gateway: SmsGateway, isStopped: () => Promise<boolean>): SmsGateway {
  const mayNotSend = () => isStopped().catch(() => true);
  return {
    send: async (message) => ((await mayNotSend()) ? { kind: 'FAILED' } : gateway.send(message)),
    circuits: gateway.circuits,
  };
}
