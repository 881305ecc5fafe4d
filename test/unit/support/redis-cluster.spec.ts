import { expect, it, onTestFinished } from 'vitest';
import { startRedisCluster } from '../../support/redis/redis-cluster.js';
import { redisCommand } from '../../support/redis/redis-command.js';

it('a Redis Cluster has three masters, and each key belongs to one of them', async () => {
  const { nodes, stop } = await startRedisCluster();
  onTestFinished(stop);
  /** The first word of the answer. */
  const write = async (url: string, key: string) => {
    const answer = await redisCommand(url, 'SET', key, 'value').catch((error: unknown) => (error as Error).message);
    return answer?.split(' ')[0];
  };

  const takers = new Set<string | undefined>();
  for (let key = 0; key < 20; key += 1) {
    const answers = await Promise.all(nodes.map((url) => write(url, String(key))));
    expect(answers.toSorted()).toEqual(['MOVED', 'MOVED', 'OK']);
    takers.add(nodes[answers.indexOf('OK')]);
  }
  expect(takers).toEqual(new Set(nodes));
});
