import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The TCP connections of one server, held so that they can be cut as if the process or the network had died. */
export interface Connections {
  readonly port: number;
  /** Cuts the connection with this peer, in the form that gRPC gives it: `address:port`. */
  cut(peer: string): void;
  /** Stops listening and cuts all connections at once. */
  stop(): Promise<void>;
  /** Listens on the same port as before. */
  restart(): Promise<void>;
}

/** Listens on a port of this machine (a free one by default) and hands each connection to whoever speaks on it. */
export async function listenForConnections(serve: (socket: Socket) => void, port = 0): Promise<Connections> {
  const open = new Map<string, Socket>();
  const server = createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    open.set(peer, socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(peer));
    serve(socket);
  });
  const listen = async (on: number): Promise<void> => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(port);
  const address = server.address() as AddressInfo;

  return {
    port: address.port,
    cut: (peer) => open.get(peer)?.destroy(),
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of open.values()) socket.destroy();
      await closed;
    },
    restart: async () => {
      if (!server.listening) await listen(address.port);
    },
  };
}
