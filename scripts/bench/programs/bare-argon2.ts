/**
 * Verifies passwords and nothing else. Arguments: a hash, an entered password, how many at a time, for how many
 * seconds. Prints how many it did a second.
 */
import { verify } from '@node-rs/argon2';
import { perSecond } from '../per-second.js';

const [, , hash = '', entered = '', connections = '1', seconds = '1'] = process.argv;
console.log(await perSecond(Number(connections), Number(seconds), () => verify(hash, entered)));
