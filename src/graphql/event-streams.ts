import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { print } from 'graphql-sse';
import type { Timers } from '../application/timers.js';

/** The answer to one subscription: GraphQL over Server-Sent Events, distinct connections mode. */
export interface EventStream {
  /** Aborted when the client has gone away, or the service closes. */
  readonly signal: AbortSignal;
  /** Resolves when the client has taken it, or has gone away: whoever waits for that keeps nothing for a slow reader. */
  send(result: FormattedExecutionResult): Promise<void>;
}

/** The subscriptions that this process answers now. */
export interface EventStreams {
  /** Whether another one may be opened. */
  hasRoom(): boolean;
  count(): number;
  /**
   * Answers with the results that `produce` sends, and completes the stream when it resolves. It must not reject, and
   * must resolve soon after its signal is aborted.
   */
  answer(reply: FastifyReply, produce: (stream: EventStream) => Promise<void>): Promise<void>;
  /** Completes all of them; none may be opened any more. */
  close(): void;
}

export interface EventStreamsOptions {
  readonly timers: Timers;
  /** How many there may be at a time (attack 38). */
  readonly most: number;
}

/** Milliseconds between two signs of life: less than any proxy, or this server itself, takes an idle connection for dead. */
const beatInterval = 15_000;

/** A comment. The first one makes browsers and proxies see that the answer has begun. */
const beat = ':\n\n';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Else nginx keeps events until it has enough of them.
  'x-accel-buffering': 'no',
};

export function createEventStreams({ timers, most }: EventStreamsOptions): EventStreams {
  const open = new Set<AbortController>();
  let closed = false;

  return {
    hasRoom: () => !closed && open.size < most,

    count: () => open.size,

    answer: async (reply, produce) => {
      const { raw } = reply.headers(headers).hijack();
      const ending = new AbortController();
      const gone = new Promise<void>((resolve) => raw.once('close', resolve));
      void gone.then(() => ending.abort());
      const send = (text: string) => Promise.race([write(raw, text), gone]);

      open.add(ending);
      writeHead(reply);
      const stopBeating = keepAlive(raw, timers);
      try {
        await send(beat);
        await produce({ signal: ending.signal, send: (result) => send(printResult(result)) });
        await send(print({ event: 'complete', data: null }));
      } finally {
        stopBeating();
        open.delete(ending);
        raw.end();
      }
    },

    close: () => {
      closed = true;
      for (const ending of open) ending.abort();
    },
  };
}

/** Fastify leaves the headers that it was told of to whoever writes the answer. */
function writeHead(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.writeHead(200);
}

/** An error is told by what stands in it as JSON; the library asks for the object that it would be made from. */
function printResult(result: FormattedExecutionResult): string {
  return print({ event: 'next', data: result as ExecutionResult });
}

/** Resolves when the operating system has taken it. */
function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    response.write(text, () => resolve());
  });
}

/** @returns what ends it. */
function keepAlive(response: ServerResponse, timers: Timers): () => void {
  let cancel: () => void;
  const schedule = (): void => {
    cancel = timers.after(beatInterval, () => {
      // For a client that takes nothing, signs of life would only pile up.
      if (response.writableLength === 0) response.write(beat);
      schedule();
    });
  };
  schedule();
  return () => cancel();
}
