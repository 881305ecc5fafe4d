import type { Metadata } from '@grpc/grpc-js';
import type { Caller } from './node.js';

/** A user name and its password. */
export interface User {
  readonly user: string;
  readonly password: string;
}

/** Tells who calls by basic authentication. Without a user (insecure mode) everybody may do everything. */
export function createAuthenticate(user: User | undefined): (metadata: Metadata) => Caller {
  if (user === undefined) return () => 'user';
  const right = `Basic ${Buffer.from(`${user.user}:${user.password}`).toString('base64')}`;
  return (metadata) => {
    const [given] = metadata.get('authorization');
    if (given === undefined) return 'anonymous';
    return given === right ? 'user' : 'rejected';
  };
}
