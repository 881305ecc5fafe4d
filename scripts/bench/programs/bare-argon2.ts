/**
 * Verifies passwords and nothing else. Arguments: a hash, an entered password, how many at a time, for how many
 * seconds. Prints how many it did a second.
 */
import { verify } from '@node-rs/argon2';

const [, , hash = '', entered = '', connections = '1', seconds = '1'] = process.argv;
const begun = performance.now();
const elapsed = () => (performance.now() - begun) / 1_000;
let verified = 0;

await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (elapsed() < Number(seconds)) {
      await verify(hash, entered);
      verified += 1;
    }
  }),
);
console.log(verified / elapsed());
