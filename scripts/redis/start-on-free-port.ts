import { randomInt } from 'node:crypto';
import { PortTaken, type RedisProcess } from './redis-process.js';

/**
 * Starts a redis-server on a port that is free, which it is when the server has it: asked before, another could take it
 * meanwhile.
 *
 * @param anyPort draws a port, and another one where that is taken.
 */
export async function startOnFreePort(
  start: (port: number) => Promise<RedisProcess>,
  anyPort: () => number = drawPort,
): Promise<{ readonly port: number; readonly running: RedisProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = anyPort();
    try {
      return { port, running: await start(port) };
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 20) {
        throw error;
      }
    }
  }
}

/**
 * Below the ports that a system gives to whoever asks for any, so that the port is still free when a server that was
 * killed starts again. The nodes of a cluster also talk to one another, 10,000 ports further up.
 */
const drawPort = (): number => randomInt(10_000, 20_000);
