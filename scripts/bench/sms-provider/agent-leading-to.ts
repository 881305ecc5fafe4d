import { Agent } from 'node:https';
import { certificate } from './certificate.js';

/**
 * An agent that leads to a port of this machine, with the name of the host that was asked for: the packages of the
 * providers know no other hosts than the real ones. It would keep connections.
 *
 * @param trusted whose certificate it believes: the one of the tests' and the benchmark's providers.
 */
export function agentLeadingTo(port: number, trusted: { readonly ca?: string } = { ca: certificate }): Agent {
  const agent = new Agent({ keepAlive: true, ...trusted });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => connect({ ...options, host: '127.0.0.1', port }, callback);
  return agent;
}
