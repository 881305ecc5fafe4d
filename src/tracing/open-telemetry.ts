import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, SpanKind as Role, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { second } from '../domain/instant.js';
import { onlyAllowed, type SpanAttributes } from './span-attributes.js';
import { telling } from './telling-exporter.js';
import type { SpanKind, SpanStart, Tracing } from './tracing.js';

export interface OpenTelemetryOptions {
  /** Where a collector takes OTLP over HTTP, like `http://127.0.0.1:4318`. */
  readonly endpoint: string;
  /** An id of this process. */
  readonly instanceId: string;
  /** Told when spans could not be delivered; once until some are again. They are lost, and nothing else is. */
  readonly onLost: () => void;
}

/** Where in a trace something is done. */
interface Place {
  readonly context: Context;
  readonly span: Span;
  readonly root: { readonly correlationId: string; ended: boolean };
}

/** What a trace's reader is told of each kind, and which attribute tells spans of one kind apart. */
const kinds: Readonly<Record<SpanKind, { readonly role: Role; readonly detail?: keyof SpanAttributes }>> = {
  'graphql operation': { role: Role.SERVER },
  'use case': { role: Role.INTERNAL, detail: 'sallyport.use_case' },
  'event store': { role: Role.CLIENT, detail: 'db.operation.name' },
  redis: { role: Role.CLIENT, detail: 'db.operation.name' },
  'sms order': { role: Role.CONSUMER },
  'sms provider': { role: Role.CLIENT, detail: 'sallyport.sms_provider' },
};

/** Milliseconds for which a collector is waited for, also when the process ends. */
const patience = 2 * second;

/** Spans that wait to be delivered; more are dropped, so that a collector that is gone costs no memory. */
const mostWaiting = 2_048;

/**
 * Traces over OpenTelemetry. Nothing of it is global: libraries that would trace by themselves, and might say more than
 * is allowed, find nobody to tell.
 */
export function startOpenTelemetry({ endpoint, instanceId, onLost }: OpenTelemetryOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: patience });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'sallyport', 'service.instance.id': instanceId }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: telling(exporter, onLost),
        maxQueueSize: mostWaiting,
        scheduledDelayMillis: second,
        exportTimeoutMillis: patience,
      }),
    ],
  });
  const tracer = provider.getTracer('sallyport');
  const places = new AsyncLocalStorage<Place>();

  function start({ kind, attributes }: SpanStart, root: Place['root'], context: Context): Place {
    const { role, detail } = kinds[kind];
    const kept = onlyAllowed({ 'sallyport.correlation_id': root.correlationId, ...attributes });
    const name = [kind, detail === undefined ? undefined : kept[detail]].filter((part) => part !== undefined).join(' ');
    const span = tracer.startSpan(name, { kind: role, attributes: kept }, context);
    return { span, root, context: trace.setSpan(context, span) };
  }

  async function carryOut<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await places.run(place, work);
      place.span.end();
      return result;
    } catch (error) {
      fail(place.span, error);
      throw error;
    }
  }

  /** What goes on after the trace is over is not part of it any more. */
  function here(): Place | undefined {
    const place = places.getStore();
    return place?.root.ended === true ? undefined : place;
  }

  return {
    trace: async (correlationId, span, work) => {
      const root = { correlationId, ended: false };
      try {
        return await carryOut(start(span, root, ROOT_CONTEXT), work);
      } finally {
        root.ended = true;
      }
    },
    within: (span, work) => {
      const place = here();
      return place === undefined ? work() : carryOut(start(span, place.root, place.context), work);
    },
    begin: (span) => {
      const place = here();
      if (place === undefined) return () => undefined;
      const { span: begun } = start(span, place.root, place.context);
      return (thrown) => (thrown === undefined ? begun.end() : fail(begun, thrown));
    },
    tell: (attributes) => void here()?.span.setAttributes(onlyAllowed(attributes)),
    // Of what could not be delivered somebody was told.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** Its name only: a message may repeat what somebody sent. */
function fail(span: Span, thrown: unknown): void {
  span.setAttributes(onlyAllowed({ 'error.type': thrown instanceof Error ? thrown.name : typeof thrown }));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
