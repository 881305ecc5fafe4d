import type { Client } from '../../src/client/client.js';
import type { ChallengeWatch } from './challenge-watch.js';
import type { MobilePhone } from './mobile-phone.js';
import type { Narrator } from './narrator.js';

/** What a person walks through the article with. */
export interface Walk {
  readonly client: Client;
  readonly watchChallenge: ChallengeWatch;
  readonly narrator: Narrator;
  /** Of the authenticator app. */
  readonly clock: () => number;
  readonly phone: MobilePhone;
  readonly username: string;
  readonly password: string;
}
