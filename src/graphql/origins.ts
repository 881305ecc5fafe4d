import { isIP } from 'node:net';

/** Says of which origins' pages requests are taken. */
export interface Origins {
  /** Whether the origin is on the list, so that its pages may send requests and read the answers (CORS). */
  isListed(origin: string): boolean;
  /** Whether it is this service's own, judged by where the request was sent. */
  isOwn(origin: string, sentTo: string): boolean;
}

export function createOrigins(allowed: readonly string[]): Origins {
  const listed = new Set(allowed);
  return {
    isListed: (origin) => listed.has(origin),
    isOwn: (origin, sentTo) => origin === sentTo && cannotBeRebound(origin),
  };
}

/**
 * A page's own origin is read off the `Host` header, and a foreign page can have its own name resolve to this machine
 * (DNS rebinding). An address and `localhost` resolve to nothing else; any other name has to be on the list.
 */
function cannotBeRebound(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}
