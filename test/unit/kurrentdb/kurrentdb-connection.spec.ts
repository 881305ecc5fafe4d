import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { KurrentDbFailure } from '../../../src/kurrentdb/kurrentdb-failure.js';
import { sessionSeen } from '../../support/events.js';
import { openKurrentDbTestStore } from '../../support/kurrentdb-event-store.js';
import { startKurrentDbServer } from '../../support/kurrentdb-server/kurrentdb-server.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { testCertificates } from '../../support/test-certificates.js';

const password = 'p@ss:w+rd%/?';

/** A server with TLS and a password, and the file of the authority that has signed its certificate. */
async function startSecureServer() {
  const server = await startKurrentDbServer({ tls: testCertificates, user: 'ops', password });
  onTestFinished(() => server.close());
  const authority = `${temporaryDirectory()}/authority.crt`;
  writeFileSync(authority, testCertificates.authority);
  return { server, authority };
}

function connect(url: string) {
  const connection = openKurrentDb({ url });
  onTestFinished(() => connection.close());
  return connection;
}

describe('a connection to KurrentDB with TLS and a password', () => {
  it.each(['url', 'discoverUrl'] as const)('is made, to read and to write (%s)', async (address) => {
    const { server, authority } = await startSecureServer();
    const store = await openKurrentDbTestStore(connect(`${server[address]}&tlsCAFile=${authority}`));
    const { position } = await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    expect(await store.head()).toBe(position);
  });

  it('is refused with another password, in words without it', async () => {
    const { server, authority } = await startSecureServer();
    const url = server.url.replace(encodeURIComponent(password), 'another');
    await expect(openKurrentDbTestStore(connect(`${url}&tlsCAFile=${authority}`))).rejects.toThrow(
      'KurrentDB refuses the user, the password or the rights of the connection string.',
    );
  });

  it('is refused by us where the certificate is not trusted', async () => {
    const { server } = await startSecureServer();
    await expect(openKurrentDbTestStore(connect(server.url))).rejects.toThrow(
      'KurrentDB shows a certificate that is not trusted: name its authority with tlsCAFile.',
    );
  });

  it('needs the file of the authority', () => {
    expect(() => openKurrentDb({ url: `kurrentdb://db.example?tlsCAFile=${temporaryDirectory()}/none` })).toThrow(
      new RangeError('A certificate or key file that the address of KurrentDB names cannot be read.'),
    );
  });
});

describe('a connection to KurrentDB', () => {
  it('waits for an answer no longer than it is told to', async () => {
    const server = await startKurrentDbServer();
    onTestFinished(() => server.close());
    const connection = connect(`${server.url}&defaultDeadline=50`);
    const never = new Promise<never>(() => undefined);
    await expect(connection.run(() => never)).rejects.toEqual(new KurrentDbFailure('TIMED_OUT'));
  });

  it('lets nobody wait once it is closed', async () => {
    const connection = openKurrentDb({ url: 'kurrentdb://127.0.0.1:1?tls=false&defaultDeadline=3600000' });
    const waiting = connection.run(() => new Promise<never>(() => undefined));
    await connection.close();
    await expect(waiting).rejects.toEqual(new KurrentDbFailure('UNAVAILABLE'));
    await expect(connection.run(async () => 'done')).rejects.toEqual(new KurrentDbFailure('UNAVAILABLE'));
  });
});
