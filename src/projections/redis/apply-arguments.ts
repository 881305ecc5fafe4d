import type { Partition } from '../partition.js';
import type { Document, EditionBatch } from '../view-store.js';
import { textOf } from './document-text.js';
import type { RedisKeys } from './redis-keys.js';
import { membersField } from './scripts.js';

/** What `applyScript` is given: the keys, and what comes after fence, channel and message. */
export function applyArguments(
  keys: RedisKeys,
  partition: Partition,
  batches: readonly EditionBatch[],
): { readonly names: readonly string[]; readonly parameters: readonly string[] } {
  const groups = batches.flatMap(({ edition, groups: changes }, index) =>
    changes.map((change) => ({ ...change, edition, section: index + 1 })),
  );
  const names = [
    keys.fence(partition),
    ...batches.map(({ edition }) => keys.edition(edition, partition)),
    ...groups.map(({ edition, group }) => keys.group(edition, partition, group)),
  ];
  const parameters = [String(batches.length)];
  for (const batch of batches) addBatch(parameters, batch);
  for (const { section, group, added, removed } of groups) {
    parameters.push(String(section), membersField(group));
    parameters.push(String(added.length), ...added, String(removed.length), ...removed);
  }
  return { names, parameters };
}

function addBatch(parameters: string[], { edition, expected, position, documents }: EditionBatch): void {
  const written: string[] = [];
  const removed: string[] = [];
  for (const [id, document] of documents) {
    if (document === undefined) removed.push(id);
    else written.push(id, textFor(edition, id, document));
  }
  parameters.push(expected ?? '', position, String(written.length / 2), ...written);
  parameters.push(String(removed.length), ...removed);
}

function textFor(edition: string, id: string, document: Document): string {
  return textOf({ edition, id }, document);
}
