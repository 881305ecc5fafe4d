import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import Table from 'cli-table3';
import type { Figure } from './measurement.js';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** Processes that wanted to run, on average over the minute before: above the number of cores, others were busy. */
  readonly loadBefore: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: process.platform,
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
  };
}

export function tableOf(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['measured', 'median', 'from … to', 'limit on this machine', 'its median', 'ratio', 'goal', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left', 'right', 'right', 'left', 'left'],
  });
  for (const { name, unit, value, rounds, limit, goal } of figures) {
    table.push([
      name,
      amount(value, unit),
      rounds.length > 1 ? `${amount(Math.min(...rounds), '')}… ${amount(Math.max(...rounds), '')}` : '',
      limit?.name ?? '',
      limit === undefined ? '' : amount(limit.value, unit),
      limit?.ratio.toFixed(2) ?? '',
      goal?.text ?? '',
      goal === undefined ? '' : goal.met ? 'met' : 'not met',
    ]);
  }
  return table.toString();
}

function amount(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}

/** Writes everything that was measured, round by round. */
export function writeResults(
  file: string,
  results: { readonly machine: Machine; readonly figures: readonly Figure[] },
) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...results }, undefined, 2)}\n`);
}
