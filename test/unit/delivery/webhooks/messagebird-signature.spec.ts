import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createMessageBirdSignatureCheck } from '../../../../src/delivery/sms/messagebird/messagebird-signature.js';
import { second } from '../../../../src/domain/instant.js';
import { messageBirdReport } from '../../../support/sms-providers/signed-reports.js';

/** One of MessageBird's own examples, which come with its package. */
interface Example {
  readonly name: string;
  readonly method: string;
  /** Absent where the token is not signed at all. */
  readonly secret?: string;
  readonly url: string;
  readonly payload?: string;
  readonly timestamp: string;
  readonly token: string;
  readonly valid: boolean;
}

const file = import.meta.resolve('messagebird/lib/testdata/webhook-signature-jwt-reference.json');
const examples = JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as readonly Example[];

describe('the signature of MessageBird: its own examples', () => {
  it('there are genuine and forged ones', () => {
    expect(examples.filter(({ valid }) => valid).length).toBeGreaterThan(10);
    expect(examples.filter(({ valid }) => !valid).length).toBeGreaterThan(10);
  });

  it.each(examples)('$name', async ({ secret = 'any', url, payload = '', timestamp, token, valid }) => {
    const check = createMessageBirdSignatureCheck({ signingKey: secret, clock: () => Date.parse(timestamp) });
    const { kind } = await check({ url, body: Buffer.from(payload), signature: token });
    expect(kind).toBe(valid ? 'GENUINE' : 'REFUSED');
  });
});

describe('the signature of MessageBird: its time', () => {
  const at = Date.parse('2026-11-24T12:00:00.000Z');
  const origin = 'https://sign-in.example';
  const report = messageBirdReport(
    { origin, tokenId: 'token', status: 'delivered' },
    { signingKey: 'key', at, jti: 'request' },
  );
  const checkAt = (time: number) => {
    const check = createMessageBirdSignatureCheck({ signingKey: 'key', clock: () => time });
    const signature = report.headers['messagebird-signature-jwt'];
    return check({ url: `${origin}${report.path}`, body: Buffer.alloc(0), signature });
  };

  it.each([-5 * second, 0, 60 * second, 65 * second - 1])('good %d ms from when it was signed', async (difference) => {
    const usableUntil = at + 65 * second;
    expect(await checkAt(at + difference)).toEqual({ kind: 'GENUINE', id: 'request', usableUntil });
  });

  it.each([-5 * second - 1, 65 * second])('stale %d ms from when it was signed', async (difference) => {
    expect(await checkAt(at + difference)).toEqual({ kind: 'REFUSED', reason: 'STALE' });
  });
});
