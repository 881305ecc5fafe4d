import type { Cluster, Redis } from 'ioredis';

/** One server, or a cluster: what is done with them is the same. */
export type RedisClient = Redis | Cluster;
