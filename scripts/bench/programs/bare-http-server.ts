/** A server that reads a POST and answers the same bytes to each. Argument: the answer. */
import { createServer } from 'node:http';

const answer = Buffer.from(process.argv[2] ?? '');
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length };

const server = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, headers).end(answer));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`http://127.0.0.1:${address?.port ?? 0}`);
});
process.once('SIGTERM', () => process.exit(0));
