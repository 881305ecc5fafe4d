/**
 * Writes the GraphQL schema to schema/schema.graphql, for clients and reviews. With --check it writes nothing and fails
 * where the file is not what the code says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printApiSchema } from '../src/graphql/schema.js';

const file = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));

function committed(): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const current = printApiSchema();

if (!process.argv.includes('--check')) {
  writeFileSync(file, current);
} else if (committed() !== current) {
  console.error('schema/schema.graphql: not current. Run: npm run schema:emit');
  process.exitCode = 1;
}
