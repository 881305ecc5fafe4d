import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectSecurely } from 'node:tls';

/** How long a server may take to say anything. */
const patience = 5_000;

/**
 * Sends one command on a connection of its own, without a client library. Resolves to the reply: a status, a number or a
 * string as text, and nothing (a nil) as undefined.
 *
 * @throws {Error} the server is not there, is silent for 5 seconds, or refuses the command, in its own words.
 */
export async function redisCommand(url: string, ...command: readonly string[]): Promise<string | undefined> {
  const { protocol, hostname, port, username, password } = new URL(url);
  const credentials = [username, password].map(decodeURIComponent).filter((word) => word !== '');
  const address = { host: hostname, port: Number(port || 6379) };
  const socket = protocol === 'rediss:' ? connectSecurely(address) : connect(address);
  socket.setTimeout(patience, () => socket.destroy(new Error(`Nothing was heard for ${patience} ms`)));

  const commands = [...(credentials.length > 0 ? [['AUTH', ...credentials]] : []), command, ['QUIT']];
  socket.write(commands.map(encode).join(''));
  // One byte is one character, as the lengths in the replies count them.
  socket.setEncoding('latin1');
  const replies = readReplies(await text(socket));
  if (replies.length < commands.length) {
    throw new Error(`Redis closed the connection without an answer to ${command.join(' ')}`);
  }
  return replies.at(-2);
}

const encode = (command: readonly string[]): string =>
  `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/**
 * One after the other, as Redis writes them (RESP 2); no arrays.
 *
 * @throws {Error} of the first that is an error.
 */
function readReplies(received: string): (string | undefined)[] {
  const replies: (string | undefined)[] = [];
  let rest = received;
  while (rest.includes('\r\n')) {
    const kind = rest.charAt(0);
    const line = rest.slice(1, rest.indexOf('\r\n'));
    rest = rest.slice(1 + line.length + 2);
    if (kind === '-') {
      throw new Error(line);
    }
    if (kind !== '$') {
      replies.push(line);
    } else if (line === '-1') {
      replies.push(undefined);
    } else {
      replies.push(Buffer.from(rest.slice(0, Number(line)), 'latin1').toString());
      rest = rest.slice(Number(line) + 2);
    }
  }
  return replies;
}
