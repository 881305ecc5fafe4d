import type { FastifyInstance } from 'fastify';

/** Whether the service can do its work now, and what of it cannot. */
export interface Readiness {
  readonly ready: boolean;
  /** It can, and something is wrong: answers are slower, or something that nobody waits for does not happen. */
  readonly degraded: boolean;
  readonly checks: readonly ReadinessCheck[];
}

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  /** For ops. Nothing secret: the address is open to whoever reaches it. */
  readonly detail?: string;
}

const unknown: Readiness = { ready: false, degraded: true, checks: [{ name: 'readiness', ok: false }] };

/** `/health/live`: the process answers. `/health/ready`: it can be sent requests. */
export function addHealthRoutes(server: FastifyInstance, readiness: () => Promise<Readiness>): void {
  server.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ live: true }));

  server.get('/health/ready', async (_request, reply) => {
    const answer = await readiness().catch(() => unknown);
    return reply
      .code(answer.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
}
