import type { TestProject } from 'vitest/node';
import { openSharedRedis } from './shared-redis.js';

/** Vitest calls this once before all the suites, and what it returns once after them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await openSharedRedis(process.env['REDIS_URL']);
  project.provide('redisUrl', url);
  return stop;
}
