import { z } from 'zod';
import { defaultSendingBudgets, type SendingBudgets } from './application/sending-policy.js';
import type { SmsProviderName } from './domain/two-factor/sending.js';
import { hasPhoneNumbers } from './phone-numbers/phone-number.js';
import type { SettingMistake } from './setting-mistake.js';
import { wholeNumber } from './whole-number.js';

/** How messages are sent. */
export interface SmsConfig {
  /** In order of preference; none: SMS is not offered. */
  readonly providers: readonly SmsProviderConfig[];
  /** ISO 3166-1 alpha-2 of every country that messages are sent to. */
  readonly countries: readonly string[];
  readonly budgets: SendingBudgets;
}

export type SmsProviderConfig =
  | { readonly name: 'outbox' }
  | {
      readonly name: 'messagebird';
      readonly accessKey: string;
      /** Signs its delivery reports. */
      readonly signingKey: string;
      /** Who messages come from, as the phone shows it. */
      readonly originator: string;
    }
  | {
      readonly name: 'twilio';
      readonly accountSid: string;
      /** Also signs its delivery reports. */
      readonly authToken: string;
      /** A number of the account, or the id of one of its messaging services. */
      readonly from: string;
    };

function listOf<const Item extends string>(item: z.ZodType<Item, string>, message: string) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item, message).refine((items) => new Set(items).size === items.length, message));
}

const providerNames = ['outbox', 'messagebird', 'twilio'] as const satisfies readonly SmsProviderName[];
const providersMessage = 'Give one or more of outbox, messagebird, twilio, separated by commas, each once.';
const countriesMessage = 'Give countries as two capital letters (ISO 3166-1), separated by commas: US,CA.';
const secret = (message: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/, message)
    .optional();
const perWindow = (initial: number) => wholeNumber(1, 1_000_000, initial);

/** The settings of sending, for the one object of all settings. */
export const smsSettings = {
  SMS_PROVIDERS: listOf(z.enum(providerNames, providersMessage), providersMessage).optional(),
  SMS_COUNTRIES: listOf(z.string().refine(hasPhoneNumbers, countriesMessage), countriesMessage).default(['US', 'CA']),
  SMS_PER_RESELLER_AND_HOUR: perWindow(defaultSendingBudgets.reseller.sends),
  SMS_PER_DAY: perWindow(defaultSendingBudgets.day.sends),
  MESSAGEBIRD_ACCESS_KEY: secret('Give the access key of the MessageBird account.'),
  MESSAGEBIRD_SIGNING_KEY: secret('Give the signing key of the MessageBird account.'),
  MESSAGEBIRD_ORIGINATOR: z
    .string()
    .regex(/^(\+?[0-9]{5,17}|[A-Za-z0-9 ]{1,11})$/, 'Give a number, or up to 11 letters and digits.')
    .optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'Give the account SID: AC and 32 digits from 0 to f.')
    .optional(),
  TWILIO_AUTH_TOKEN: secret('Give the auth token of the Twilio account.'),
  TWILIO_FROM: z
    .string()
    .regex(/^(\+[0-9]{5,15}|MG[0-9a-f]{32})$/, 'Give a number like +14165550100, or the SID of a messaging service.')
    .optional(),
};

type SmsSettings = z.infer<z.ZodObject<typeof smsSettings>>;

/** The settings that each provider cannot do without. */
const needed: Readonly<Record<SmsProviderName, readonly (keyof SmsSettings)[]>> = {
  outbox: [],
  messagebird: ['MESSAGEBIRD_ACCESS_KEY', 'MESSAGEBIRD_SIGNING_KEY', 'MESSAGEBIRD_ORIGINATOR'],
  twilio: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
};

/** What is missing for the providers that are asked for. */
export function mistakesInSms(
  settings: SmsSettings,
  inProduction: boolean,
): readonly SettingMistake<keyof SmsSettings>[] {
  const providers = settings.SMS_PROVIDERS ?? [];
  const missing = providers.flatMap((provider) =>
    needed[provider]
      .filter((setting) => settings[setting] === undefined)
      .map((setting) => ({ setting, message: `SMS_PROVIDERS names ${provider}, which cannot send without it.` })),
  );
  // Whoever can open its page can read every token.
  return inProduction && providers.includes('outbox')
    ? [...missing, { setting: 'SMS_PROVIDERS', message: 'The outbox shows tokens to everybody: not in production.' }]
    : missing;
}

/** In development messages go to the outbox where nothing else is said; in production nothing is sent then. */
export function smsConfigOf(settings: SmsSettings, inProduction: boolean): SmsConfig {
  const providers = settings.SMS_PROVIDERS ?? (inProduction ? [] : (['outbox'] as const));
  const { reseller, day } = defaultSendingBudgets;
  return {
    providers: providers.map((name) => providerConfigOf(name, settings)),
    countries: settings.SMS_COUNTRIES,
    budgets: {
      ...defaultSendingBudgets,
      reseller: { ...reseller, sends: settings.SMS_PER_RESELLER_AND_HOUR },
      day: { ...day, sends: settings.SMS_PER_DAY },
    },
  };
}

function providerConfigOf(name: SmsProviderName, settings: SmsSettings): SmsProviderConfig {
  const given = (value: string | undefined): string => {
    if (value === undefined) throw new Error(`${name} was asked for without its settings.`);
    return value;
  };
  switch (name) {
    case 'outbox':
      return { name };
    case 'messagebird':
      return {
        name,
        accessKey: given(settings.MESSAGEBIRD_ACCESS_KEY),
        signingKey: given(settings.MESSAGEBIRD_SIGNING_KEY),
        originator: given(settings.MESSAGEBIRD_ORIGINATOR),
      };
    case 'twilio':
      return {
        name,
        accountSid: given(settings.TWILIO_ACCOUNT_SID),
        authToken: given(settings.TWILIO_AUTH_TOKEN),
        from: given(settings.TWILIO_FROM),
      };
  }
}
