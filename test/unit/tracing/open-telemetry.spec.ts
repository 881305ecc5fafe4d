import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOpenTelemetry } from '../../../src/tracing/open-telemetry.js';
import type { SpanStart, Tracing } from '../../../src/tracing/tracing.js';
import { startTraceCollector, type TraceCollector } from '../../support/trace-collector.js';

const operation: SpanStart = { kind: 'graphql operation', attributes: {} };
const signIn: SpanStart = { kind: 'use case', attributes: { 'sallyport.use_case': 'signIn' } };
const append: SpanStart = { kind: 'event store', attributes: { 'db.operation.name': 'append' } };

let collector: TraceCollector;
let tracing: Tracing;
let lost: number;

beforeEach(async () => {
  collector = await startTraceCollector();
  onTestFinished(() => collector.close());
  lost = 0;
  tracing = start(collector.url);
});

function start(endpoint: string): Tracing {
  const onLost = () => {
    lost += 1;
  };
  return startOpenTelemetry({ endpoint, instanceId: 'instance-1', onLost });
}

describe('spans', () => {
  it('lie within one another, also where several are open at once', async () => {
    const one = (correlationId: string) =>
      tracing.trace(correlationId, operation, () =>
        tracing.within(signIn, () => tracing.within(append, async () => 7)),
      );
    expect(await Promise.all([one('a'), one('b')])).toEqual([7, 7]);
    await tracing.close();

    const spans = collector.spans();
    expect(spans.map(({ name }) => name).toSorted()).toEqual(
      ['event store append', 'graphql operation', 'use case signIn'].flatMap((name) => [name, name]),
    );
    for (const correlationId of ['a', 'b']) {
      const its = spans.filter(({ attributes }) => attributes['sallyport.correlation_id'] === correlationId);
      const idOf = (name: string) => its.find((span) => span.name === name)?.spanId;
      expect(its.find(({ name }) => name === 'event store append')?.parentSpanId).toBe(idOf('use case signIn'));
      expect(its.find(({ name }) => name === 'use case signIn')?.parentSpanId).toBe(idOf('graphql operation'));
      expect(new Set(its.map(({ traceId }) => traceId)).size).toBe(1);
    }
  });

  it('are none outside of a trace, or once it is over', async () => {
    await tracing.within(signIn, async () => undefined);
    tracing.begin(append)();
    tracing.tell({ 'sallyport.outcome': 'OK' });
    let goingOn: Promise<void> | undefined;
    await tracing.trace('a', operation, async () => {
      goingOn = setImmediate().then(() => tracing.within(append, async () => undefined));
    });
    await goingOn;
    await tracing.close();

    expect(collector.spans().map(({ name }) => name)).toEqual(['graphql operation']);
  });

  it('of what failed say what was thrown by its name only (attack 37), and let it pass', async () => {
    const thrown = new RangeError('secret-message');
    const fails = () => tracing.trace('a', operation, () => tracing.within(append, () => Promise.reject(thrown)));
    await expect(fails()).rejects.toBe(thrown);
    await tracing.trace('b', operation, async () => tracing.begin(signIn)({ name: 'secret-message' }));
    await tracing.close();

    const failed = collector.spans().filter(({ status }) => status.code === 2);
    expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['event store append', 'RangeError'],
      ['graphql operation', 'RangeError'],
      ['use case signIn', 'object'],
    ]);
    expect(collector.received().join()).not.toContain('secret-message');
  });

  it('say nothing that is not on the list, nor what does not look like it (attack 37)', async () => {
    const smuggled: Record<string, string> = {
      'graphql.document': 'secret-value',
      'sallyport.outcome': 'secret-value 123456',
      'sallyport.use_case': 'secret-value',
      'db.operation.name': 'read user:secret-value',
      'sallyport.sms_provider': 'secret-value',
    };
    await tracing.trace('secret value', { kind: 'redis', attributes: smuggled }, async () => tracing.tell(smuggled));
    await tracing.close();

    expect(collector.spans()).toEqual([expect.objectContaining({ name: 'redis', attributes: {} })]);
    expect(collector.received().join()).not.toContain('secret');
  });
});

describe('a collector', () => {
  it.each([
    ['that refuses', async () => startTraceCollector(500)],
    [
      'that is gone',
      async () => {
        const gone = await startTraceCollector();
        await gone.close();
        return gone;
      },
    ],
  ])('%s costs its spans, is told of once, and holds nothing up', async (_what, begin) => {
    const broken = await begin();
    onTestFinished(() => broken.close());
    const traced = start(broken.url);
    const done = await traced.trace('a', operation, async () => 'done');
    expect(done).toBe('done');
    await vi.waitFor(() => expect(lost).toBe(1), 10_000);
    await traced.trace('b', operation, async () => undefined);
    const begun = performance.now();
    await traced.close();
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(lost).toBe(1);
  });
});
