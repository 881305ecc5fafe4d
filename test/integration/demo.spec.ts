import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { walkThroughTheArticle } from '../../scripts/demo/article.js';
import { createChallengeWatch } from '../../scripts/demo/challenge-watch.js';
import { createMobilePhone } from '../../scripts/demo/mobile-phone.js';
import { createNarrator, type Narrator } from '../../scripts/demo/narrator.js';
import { checkReady, NotReady } from '../../scripts/demo/ready-service.js';
import { Surprise } from '../../scripts/demo/surprise.js';
import { minute } from '../../src/domain/instant.js';
import { withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { fakeTerminal } from '../unit/ops/fake-terminal.js';

const number = '+12125550147';

/** A service with one person, and what is told while that person walks through the article there. */
interface Demo {
  readonly service: TestService;
  readonly narrator: Narrator;
  /** Gives back what was told, by heading. */
  walk(): Promise<ReadonlyMap<string, string>>;
  /** How long the walk waited, in milliseconds of the service's clock. */
  waited(): number;
  /** Texts of the messages that the phone got, oldest first. */
  messages(): Promise<readonly string[]>;
}

async function startDemo(settings: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const service = await startTestService(settings);
  const { url } = service.service;
  const person = await service.addPerson('ada');
  const begun = service.now();
  const terminal = fakeTerminal();
  const clock = service.now;
  const sleep = async (milliseconds: number) => service.advance(milliseconds);
  const narrator = createNarrator({ output: terminal.stdout, clock, sleep });
  const { client } = service;
  const devices = { phone: createMobilePhone(number, url), watchChallenge: createChallengeWatch(url) };

  return {
    service,
    narrator,
    walk: async () => {
      await walkThroughTheArticle({ client, narrator, clock, ...devices, ...person });
      return byHeading(terminal.printed());
    },
    waited: () => service.now() - begun,
    messages: async () => (await withSms(person, service, number).messages()).map(({ text }) => text).reverse(),
  };
}

function byHeading(printed: string): ReadonlyMap<string, string> {
  const [, ...steps] = printed.split(/^[0-9]+\. /m);
  return new Map(steps.map((step) => [step.slice(0, step.indexOf('\n')), step]));
}

describe('the demo', () => {
  let demo: Demo;
  let told: ReadonlyMap<string, string>;
  beforeAll(async () => {
    demo = await startDemo();
    told = await demo.walk();
  });
  afterAll(() => demo.service.close());

  it('walks through the whole article', () => {
    expect([...told.keys()]).toEqual([
      'Open the 2FA settings',
      'Enable app-based 2FA',
      'Enable SMS-based 2FA',
      'How 2FA works at login',
      'Change your default login method',
      'Regenerate recovery codes',
      'Lost the phone: sign in with a recovery code',
      'Turn two-factor off',
    ]);
  });

  it('keeps nobody waiting for more than two minutes', () => {
    expect(demo.waited()).toBeLessThanOrEqual(2 * minute);
  });

  it('enrolls a mobile number, and no landline, with the token that comes', async () => {
    const [message = ''] = await demo.messages();
    const token = message.slice(-6);
    const step = told.get('Enable SMS-based 2FA')!;
    expect(step).toContain('! a landline is refused: No token can be sent to this number.');
    expect(step).toContain('asked for a token (AUTHENTICATOR_APP, STEP_UP)');
    expect(step).toContain(`a token is on its way to +•••••••••47 (QUEUED)`);
    for (const line of message.split('\n')) expect(step).toContain(`     ${line}\n`);
    expect(step).toMatch(/! mistyped, and refused: The token is wrong\..* \(4 tries left\)\n/);
    expect(step).toContain(`> enter the token ${token}, Enable\n   ✓ 2FA is now active, and SMS is the default method`);
    expect(step.match(/\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/g)).toHaveLength(10);
  });

  it('signs in with the newer of two messages, and sees the first one leave', async () => {
    const [, first = '', second = ''] = await demo.messages();
    const step = told.get('How 2FA works at login')!;
    expect(step).toContain('prompted for a token (SMS to +•••••••••47), 5 tries left');
    expect(step).toMatch(/a fresh token is sent at once: QUEUED\n +delivery, live: SENT\n/);
    expect(step).toMatch(/! too soon: .* \(RESEND_WAIT, again from 2026-11-24T12:01:00\.000Z\)\n/);
    expect(step).toContain('… Waiting 30 s for another message to be allowed.');
    expect(step).toContain(`> enter the token ${first.slice(-6)}\n   ! the first one is void: A newer token was sent.`);
    expect(step).toContain(`> enter the token ${second.slice(-6)}\n   ✓ signed in, by pwd, sms, mfa\n`);
  });

  it('switches between the methods, and changes the default from one to the other, for no further message', async () => {
    expect(told.get('How 2FA works at login')).toMatch(/prompted for a token \(SMS\): the one that was sent/);
    expect(told.get('Change your default login method')).toMatch(/instead of SMS \(CHOSEN\).*by pwd, otp, mfa\n/s);
    expect(await demo.messages()).toHaveLength(3);
  });

  it('falls back to the method that is left, and turns two-factor off with the last one', () => {
    const step = told.get('Turn two-factor off')!;
    expect(step).toMatch(/SMS is in its place \(FALLBACK\).*two-factor is off.*signed in, by the password alone\n/s);
  });

  it('leaves a history in which the default has changed each time for another reason', async () => {
    const changes = (await demo.service.history()).filter(({ type }) => type === 'DefaultChanged');
    expect(changes.map(({ data }) => data)).toMatchObject([
      { method: 'AUTHENTICATOR_APP', reason: 'LAST_ENROLLED' },
      { method: 'SMS', reason: 'LAST_ENROLLED' },
      { method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' },
      { method: 'SMS', reason: 'FALLBACK' },
    ]);
  });

  it('is told of no obstacle where there is none', async () => {
    await expect(checkReady(demo.service.service.url, { environment: 'development' })).resolves.toBeUndefined();
  });
});

describe('the demo, where something is not as it should be', () => {
  it('stops at the step that did not do what it should, and says what came', async () => {
    const demo = await startDemo({ SMS_COUNTRIES: 'GB' });
    onTestFinished(() => demo.service.close());
    const stopped = await demo.walk().catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(Surprise);
    expect(String(stopped)).toContain('expected ChallengeRequired, and got Rejected (PHONE_NUMBER_REFUSED: ');
    expect(demo.narrator.step()).toBe('3. Enable SMS-based 2FA');
  });

  it('says before the first step that messages go to a provider, and what to do', async () => {
    const service = await startTestService({
      SMS_PROVIDERS: 'twilio',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'not-a-token-of-anybody',
      TWILIO_FROM: '+14165550100',
    });
    onTestFinished(() => service.close());
    const { url } = service.service;
    await expect(checkReady(url, { environment: 'development' })).rejects.toThrow(
      new NotReady(
        `The Sallyport at ${url} shows no outbox (HTTP status 404), which the demo reads its text messages from. Start ` +
          'it in development without SMS_PROVIDERS, or with SMS_PROVIDERS=outbox, and reach it at localhost or its ' +
          'PUBLIC_URL.',
      ),
    );
  });

  it('says that nothing answers, and how to start it', async () => {
    const service = await startTestService();
    await service.close();
    await expect(checkReady(service.service.url, { environment: 'development' })).rejects.toThrow(/npm start$/);
  });

  it('does not run in production', async () => {
    await expect(checkReady('http://127.0.0.1', { environment: 'production' })).rejects.toThrow(
      /not run in production/,
    );
  });
});
