import { exactly } from './event-schema.js';
import { operationsSchemas } from './operations.js';
import { resellerSchemas } from './reseller.js';
import { twoFactorSchemas } from './two-factor.js';
import { userSchemas } from './user.js';
import { unknownUsernameSchemas, usernameSchemas } from './username.js';

/** The schema of every event type of this program, at its current version. */
export const eventSchemas = exactly({
  twoFactor: twoFactorSchemas,
  user: userSchemas,
  username: usernameSchemas,
  unknownUsername: unknownUsernameSchemas,
  reseller: resellerSchemas,
  operations: operationsSchemas,
});
