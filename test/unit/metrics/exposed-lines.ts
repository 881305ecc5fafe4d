import type { Metrics } from '../../../src/metrics/metrics.js';

/** What is read of the metrics whose names begin so, line by line. */
export async function exposedLines(metrics: Pick<Metrics, 'exposition'>, name: string): Promise<readonly string[]> {
  const { text } = await metrics.exposition();
  return text.split('\n').filter((line) => line.startsWith(name));
}
