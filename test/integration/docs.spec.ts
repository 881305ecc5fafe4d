import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildProgram, startProgram } from '../support/program.js';
import { testRedis } from '../support/redis/test-redis.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The fenced blocks of one language. */
const blocks = (document: string, language: string): readonly string[] =>
  [...read(document).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

describe('what the documents say is so', () => {
  const schema = buildSchema(read('schema/schema.graphql'));
  const operations = documents.flatMap((document) => blocks(document, 'graphql').map((text) => ({ document, text })));

  it('has operations to look at', () => {
    expect(operations.length).toBeGreaterThan(5);
  });

  it.each(operations)('an operation of $document fits the schema: $text', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it.each(documents)('every link of %s leads somewhere', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  it.each(documents)('every npm script that %s names is there', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(document).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('the commands of the guides', { timeout: 180_000 }, () => {
  beforeAll(buildProgram, 180_000);

  it('do what the guides say, in the order in which they stand there, beside a service', async () => {
    const settings = { DATA_DIR: temporaryDirectory(), REDIS_URL: testRedis() };
    const program = await startProgram({ ...settings, LOG_LEVEL: 'warn' });
    onTestFinished(async () => {
      program.kill();
      await program.ended;
    });
    const commands = [...blocks('docs/ops.md', 'sh'), ...blocks('docs/auditors.md', 'sh')]
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('npm run -s sallyport -- '))
      .map((line) => line.replace('npm run -s sallyport -- ', '').replace('demo-owner', 'grace'));
    expect(commands.length).toBeGreaterThanOrEqual(5);

    for (const command of commands) {
      const { status, stdout, stderr } = spawnSync(
        'sh',
        ['-c', `exec "$0" "$1" ${command}`, process.execPath, join(root, 'dist/src/ops/cli.js')],
        {
          env: { PATH: process.env['PATH'], ...settings },
          input: 'seven quiet otters\n',
          encoding: 'utf8',
        },
      );
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
      expect(stdout).not.toBe('');
    }
  });
});
