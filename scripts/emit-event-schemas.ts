/**
 * Writes the JSON Schema of every event type to schema/events/<Type>.<schemaVersion>.json, for those who read the
 * history without this program. With --check it writes nothing and fails where a file is not what the code says.
 *
 * A published schema may gain an optional field and changes in no other way: a changed shape is a new version.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventJsonSchemas } from '../src/event-store/json-schema.js';
import { eventSchemas } from '../src/event-store/schemas/event-schemas.js';

const folder = fileURLToPath(new URL('../../schema/events/', import.meta.url));

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const isObject = (json: Json): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** True where `emitted` says what `published` says, but for further optional properties. */
function isPublishedOrMore(published: Json, emitted: Json, ofProperties = false): boolean {
  if (Array.isArray(published) && Array.isArray(emitted)) {
    return (
      published.length === emitted.length &&
      published.every((item: Json, index) => isPublishedOrMore(item, emitted[index] as Json))
    );
  }
  if (!isObject(published) || !isObject(emitted)) {
    return published === emitted;
  }
  return (
    (ofProperties || Object.keys(emitted).every((key) => key in published)) &&
    Object.entries(published).every(
      ([key, value]) => key in emitted && isPublishedOrMore(value, emitted[key] as Json, key === 'properties'),
    )
  );
}

function read(file: string): string | undefined {
  return published.includes(file) ? readFileSync(folder + file, 'utf8') : undefined;
}

mkdirSync(folder, { recursive: true });
const checking = process.argv.includes('--check');
const published = readdirSync(folder);
const current = new Map<string, number>();
const complaints: string[] = [];

for (const { type, schemaVersion, schema } of eventJsonSchemas(eventSchemas)) {
  const file = `${type}.${schemaVersion}.json`;
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  const before = read(file);
  current.set(type, schemaVersion);
  if (before === text) {
    continue;
  }
  if (before !== undefined && !isPublishedOrMore(JSON.parse(before) as Json, JSON.parse(text) as Json)) {
    complaints.push(`${file}: the published shape has changed. Raise its schemaVersion and add an upcaster.`);
  } else if (checking) {
    complaints.push(`${file}: not current. Run: npm run schema:emit`);
  } else {
    writeFileSync(folder + file, text);
  }
}

for (const [type, schemaVersion] of current) {
  for (let version = 1; version < schemaVersion; version += 1) {
    if (!published.includes(`${type}.${version}.json`)) {
      complaints.push(`${type}.${version}.json: missing. There may be events of this version in a history.`);
    }
  }
}

for (const file of published) {
  const [type = '', version] = file.split('.');
  if (!(Number(version) <= (current.get(type) ?? 0))) {
    complaints.push(`${file}: the code does not know it. A published event type is kept for ever.`);
  }
}

if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}
