import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultSendingBudgets } from '../../src/application/sending-policy.js';
import { InvalidConfig, readConfig, settingNames } from '../../src/config.js';
import { defaultLimits } from '../../src/domain/two-factor/limits.js';

const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://sign-in.example.com' };
const key = Buffer.alloc(32, 7).toString('base64');

/** What the configuration is refused with; the empty text where it is taken. */
function complaintOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    if (error instanceof InvalidConfig) return error.message;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs no setting in development', () => {
    expect(readConfig({})).toEqual({
      environment: 'development',
      host: '127.0.0.1',
      port: 4_000,
      dataDirectory: 'data',
      keyEncryptionKey: undefined,
      publicUrl: 'http://127.0.0.1:4000',
      issuerName: 'Sallyport',
      allowedOrigins: [],
      trustedProxyHops: 0,
      logLevel: 'info',
      limits: defaultLimits,
      // Nothing is sent: messages stand on a page.
      sms: { providers: [{ name: 'outbox' }], countries: ['US', 'CA'], budgets: defaultSendingBudgets },
      roles: ['api', 'projector', 'sender'],
      redisUrl: undefined,
      metricsToken: undefined,
      tracesEndpoint: undefined,
    });
  });

  it('takes an empty setting for one that is not there', () => {
    const empty = Object.fromEntries(settingNames.map((name) => [name, ' ']));

    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('reads every setting', () => {
    const read = readConfig({
      ...production,
      HOST: '::',
      PORT: '443',
      DATA_DIR: '/var/lib/sallyport',
      EVENT_STORE_URL: 'kurrentdb://admin:secret@eventstore.example.com:2113',
      KEY_ENCRYPTION_KEY: key,
      ISSUER_NAME: 'Example Ltd',
      ALLOWED_ORIGINS: 'https://panel.example.com, http://localhost:5173',
      TRUSTED_PROXY_HOPS: '2',
      LOG_LEVEL: 'warn',
      ROLES: 'sender',
      REDIS_URL: 'redis://:secret@redis.example.com',
      METRICS_TOKEN: 'metrics-token-of-16',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.com:4318',
      SMS_PROVIDERS: 'twilio, messagebird',
      SMS_COUNTRIES: 'CA',
      SMS_PER_RESELLER_AND_HOUR: '7',
      SMS_PER_DAY: '70',
      MESSAGEBIRD_ACCESS_KEY: 'access-key',
      MESSAGEBIRD_SIGNING_KEY: 'signing-key',
      MESSAGEBIRD_ORIGINATOR: 'Example',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'auth-token',
      TWILIO_FROM: '+14165550100',
    });

    expect(read).toEqual({
      environment: 'production',
      host: '::',
      port: 443,
      dataDirectory: '/var/lib/sallyport',
      eventStoreUrl: 'kurrentdb://admin:secret@eventstore.example.com:2113',
      keyEncryptionKey: Buffer.from(key, 'base64'),
      publicUrl: 'https://sign-in.example.com',
      issuerName: 'Example Ltd',
      allowedOrigins: ['https://panel.example.com', 'http://localhost:5173'],
      trustedProxyHops: 2,
      logLevel: 'warn',
      limits: defaultLimits,
      sms: {
        providers: [
          { name: 'twilio', accountSid: `AC${'0'.repeat(32)}`, authToken: 'auth-token', from: '+14165550100' },
          { name: 'messagebird', accessKey: 'access-key', signingKey: 'signing-key', originator: 'Example' },
        ],
        countries: ['CA'],
        budgets: {
          ...defaultSendingBudgets,
          reseller: { ...defaultSendingBudgets.reseller, sends: 7 },
          day: { ...defaultSendingBudgets.day, sends: 70 },
        },
      },
      roles: ['sender'],
      redisUrl: 'redis://:secret@redis.example.com',
      metricsToken: 'metrics-token-of-16',
      tracesEndpoint: 'http://collector.example.com:4318',
    });
  });

  it('reads times in seconds and keeps them in milliseconds', () => {
    const { limits } = readConfig({ CHALLENGE_LIFETIME_SECONDS: '120', WRONG_ANSWERS_BEFORE_LOCK: '3' });

    expect(limits).toEqual({ ...defaultLimits, challengeLifetime: 120_000, wrongBeforeLock: 3 });
  });

  it('makes the address of an IPv6 host with brackets', () => {
    expect(readConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:4000');
  });

  it('names what a provider that is asked for cannot do without, and refuses the outbox in production', () => {
    const complaint = complaintOf({ ...production, SMS_PROVIDERS: 'outbox,twilio', TWILIO_FROM: '+14165550100' });

    expect(complaint.split('\n').slice(1, -1)).toEqual([
      '  TWILIO_ACCOUNT_SID: SMS_PROVIDERS names twilio, which cannot send without it.',
      '  TWILIO_AUTH_TOKEN: SMS_PROVIDERS names twilio, which cannot send without it.',
      '  SMS_PROVIDERS: The outbox shows tokens to everybody: not in production.',
    ]);
    expect(readConfig(production).sms.providers).toEqual([]);
  });

  it.each(['redis://h,i', 'rediss://user:pass%20word@redis.example.com:6380', 'redis://[::1]/3'])(
    'takes %s for Redis',
    (url) => {
      expect(readConfig({ REDIS_URL: url }).redisUrl).toBe(url);
    },
  );

  it.each([
    'localhost:6379',
    'http://h',
    'redis://',
    'redis://h:0',
    'redis://h:70000',
    'redis://h,i/1',
    'redis://h?x=1',
  ])('refuses %s for Redis, without repeating it', (url) => {
    const complaint = complaintOf({ REDIS_URL: url });

    expect(complaint).toMatch(/REDIS_URL: Give an address such as redis:/);
    expect(complaint).not.toContain(`"${url}"`);
  });

  it('refuses what is no address of KurrentDB, without repeating it', () => {
    const complaint = complaintOf({ EVENT_STORE_URL: 'postgres://admin:hunter2@h', REDIS_URL: 'redis://h' });
    expect(complaint).toMatch(/EVENT_STORE_URL: Give an address such as kurrentdb:/);
    expect(complaint).not.toContain('hunter2');
  });

  it('needs what processes on several machines share, where the history is beyond this one', () => {
    const complaint = complaintOf({ EVENT_STORE_URL: 'kurrentdb://h' });
    expect(complaint).toMatch(/REDIS_URL: With EVENT_STORE_URL, say where/);
    expect(complaint).toMatch(/KEY_ENCRYPTION_KEY: With EVENT_STORE_URL, give the key/);
  });

  it('refuses a projector that would move views for nobody', () => {
    expect(complaintOf({ ROLES: 'projector,sender' })).toMatch(/ROLES: A projector without an api .+ set REDIS_URL/);
    expect(readConfig({ ROLES: 'projector', REDIS_URL: 'redis://h' }).roles).toEqual(['projector']);
  });

  it('names every mistake at once', () => {
    const complaint = complaintOf({
      NODE_ENV: 'production',
      PORT: 'http',
      LOG_LEVEL: 'loud',
      SESSION_IDLE_SECONDS: '1',
    });

    expect(complaint.split('\n')).toEqual([
      'The configuration has mistakes:',
      '  PORT: Give a whole number from 0 to 65535.',
      '  LOG_LEVEL: Give one of fatal, error, warn, info, debug, silent.',
      '  SESSION_IDLE_SECONDS: Give a whole number from 600 to 86400.',
      '  PUBLIC_URL: In production, say where clients reach the service.',
      'See .env.example.',
    ]);
  });

  it.each([
    ['NODE_ENV', 'test'],
    ['HOST', 'http://here'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4e3'],
    ['PORT', '４０００'],
    ['KEY_ENCRYPTION_KEY', 'too short'],
    ['KEY_ENCRYPTION_KEY', key.slice(0, -2)],
    ['PUBLIC_URL', 'marker.test'],
    ['PUBLIC_URL', 'https://marker.test/'],
    ['PUBLIC_URL', 'https://marker.test/path'],
    ['PUBLIC_URL', 'ftp://marker.test'],
    ['PUBLIC_URL', 'https://user:hunter2@marker.test'],
    ['ISSUER_NAME', 'a:b'],
    ['ISSUER_NAME', 'x'.repeat(41)],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://marker.test,'],
    ['TRUSTED_PROXY_HOPS', '11'],
    ['LOG_LEVEL', 'trace'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'marker.test:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://user:hunter2@marker.test'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://marker.test/?key=hunter2'],
  ])('refuses %s=%s, and does not repeat the value (attack 37)', (name, value) => {
    const complaint = complaintOf({ [name]: value });

    expect(complaint.split('\n')).toEqual([
      'The configuration has mistakes:',
      expect.stringMatching(new RegExp(`^  ${name}: [A-Z].+\\.$`)),
      'See .env.example.',
    ]);
    if (value.length > 2) expect(complaint).not.toContain(value);
  });
});

/** The settings of .env.example: name, the comment above it and the value. */
const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  .split('\n\n')
  .flatMap((paragraph) => {
    const [, comment = '', name = '', value = ''] = /^((?:#.*\n)+)([A-Z_]+)=(.*)\n?$/.exec(paragraph) ?? [];
    return name === '' ? [] : [{ name, comment, value }];
  });

describe('.env.example', () => {
  it('names every setting there is, and no other, in the order of the program', () => {
    expect(example.map(({ name }) => name)).toEqual(settingNames);
  });

  it('gives the defaults', () => {
    const given = Object.fromEntries(example.map(({ name, value }) => [name, value]));

    expect(readConfig(given)).toEqual(readConfig({}));
    expect(example.filter(({ value }) => value === '').map(({ name }) => name)).toEqual([
      'EVENT_STORE_URL',
      'KEY_ENCRYPTION_KEY',
      'PUBLIC_URL',
      'ALLOWED_ORIGINS',
      'REDIS_URL',
      'METRICS_TOKEN',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'SMS_PROVIDERS',
      'MESSAGEBIRD_ACCESS_KEY',
      'MESSAGEBIRD_SIGNING_KEY',
      'MESSAGEBIRD_ORIGINATOR',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'TWILIO_FROM',
    ]);
  });

  const numbers = example.filter(({ value }) => /^[0-9]+$/.test(value));

  it.each(numbers)('gives the bounds of $name', ({ name, comment }) => {
    const [, least, most] = /\(([0-9]+) to ([0-9]+)\)/.exec(comment) ?? [];
    const taken = (value: number) => complaintOf({ [name]: String(value) }) === '';

    expect([Number(least), Number(most)].map(taken)).toEqual([true, true]);
    expect([Number(least) - 1, Number(most) + 1].map(taken)).toEqual([false, false]);
  });
});
