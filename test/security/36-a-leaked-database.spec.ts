// Threat: somebody has a copy of the database, and computes tokens, codes, passwords, names or addresses from it.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { KeyEncryptionKeyUnusable } from '../../src/crypto/key-encryption-key.js';
import { createMemoryKeyStore } from '../../src/crypto/key-store/memory/memory-key-store.js';
import { createSqliteKeyStore } from '../../src/crypto/key-store/sqlite/sqlite-key-store.js';
import { WrongKeyEncryptionKey } from '../../src/crypto/key-store/wrapped-key.js';
import { matchRecoveryCode } from '../../src/crypto/recovery-codes.js';
import { CannotOpen, open } from '../../src/crypto/seal.js';
import { createSealer, KeyMissing } from '../../src/crypto/sealer.js';
import { second } from '../../src/domain/instant.js';
import type { SealedValue } from '../../src/domain/sealed-value.js';
import type { RecordedEvent } from '../../src/event-store/port.js';
import { being, createPerson, type EnrolledApp, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { filesOf, placesOf, placesOfToken, type Searched } from '../support/secret-forms.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { startTestService, type TestService } from '../support/test-service.js';

const keyFile = 'key-encryption-key';
const username = 'adelaide.lighthouse';
const stranger = 'bartholomew.nobody';
const address = '203.0.113.177';
const userAgent = 'Lanternbrowser/7.1';

/** A sealed value, and the place that it is bound to. */
interface Sealed {
  readonly value: SealedValue;
  readonly place: { readonly eventId: string; readonly eventType: string; readonly field: string };
}

describe('a leaked database', () => {
  let service: TestService;
  let person: Person & EnrolledApp;
  let tokens: readonly string[];
  /** All that the thief has: every file but the one with the key-encryption key. */
  let files: Searched;
  let copy: string;
  let history: readonly RecordedEvent[];
  let sealed: readonly Sealed[];
  beforeAll(async () => {
    service = await startTestService({ TRUSTED_PROXY_HOPS: '1' });
    const from: typeof fetch = (input, init) => {
      const known = Object.fromEntries(new Headers(init?.headers));
      return fetch(input, { ...init, headers: { ...known, 'x-forwarded-for': address, 'user-agent': userAgent } });
    };
    const client = createClient({ url: service.url, fetch: from });
    const colleague = await service.addColleague(await service.addPerson('owner'), username);
    person = { ...(await colleague.enrollApp()), ...colleague.at(client) };
    service.advance(30 * second);
    const challenge = await person.challenge();
    tokens = [person.token(-1), person.token(), person.wrongToken()];
    await person.answer(challenge, person.wrongToken());
    being(await person.answer(challenge), 'SignedIn');
    const [code = ''] = person.recoveryCodes;
    being(await person.redeem(await person.challenge('CLASSIC'), code), 'SignedIn');
    await person.signIn('CLASSIC', 'not the password');
    await createPerson({ ...person, username: stranger }, client, service).signIn();

    history = await service.history();
    sealed = history.flatMap(sealedIn);
    files = await filesOf(service.directory, [keyFile]);
    copy = `${service.directory}-copy`;
    await mkdir(copy);
    await Promise.all([...files.keys()].map((name) => copyFile(join(service.directory, name), join(copy, name))));
  });
  afterAll(async () => {
    await service.close();
    await rm(copy, { recursive: true });
  });

  it('holds neither names nor addresses, secrets, codes, tokens or passwords, in plain or by a fast hash', () => {
    expect([...files.keys()]).toEqual(expect.arrayContaining(['events.sqlite', 'events.sqlite-wal', 'keys.sqlite']));
    const personal = [username, `${username}@example.com`, stranger, address, userAgent];
    const codes = person.recoveryCodes.flatMap((code) => [code, code.replaceAll('-', '')]);
    for (const secret of [...personal, ...codes, person.secret, person.password, 'not the password']) {
      expect(placesOf(secret, files), secret).toEqual([]);
    }
    for (const token of tokens) expect(placesOfToken(token, files), token).toEqual([]);
    // What is there is found: so the search means something.
    expect(placesOf(person.userId, files)).not.toEqual([]);
    expect(placesOf(String(history[0]?.stream), files)).not.toEqual([]);
  });

  it('A2: has no password hash that could be guessed at: it is sealed, whoever set the password', () => {
    for (const trace of ['$argon2', 'argon2id', 'm=19456']) expect(placesOf(trace, files), trace).toEqual([]);
    const passwords = history.filter(({ type }) => type === 'PasswordSet');
    expect(passwords.length).toBeGreaterThan(0);
    for (const { data } of passwords) expect(data).toMatchObject({ passwordHash: { alg: 'A256GCM' } });
  });

  it('names streams after random ids and keyed hashes, so that no name can be tried against them', () => {
    const streams = history.map(({ stream }) => stream);
    const keyed = streams.filter((stream) => /^(username|unknownUsername)-/.test(stream));
    expect(new Set(keyed.map((stream) => stream.slice(0, stream.indexOf('-'))))).toEqual(
      new Set(['username', 'unknownUsername']),
    );
    for (const stream of keyed) expect(stream).toMatch(/^\w+-[A-Za-z0-9_-]{43}$/);
    const searched: Searched = new Map([['streams', Buffer.from(streams.join('\n'))]]);
    for (const name of [username, stranger]) expect(placesOf(name, searched), name).toEqual([]);
  });

  it('keys the hash of a name with a key of this installation: elsewhere the same name has another one', async () => {
    const { core } = service.service.installation;
    expect(history.map(({ stream }) => stream)).toContain(`username-${core.usernameHash(username)}`);
    const elsewhere = await openInstallation(readConfig({ DATA_DIR: temporaryDirectory() }));
    expect(elsewhere.core.usernameHash(username)).not.toBe(core.usernameHash(username));
    await elsewhere.close();
  });

  it('E7: has recovery codes as slow hashes of 80 random bits, and nothing else of them', async () => {
    const [stored] = await historyOf(service, person).dataOf('CodesRegenerated');
    if (stored === undefined) throw new Error('There is no set of codes.');
    expect(Object.keys(stored).toSorted()).toEqual(['codes', 'reason', 'salt']);
    expect(stored.codes).toHaveLength(10);
    for (const code of stored.codes) {
      expect(Object.keys(code).toSorted()).toEqual(['codeId', 'hash']);
      expect(Buffer.from(code.hash, 'base64url')).toHaveLength(32);
    }
    // The hashes are those of the codes: a thief would have to guess one of 2^80.
    const matched = await Promise.all(person.recoveryCodes.map((code) => matchRecoveryCode(code, stored)));
    expect(matched).toEqual(stored.codes.map(({ codeId }) => codeId));
  });

  it('opens with its key-encryption key: so the next ones mean something', async () => {
    const { sealer } = service.service.installation.core;
    const opened = await Promise.all(sealed.map(({ value, place }) => sealer.open(value, place)));
    const texts = opened.map((one) => (one.status === 'opened' ? one.text : 'erased')).join('\n');
    for (const secret of [username, address, userAgent, person.secret, '$argon2id$']) expect(texts).toContain(secret);
  });

  it('alone, without a key, opens nothing', async () => {
    const nothing = createSealer({ keyStore: createMemoryKeyStore({ randomBytes }), randomBytes });
    expect(sealed.length).toBeGreaterThan(15);
    for (const { value, place } of sealed) await expect(nothing.open(value, place)).rejects.toThrow(KeyMissing);
  });

  it('with the wrapped keys, tried as if they were keys, opens nothing', () => {
    const keys = wrappedKeys().flatMap((bytes) =>
      Array.from({ length: Math.max(0, bytes.length - 31) }, (_, start) => bytes.subarray(start, start + 32)),
    );
    expect(keys.length).toBeGreaterThan(20);
    for (const { value, place } of sealed) {
      for (const key of [...keys, Buffer.alloc(32)]) expect(() => open(value, place, key)).toThrow(CannotOpen);
    }
  });

  it('with another key-encryption key does not even start, and says why without a secret', async () => {
    const ours = (await filesOf(service.directory)).get(keyFile)?.toString().trim() ?? '';
    const another = randomBytes(32);
    expect(() =>
      createSqliteKeyStore({ path: join(copy, 'keys.sqlite'), keyEncryptionKey: another, randomBytes }),
    ).toThrow(WrongKeyEncryptionKey);
    const config = readConfig({ DATA_DIR: copy, KEY_ENCRYPTION_KEY: another.toString('base64') });
    const refusal: unknown = await openInstallation(config).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WrongKeyEncryptionKey);
    const { message } = refusal as WrongKeyEncryptionKey;
    expect(message).toContain('Start with the key-encryption key that made them.');
    for (const key of [ours, another.toString('base64')]) expect(message).not.toContain(key);
    // Nor is a new key made in place of the one that the thief does not have.
    await expect(openInstallation(readConfig({ DATA_DIR: copy }))).rejects.toThrow(KeyEncryptionKeyUnusable);
    expect((await filesOf(copy)).has(keyFile)).toBe(false);
  });

  it('is readable by nobody else on the machine', async () => {
    expect((await stat(service.directory)).mode & 0o077).toBe(0);
    for (const name of [...files.keys(), keyFile]) {
      expect((await stat(join(service.directory, name))).mode & 0o077, name).toBe(0);
    }
  });

  /** The keys as they stand in the thief's copy. */
  function wrappedKeys(): readonly Uint8Array[] {
    const database = new DatabaseSync(join(copy, 'keys.sqlite'), { readOnly: true });
    try {
      const rows = database.prepare('SELECT wrapped FROM keys').all();
      return rows.flatMap(({ wrapped }) => (wrapped instanceof Uint8Array ? [wrapped] : []));
    } finally {
      database.close();
    }
  }
});

/** Every sealed value of an event: in its data, and the client's address in its metadata. */
function sealedIn({ id, type, data, metadata }: RecordedEvent): readonly Sealed[] {
  const fields: Readonly<Record<string, unknown>> = { ...data, client: metadata.client };
  return Object.entries(fields).flatMap(([field, value]) =>
    isSealed(value) ? [{ value, place: { eventId: id, eventType: type, field } }] : [],
  );
}

function isSealed(value: unknown): value is SealedValue {
  return typeof value === 'object' && value !== null && 'kid' in value && 'ct' in value;
}
