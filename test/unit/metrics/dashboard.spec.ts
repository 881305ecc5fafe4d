import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../../src/metrics/metrics.js';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}

const read = (file: string) => readFileSync(new URL(`../../../scripts/docker/${file}`, import.meta.url), 'utf8');
const { panels } = JSON.parse(read('grafana/sallyport.json')) as { readonly panels: readonly Panel[] };
const { groups } = parse(read('alerts.yml')) as { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

const queries: readonly (readonly [string, string])[] = [
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [`panel ${title}`, expr] as const)),
  ...rules.map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
];

/** The names of metrics that a query asks for. */
const namesIn = (query: string) => query.match(/\b(?:sallyport|process|nodejs)_\w+/g) ?? [];

/** What Prometheus makes of a histogram. */
const parts = /_(?:bucket|count|sum)$/;

/** The type of each metric, by its name. */
async function exposedMetrics(): Promise<ReadonlyMap<string, string>> {
  const { text } = await createMetrics({ countries: ['DE'] }).exposition();
  return new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]));
}

describe('the dashboard and the alerts', () => {
  it('are some', () => {
    expect(panels.length).toBeGreaterThan(20);
    expect(rules.length).toBeGreaterThan(8);
  });

  it.each(queries)('%s asks for numbers that there are: %s', async (_where, query) => {
    const exposed = await exposedMetrics();
    const names = namesIn(query).filter((name) => exposed.get(name) !== 'histogram');
    const known = names.filter((name) => exposed.has(name) || exposed.get(name.replace(parts, '')) === 'histogram');
    expect(query.includes('up{job=') || namesIn(query).length > 0).toBe(true);
    expect(namesIn(query)).toEqual(known);
  });

  it('show everything that Sallyport tells', async () => {
    const shown = new Set(queries.flatMap(([, query]) => namesIn(query)).map((name) => name.replace(parts, '')));
    const told = [...(await exposedMetrics()).keys()].filter((name) => name.startsWith('sallyport_'));
    expect(told.filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each(rules)('$alert says what is wrong', ({ annotations }) => {
    expect(annotations['summary']).toMatch(/\.$/);
  });

  it('are about metrics that have a help text and base units', async () => {
    const { text } = await createMetrics({ countries: [] }).exposition();
    const helps = [...text.matchAll(/^# HELP (sallyport_\w+) (.+)$/gm)];
    expect(helps.length).toBeGreaterThan(15);
    for (const [, name = '', help = ''] of helps) {
      expect(help.length, name).toBeGreaterThan(20);
      expect(name).not.toMatch(/milli|micro|_ms|percent|kilo/);
    }
  });
});
