import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Sends a message; a promise where the caller is slow, resolved when it can take more or is gone. */
export function send(call: ReadCall, message: ReadResp): Promise<void> | undefined {
  if (call.cancelled || call.write(message)) return undefined;
  return new Promise((resolve) => {
    const goOn = (): void => {
      call.off('drain', goOn).off('cancelled', goOn);
      resolve();
    };
    call.on('drain', goOn).on('cancelled', goOn);
  });
}

/** Resolves when all that was sent has left this process, or the caller is gone. */
export async function flush(call: ReadCall): Promise<void> {
  while (!call.cancelled && call.writableLength > 0) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
