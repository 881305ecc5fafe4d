import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEvent, canonicalJson } from '../../../src/event-store/copy/canonical-event.js';
import { createHistoryDigester } from '../../../src/event-store/copy/history-digest.js';
import type { RecordedEvent } from '../../../src/event-store/port.js';
import { sessionSeen, someInstant } from '../../support/events.js';

const recorded = (changes: Partial<RecordedEvent> = {}) =>
  ({
    ...sessionSeen(1),
    stream: 'twoFactor-user-1',
    revision: 0,
    position: '00000000000000000001',
    occurredAt: someInstant,
    ...changes,
  }) as RecordedEvent;

describe('the canonical form of an event', () => {
  it('has members in the order of their names, whichever they came in, and no space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ä"' }], a: 1e21, e: undefined, É: true })).toBe(
      '{"a":1e+21,"b":[1,{"c":"ä\\"","d":null}],"É":true}',
    );
  });

  it('means the same as what it was made of, and is its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalJson(JSON.parse(text)));
        // JSON itself has no minus zero.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out where the store has put it, and nothing else', () => {
    expect(canonicalEvent(recorded({ position: '00000000000000000009' }))).toBe(canonicalEvent(recorded()));
    expect(canonicalEvent(recorded({ revision: 1 }))).not.toBe(canonicalEvent(recorded()));
    expect(canonicalEvent(recorded({ stream: 'twoFactor-user-2' }))).not.toBe(canonicalEvent(recorded()));
  });
});

describe('the digest of a history', () => {
  it('is SHA-256 of its events, a line each: what anybody can compute again', () => {
    const digester = createHistoryDigester();
    for (const text of ['{"a":1}', '{"a":2}']) digester.add(text);
    expect(digester.end()).toEqual({
      events: 2,
      digest: createHash('sha256').update('{"a":1}\n{"a":2}\n').digest('hex'),
    });
  });
});
