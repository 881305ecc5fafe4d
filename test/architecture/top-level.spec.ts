import { readdirSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The whole top level: a tool's configuration stands in scripts/config and is passed by flag. */
const topLevel = [
  '.ci',
  '.env.example',
  '.gitignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'codegen.yml',
  'docker-compose.yml',
  'docs',
  'package-lock.json',
  'package.json',
  'schema',
  'scripts',
  'src',
  'test',
  'tsconfig.json',
];

describe('the top level', () => {
  it('holds what it is to hold and nothing else', () => {
    const ignored = readFileSync('.gitignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((pattern) => pattern.replace(/\/$/, ''));
    const present = readdirSync('.').filter(
      (name) => name !== '.git' && !ignored.some((pattern) => matchesGlob(name, pattern)),
    );

    expect(present).toContain('src');
    expect(present.filter((name) => !topLevel.includes(name))).toEqual([]);
  });
});
