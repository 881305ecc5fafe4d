import { z } from 'zod';
import { day, hour, minute, second } from './domain/instant.js';
import { defaultLimits, type Limits } from './domain/two-factor/limits.js';
import { mistakesInSms, type SmsConfig, smsConfigOf, smsSettings } from './sms-settings.js';
import { mistakesInStores, redisUrl, storeSettings } from './store-settings.js';
import { wholeNumber } from './whole-number.js';

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly environment: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  /** Folder of the event store, the key store and, without KEY_ENCRYPTION_KEY, its key file. */
  readonly dataDirectory: string;
  /** Connection string of KurrentDB, where the history and its keys are then; `undefined`: in the data directory. */
  readonly eventStoreUrl: string | undefined;
  readonly keyEncryptionKey: Uint8Array | undefined;
  /** Where clients reach the service; also the issuer of its session tokens. Without a slash at the end. */
  readonly publicUrl: string;
  /** Who the accounts are with, as authenticator apps show it. */
  readonly issuerName: string;
  /** Origins whose pages may call the API from a browser. */
  readonly allowedOrigins: readonly string[];
  /** How many proxies in front of the service are ours, so that their `X-Forwarded-For` is believed. */
  readonly trustedProxyHops: number;
  readonly logLevel: (typeof logLevels)[number];
  readonly limits: Limits;
  readonly sms: SmsConfig;
  /** What this process does. */
  readonly roles: readonly Role[];
  /** Where views and throttles are kept; `undefined`: in this process. */
  readonly redisUrl: string | undefined;
  /** What whoever reads the metrics must show; `undefined`: in production nobody may read them. */
  readonly metricsToken: string | undefined;
  /** Where a collector takes traces as OTLP over HTTP; `undefined`: nothing is traced. */
  readonly tracesEndpoint: string | undefined;
}

/** `api`: serves GraphQL; `projector`: keeps views up with the history; `sender`: sends messages. */
export type Role = (typeof roles)[number];

const roles = ['api', 'projector', 'sender'] as const;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** One or more settings cannot be used. The message names every one of them, and no value: some are secret. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/**
 * Reads the configuration; an empty setting counts as one that is not there.
 * @throws {InvalidConfig} with all mistakes at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    // A list with several wrong members is one mistake.
    const mistakes = new Set(parsed.error.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`));
    throw new InvalidConfig(`The configuration has mistakes:\n${[...mistakes].join('\n')}\nSee .env.example.`);
  }
  const { data } = parsed;
  return {
    environment: data.NODE_ENV,
    host: data.HOST,
    port: data.PORT,
    dataDirectory: data.DATA_DIR,
    eventStoreUrl: data.EVENT_STORE_URL,
    keyEncryptionKey: data.KEY_ENCRYPTION_KEY,
    publicUrl: data.PUBLIC_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`,
    issuerName: data.ISSUER_NAME,
    allowedOrigins: data.ALLOWED_ORIGINS,
    trustedProxyHops: data.TRUSTED_PROXY_HOPS,
    logLevel: data.LOG_LEVEL,
    limits: limitsOf(data),
    sms: smsConfigOf(data, data.NODE_ENV === 'production'),
    roles: data.ROLES,
    redisUrl: data.REDIS_URL,
    metricsToken: data.METRICS_TOKEN,
    tracesEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
  };
}

/**
 * The real environment. Nothing else in the program reads `process.env`.
 * @param given settings that stand before those of the environment.
 * @throws {InvalidConfig}
 */
export function readProcessConfig(given: Readonly<Record<string, string>> = {}): Config {
  return readConfig({ ...process.env, ...given });
}

/** A time in seconds, kept in milliseconds. */
function seconds(least: number, most: number, initial: number) {
  return wholeNumber(least / second, most / second, initial / second).transform((value) => value * second);
}

function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
}

const origins = z.string().transform((text, context) => {
  const list = text.split(',').map((origin) => origin.trim());
  if (list.some((origin) => originOf(origin) === undefined)) {
    context.addIssue('Give origins such as https://panel.example.com, separated by commas, without a path.');
    return z.NEVER;
  }
  return list;
});

/** OpenTelemetry's own name and form, so that one environment can be that of many programs. */
const collector = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '';
}, 'Give the address of a collector such as http://127.0.0.1:4318.');

const limits = {
  CHALLENGE_LIFETIME_SECONDS: seconds(minute, hour, defaultLimits.challengeLifetime),
  ANSWERS_PER_CHALLENGE: wholeNumber(1, 10, defaultLimits.answersPerChallenge),
  OPEN_CHALLENGES_PER_USER: wholeNumber(1, 10, defaultLimits.openChallenges),
  WRONG_ANSWERS_BEFORE_LOCK: wholeNumber(3, 10, defaultLimits.wrongBeforeLock),
  WRONG_ANSWERS_BEFORE_LASTING_LOCK: wholeNumber(20, 100, defaultLimits.wrongBeforeLastingLock),
  FIRST_LOCK_SECONDS: seconds(minute, hour, defaultLimits.firstLock),
  LONGEST_LOCK_SECONDS: seconds(hour, day, defaultLimits.longestLock),
  WRONG_RECOVERY_CODES_PER_HOUR: wholeNumber(3, 10, defaultLimits.wrongRecoveryCodes),
  ENROLLMENT_LIFETIME_SECONDS: seconds(minute, hour, defaultLimits.enrollmentLifetime),
  WRONG_TOKENS_PER_ENROLLMENT: wholeNumber(1, 10, defaultLimits.wrongTokensPerEnrollment),
  STEP_UP_LIFETIME_SECONDS: seconds(minute, hour, defaultLimits.stepUpLifetime),
  SESSION_LIFETIME_SECONDS: seconds(hour, day, defaultLimits.sessionLifetime),
  SESSION_IDLE_SECONDS: seconds(10 * minute, day, defaultLimits.sessionIdleTime),
};

const rolesMessage = 'Give one or more of api, projector, sender, separated by commas.';

const settings = z
  .object({
    NODE_ENV: z.enum(['development', 'production'], 'Give development or production.').default('development'),
    HOST: z
      .string()
      .regex(/^[0-9A-Za-z.:-]+$/, 'Give an address or a host name.')
      .default('127.0.0.1'),
    PORT: wholeNumber(0, 65_535, 4_000),
    ...storeSettings,
    PUBLIC_URL: z
      .string()
      .refine(
        (text) => originOf(text) !== undefined,
        'Give an address such as https://sign-in.example.com, without a path.',
      )
      .optional(),
    ISSUER_NAME: z
      .string()
      .regex(/^[^:]{1,40}$/, 'Give 1 to 40 characters without a colon.')
      .default('Sallyport'),
    ALLOWED_ORIGINS: origins.default([]),
    TRUSTED_PROXY_HOPS: wholeNumber(0, 10, 0),
    LOG_LEVEL: z.enum(logLevels, `Give one of ${logLevels.join(', ')}.`).default('info'),
    ROLES: z
      .string()
      .transform((text) => text.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(roles, rolesMessage), rolesMessage))
      .default([...roles]),
    REDIS_URL: redisUrl.optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^[A-Za-z0-9._~+/-]{16,200}=*$/, 'Give 16 to 200 letters, digits or - . _ ~ + /.')
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
    ...smsSettings,
    ...limits,
  })
  .refine(({ NODE_ENV, PUBLIC_URL }) => NODE_ENV !== 'production' || PUBLIC_URL !== undefined, {
    // Session tokens name it as their issuer: one that changes with host and port would end every session.
    path: ['PUBLIC_URL'],
    message: 'In production, say where clients reach the service.',
    when: () => true,
  })
  .refine(({ ROLES, REDIS_URL }) => REDIS_URL !== undefined || ROLES.includes('api') || !ROLES.includes('projector'), {
    path: ['ROLES'],
    message: 'A projector without an api moves views for others: set REDIS_URL, where they are kept.',
  })
  .superRefine((data, context) => {
    for (const { setting, message } of [
      ...mistakesInStores(data),
      ...mistakesInSms(data, data.NODE_ENV === 'production'),
    ]) {
      context.addIssue({ code: 'custom', path: [setting], message });
    }
  });

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

function limitsOf(data: z.infer<typeof settings>): Limits {
  return {
    ...defaultLimits,
    challengeLifetime: data.CHALLENGE_LIFETIME_SECONDS,
    answersPerChallenge: data.ANSWERS_PER_CHALLENGE,
    openChallenges: data.OPEN_CHALLENGES_PER_USER,
    wrongBeforeLock: data.WRONG_ANSWERS_BEFORE_LOCK,
    wrongBeforeLastingLock: data.WRONG_ANSWERS_BEFORE_LASTING_LOCK,
    firstLock: data.FIRST_LOCK_SECONDS,
    longestLock: data.LONGEST_LOCK_SECONDS,
    wrongRecoveryCodes: data.WRONG_RECOVERY_CODES_PER_HOUR,
    enrollmentLifetime: data.ENROLLMENT_LIFETIME_SECONDS,
    wrongTokensPerEnrollment: data.WRONG_TOKENS_PER_ENROLLMENT,
    stepUpLifetime: data.STEP_UP_LIFETIME_SECONDS,
    sessionLifetime: data.SESSION_LIFETIME_SECONDS,
    sessionIdleTime: data.SESSION_IDLE_SECONDS,
  };
}
