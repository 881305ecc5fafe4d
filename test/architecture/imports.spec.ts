import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import importRules, { confined, folders, rules } from '../../scripts/config/import-rules.js';

/** Every import in `baseDir`/src that breaks a rule, as `rule: importing file → imported file`. */
async function violationsIn(baseDir: string): Promise<{ violations: string[]; modules: number }> {
  const { output } = await cruise(['src'], {
    ...importRules.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: rules },
  });
  const result = output as ICruiseResult;
  return {
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort(),
    modules: result.modules.length,
  };
}

describe('who may import whom', () => {
  it('src keeps to it', async () => {
    const { violations, modules } = await violationsIn(process.cwd());

    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(20);
  });
});

describe('every rule bites', () => {
  /** Rule → a file that breaks it: [path, text]. */
  const offenders: Record<string, readonly [path: string, text: string]> = {
    'domain-is-pure': ['src/domain/reads-the-disk.ts', `import 'node:fs';`],
    'program-alone': ['src/test-support.ts', `import '../test/support.js';`],
    'folder-has-its-row': ['src/main.ts', `import './unlisted/all.js';`],
    'no-circle': ['src/domain/egg.ts', `import './hen.js';`],
    declared: ['src/undeclared.ts', `import 'left-pad';`],
    'traces-when-asked': ['src/traces-always.ts', `import './tracing/open-telemetry.js';`],
  };
  for (const [folder, { types }] of Object.entries(folders)) {
    offenders[`${folder}-imports`] = [`src/${folder}/imports-main.ts`, `import '../main.js';`];
    for (const path of types) {
      offenders[`${folder}-imports-types-of-${path}`] = [
        `src/${folder}/imports-values-of-${path.replace(/\W/g, '-')}.ts`,
        `import { value } from '../${path.endsWith('/') ? `${path}value.ts` : path}';\nexport default value;`,
      ];
    }
  }
  for (const name of Object.keys(confined)) {
    offenders[`${name}-in-its-place`] = [`src/imports-${name.replace(/\W/g, '-')}.ts`, `import '${name}';`];
  }
  const innocents = {
    'src/domain/hen.ts': `import './egg.js';`,
    'src/domain/value.ts': 'export const value = 1;',
    'src/projections/value.ts': 'export const value = 1;',
    'src/projections/view-reader.ts': 'export const value = 1;',
    'src/application/password-throttle.ts': 'export const value = 1;',
    'src/application/phone-numbers.ts': 'export const value = 1;',
    'src/application/sending-throttle.ts': 'export const value = 1;',
    'src/delivery/value.ts': 'export const value = 1;',
    'src/application/value.ts': 'export const value = 1;',
    'src/event-store/value.ts': 'export const value = 1;',
    'src/graphql/value.ts': 'export const value = 1;',
    'src/tracing/open-telemetry.ts': '',
    'src/unlisted/all.ts': '',
    'test/support.ts': '',
    'src/graphql/imports-a-type.ts': `import type { value } from '../domain/value.js';\nexport type Value = typeof value;`,
  };

  let folder: string;
  let violations: string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sallyport-imports-'));
    for (const [path, text] of [...Object.values(offenders), ...Object.entries(innocents)]) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    ({ violations } = await violationsIn(folder));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(rules.map(({ name }) => String(name)))('%s', (name) => {
    expect(Object.keys(offenders)).toContain(name);
    const [path] = offenders[name]!;
    expect(violations).toContainEqual(expect.stringContaining(`${name}: ${path} → `));
  });

  it('and lets an import of a type alone where types may be imported', () => {
    expect(violations.filter((violation) => violation.includes('imports-a-type'))).toEqual([]);
  });
});
