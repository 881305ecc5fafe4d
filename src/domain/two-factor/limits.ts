import { day, hour, minute, second } from '../instant.js';

/** The numbers of the rules. Times are milliseconds. Configuration can change them within the rules' bounds. */
export interface Limits {
  /** B4 */
  readonly challengeLifetime: number;
  readonly answersPerChallenge: number;
  readonly openChallenges: number;
  /** B5: wrong answers in a row before the first lock, and before the lock that only a person can open. */
  readonly wrongBeforeLock: number;
  readonly wrongBeforeLastingLock: number;
  readonly firstLock: number;
  readonly longestLock: number;
  /** B7 */
  readonly wrongRecoveryCodes: number;
  readonly recoveryCodeWindow: number;
  /** E1 */
  readonly enrollmentLifetime: number;
  readonly wrongTokensPerEnrollment: number;
  /** E2: how long a second-factor answer opens the account settings. */
  readonly stepUpLifetime: number;
  /** B10 */
  readonly sessionLifetime: number;
  readonly sessionIdleTime: number;
  /** How often at most a session in use is recorded; an idle session ends this much early at worst. */
  readonly sessionSeenInterval: number;
  readonly sessionsPerUser: number;
  /** D2 */
  readonly smsTokenLifetime: number;
  /** D3: waits after the first token of a prompt, the second …; the last one stays. */
  readonly resendWaits: readonly number[];
  readonly tokensPerUser: number;
  readonly userSendingWindow: number;
}

export const defaultLimits: Limits = {
  challengeLifetime: 10 * minute,
  answersPerChallenge: 5,
  openChallenges: 3,
  wrongBeforeLock: 5,
  wrongBeforeLastingLock: 100,
  firstLock: minute,
  longestLock: hour,
  wrongRecoveryCodes: 5,
  recoveryCodeWindow: hour,
  enrollmentLifetime: 10 * minute,
  wrongTokensPerEnrollment: 5,
  stepUpLifetime: 10 * minute,
  sessionLifetime: day,
  sessionIdleTime: hour,
  sessionSeenInterval: 5 * minute,
  sessionsPerUser: 50,
  smsTokenLifetime: 5 * minute,
  resendWaits: [30 * second, minute, 2 * minute],
  tokensPerUser: 10,
  userSendingWindow: hour,
};
