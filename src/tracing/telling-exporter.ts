import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** The same exporter, which says when spans could not be delivered; once until some are again. */
export function telling(exporter: SpanExporter, onLost: () => void): SpanExporter {
  let isLost = false;
  return {
    export: (spans, onResult) =>
      exporter.export(spans, (result) => {
        // `ExportResultCode` is of a package that the SDK does not pass on: 0 is its SUCCESS.
        const { code }: { readonly code: number } = result;
        const isDelivered = code === 0;
        if (!isDelivered && !isLost) onLost();
        isLost = !isDelivered;
        onResult(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
