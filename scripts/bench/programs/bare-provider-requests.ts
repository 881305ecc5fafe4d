/**
 * Hands messages to the provider, each over a connection of its own as the program does, and does nothing else.
 * Loaded with `lead-to-provider.js`. Arguments: how many at a time, for how many seconds. Prints how many were taken a
 * second.
 */
import { request } from 'node:https';
import { perSecond } from '../per-second.js';

const [, , atOnce = '1', seconds = '1'] = process.argv;
const message = JSON.stringify({
  originator: 'Sallyport',
  recipients: ['14165550123'],
  body: '123456 is your token to sign in. Never share it.\n@sallyport.test #123456',
  datacoding: 'auto',
  reference: 'A'.repeat(43),
  reportUrl: 'http://sallyport.test/webhooks/messagebird',
  validity: 300,
});
const headers = {
  authorization: 'AccessKey access-key-of-nobody',
  connection: 'close',
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(message),
};

function handOver(): Promise<void> {
  return new Promise((resolve, reject) => {
    request('https://rest.messagebird.com/messages', { method: 'POST', headers }, (response) => {
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(message);
  });
}

// To warm up: the program is measured when it has been at it for a while, too.
await perSecond(Number(atOnce), 1, handOver);
console.log(await perSecond(Number(atOnce), Number(seconds), handOver));
