import type { Config } from '../../src/config.js';
import { outboxPath } from './mobile-phone.js';

/** What stands in the way before the first step. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/**
 * Looks whether a service is there that the whole article can be walked through with.
 * @throws {NotReady} and says what to do.
 */
export async function checkReady(url: string, { environment }: Pick<Config, 'environment'>): Promise<void> {
  if (environment === 'production')
    throw new NotReady('The demo leaves a reseller behind: it does not run in production.');
  const status = await statusOf(`${url}/health/live`);
  if (status === undefined)
    throw new NotReady(`Nothing answers at ${url}. Start it first, in another terminal, with: npm start`);
  if (status !== 200)
    throw new NotReady(`What answers at ${url} is not a Sallyport that is ready (HTTP status ${status}).`);
  await checkOutbox(url);
}

/** The demo has no phone: it reads the messages where a service in development keeps them. */
async function checkOutbox(url: string): Promise<void> {
  const status = await statusOf(`${url}${outboxPath}`);
  if (status === 200) return;
  const answer = status === undefined ? '' : ` (HTTP status ${status})`;
  throw new NotReady(
    `The Sallyport at ${url} shows no outbox${answer}, which the demo reads its text messages from. Start it in ` +
      'development without SMS_PROVIDERS, or with SMS_PROVIDERS=outbox, and reach it at localhost or its PUBLIC_URL.',
  );
}

/** `undefined`: nothing answers. */
function statusOf(address: string): Promise<number | undefined> {
  return fetch(address).then(
    (response) => response.status,
    () => undefined,
  );
}
