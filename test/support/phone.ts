import { timeStepAt, tokenOfTimeStep } from '../../src/crypto/totp.js';

/** Steps that a wrong token must be wrong in: the ten minutes either side in which a skewed clock would be noticed. */
const around = Array.from({ length: 43 }, (_, index) => index - 21);

/** What an authenticator app with this secret shows at a moment, or so many steps away from it. */
export function tokenAt(secret: string, at: number, stepsAway = 0): string {
  return tokenOfTimeStep(secret, timeStepAt(at) + stepsAway);
}

/** A token that is wrong at a moment and for ten minutes before and after. */
export function wrongTokenAt(secret: string, at: number): string {
  const right = new Set(around.map((steps) => tokenAt(secret, at, steps)));
  for (let digits = 0; ; digits += 1) {
    const token = String(digits).padStart(6, '0');
    if (!right.has(token)) return token;
  }
}
