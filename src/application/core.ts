import type { KeyedHash } from '../crypto/keyed-hash.js';
import type { Passwords } from '../crypto/password.js';
import type { RandomBytes } from '../crypto/random-bytes.js';
import type { SessionTokens } from '../crypto/session-tokens.js';
import type { SmsTokenDerivation } from '../crypto/sms-tokens.js';
import type { OperationsState } from '../domain/operations/state.js';
import type { ResellerState } from '../domain/reseller/state.js';
import type { Limits } from '../domain/two-factor/limits.js';
import type { Method } from '../domain/two-factor/method.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { UserState } from '../domain/user/state.js';
import { createStreams, type Streams, type StreamsDependencies } from './handle-command.js';
import type { PasswordThrottle } from './password-throttle.js';
import type { PasswordVerifier } from './password-verifier.js';
import type { PhoneNumbers } from './phone-numbers.js';
import type { PositionTokens } from './position-tokens.js';
import type { SendingPolicy } from './sending-policy.js';
import {
  operationsStreams,
  resellerStreams,
  twoFactorStreams,
  type UsernameState,
  unknownUsernameStreams,
  usernameStreams,
  userStreams,
} from './stream-kinds.js';

/** What use cases are made of. */
export interface Core extends CoreDependencies {
  readonly twoFactor: Streams<'twoFactor', TwoFactorState>;
  readonly users: Streams<'user', UserState>;
  readonly resellers: Streams<'reseller', ResellerState>;
  readonly usernames: Streams<'username', UsernameState>;
  readonly unknownUsernames: Streams<'unknownUsername', null>;
  readonly operations: Streams<'operations', OperationsState>;
}

export interface CoreDependencies extends StreamsDependencies {
  readonly randomBytes: RandomBytes;
  /** Hash of a username, for the names of its streams. */
  readonly usernameHash: KeyedHash;
  readonly passwords: Passwords;
  readonly passwordVerifier: PasswordVerifier;
  readonly passwordThrottle: PasswordThrottle;
  readonly sessionTokens: SessionTokens;
  readonly smsTokens: SmsTokenDerivation;
  readonly phoneNumbers: PhoneNumbers;
  /** Hash of a phone number, or of its beginning, for counting what is sent to it. */
  readonly phoneNumberHash: KeyedHash;
  readonly sendingPolicy: SendingPolicy;
  readonly positionTokens: PositionTokens;
  readonly limits: Limits;
  /** Who the accounts are with, as authenticator apps show it. */
  readonly issuerName: string;
  /** The methods that this deployment can serve. */
  readonly servedMethods: readonly Method[];
}

export function createCore(dependencies: CoreDependencies): Core {
  return {
    ...dependencies,
    twoFactor: createStreams(twoFactorStreams, dependencies),
    users: createStreams(userStreams, dependencies),
    resellers: createStreams(resellerStreams, dependencies),
    usernames: createStreams(usernameStreams, dependencies),
    unknownUsernames: createStreams(unknownUsernameStreams, dependencies),
    operations: createStreams(operationsStreams, dependencies),
  };
}
