import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as it arrives, with its attributes by name. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** 2: it failed. */
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events: readonly unknown[];
}

/** Takes traces as a collector does: OTLP over HTTP, on this machine. */
export interface TraceCollector {
  readonly url: string;
  /** Every request as it came: address, headers and body. */
  received(): readonly string[];
  spans(): readonly CollectedSpan[];
  close(): Promise<void>;
}

/** What is read of OTLP's JSON: `ExportTraceServiceRequest`. */
interface Delivery {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[];
}

interface OtlpSpan extends Omit<CollectedSpan, 'attributes' | 'events'> {
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly events?: readonly unknown[];
}

/** @param status that every delivery is answered with. */
export async function startTraceCollector(status = 200): Promise<TraceCollector> {
  const received: string[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(JSON.stringify([request.method, request.url, request.headers, body]));
      if (request.method === 'POST' && request.url === '/v1/traces') bodies.push(body);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    spans: () => bodies.flatMap(spansOf),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansOf(body: string): readonly CollectedSpan[] {
  const { resourceSpans } = JSON.parse(body) as Delivery;
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ attributes, events = [], ...span }) => ({
      ...span,
      events,
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    }));
}
