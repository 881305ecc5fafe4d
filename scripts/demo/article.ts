import { changeDefault } from './change-default.js';
import { enableApp } from './enable-app.js';
import { enableSms } from './enable-sms.js';
import { openSettings } from './open-settings.js';
import { regenerateCodes } from './regenerate-codes.js';
import { signInBySms } from './sign-in-by-sms.js';
import { signInWithRecoveryCode } from './sign-in-with-recovery-code.js';
import { turnOff } from './turn-off.js';
import type { Walk } from './walk.js';

/**
 * Walks through the article, over the API alone; the phone gets its messages from the outbox.
 * @throws {Surprise} a step did not do what it should.
 */
export async function walkThroughTheArticle(walk: Walk): Promise<void> {
  const first = await openSettings(walk);
  const enabledApp = await enableApp(walk, first);
  const printedCodes = await enableSms(walk, first, enabledApp);
  const second = await signInBySms(walk, first);
  const third = await changeDefault(walk, second, enabledApp.app);
  const freshCodes = await regenerateCodes(walk, third);
  const fourth = await signInWithRecoveryCode(walk, { voidCode: printedCodes[0], freshCode: freshCodes[0] });
  await turnOff(walk, fourth);
}
