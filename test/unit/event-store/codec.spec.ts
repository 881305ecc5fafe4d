import { describe, expect, it } from 'vitest';
import { createCodec, type StoredEvent, type UncheckedEvent, UnreadableEvent } from '../../../src/event-store/codec.js';
import { InvalidEvent } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { eventId, newEvent, sessionSeen, someInstant, someMetadata, someSealedValue } from '../../support/events.js';

const codec = createCodec({ schemas: eventSchemas, upcasters });

/** What a store has of the smallest event there is. */
function stored(changes: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: eventId(1),
    type: 'SessionSeen',
    schemaVersion: 1,
    occurredAt: someInstant,
    data: '{"sessionId":"session-1"}',
    metadata: '{"actor":{"kind":"system"},"correlationId":"correlation-1","causationId":"causation-1"}',
    stream: 'twoFactor-a',
    revision: 4,
    position: '00000000000000000007',
    ...changes,
  };
}

/** This program, with `SessionSeen` at its third version and these upcasters for it. */
function thirdVersion(ofSessionSeen: Record<number, (data: unknown) => unknown>) {
  const { SessionSeen, ...others } = eventSchemas.twoFactor;
  const twoFactor = { ...others, SessionSeen: { ...SessionSeen, schemaVersion: 3 } };
  return createCodec({
    schemas: { ...eventSchemas, twoFactor },
    upcasters: { ...upcasters, SessionSeen: ofSessionSeen },
  });
}

/** What the error says that the action throws. */
function messageOf(action: () => unknown): string {
  try {
    action();
    return 'nothing was thrown';
  } catch (error) {
    return String(error);
  }
}

describe('encoding', () => {
  it('keeps each fact once: the metadata text is without what has a column of its own', () => {
    expect(codec.encode('twoFactor-a', [sessionSeen(1)])).toEqual([
      {
        id: eventId(1),
        type: 'SessionSeen',
        schemaVersion: 1,
        occurredAt: someInstant,
        data: '{"sessionId":"session-1"}',
        metadata: '{"actor":{"kind":"system"},"correlationId":"correlation-1","causationId":"causation-1"}',
      },
    ]);
  });

  it.each<{ what: string; event: UncheckedEvent; field: string }>([
    { what: 'a missing field', event: { ...sessionSeen(1), data: {} }, field: 'data.sessionId' },
    { what: 'a field of another type', event: { ...sessionSeen(1), data: { sessionId: 77 } }, field: 'data.sessionId' },
    {
      what: 'a field that the type does not have',
      event: { ...sessionSeen(1), data: { sessionId: 'session-1', token: '123456' } },
      field: 'data (unknown: token)',
    },
    {
      what: 'an optional field that is undefined',
      event: {
        ...sessionSeen(1),
        type: 'MethodEnrolled',
        data: { enrollmentId: 'enrollment-1', method: 'SMS', timeStep: undefined },
      },
      field: 'data.timeStep',
    },
    {
      what: 'a sealed value that is not sealed',
      event: {
        ...sessionSeen(1),
        type: 'EnrollmentStarted',
        data: {
          enrollmentId: 'enrollment-1',
          sessionId: 'session-1',
          expiresAt: someInstant,
          method: 'AUTHENTICATOR_APP',
          secret: 'JBSWY3DPEHPK3PXP',
        },
      },
      field: 'data.secret',
    },
    {
      what: 'a sealed value with a part that is too short',
      event: {
        ...sessionSeen(1),
        metadata: someMetadata({ client: { ...someSealedValue(), tag: 'short' } }),
      },
      field: 'metadata.client.tag',
    },
    {
      what: 'an instant of another width',
      event: { ...sessionSeen(1), metadata: someMetadata({ occurredAt: '2026-11-24T12:00:00Z' }) },
      field: 'metadata.occurredAt',
    },
    {
      what: 'a user without an id',
      event: { ...sessionSeen(1), metadata: someMetadata({ actor: { kind: 'user' } }) },
      field: 'metadata.actor.id',
    },
    {
      what: 'a version that is not the current one',
      event: { ...sessionSeen(1), metadata: someMetadata({ schemaVersion: 2 }) },
      field: 'metadata.schemaVersion',
    },
    { what: 'an id that is no UUIDv7', event: { ...sessionSeen(1), id: 'event-1' }, field: 'id' },
  ])('refuses $what, naming the field', ({ event, field }) => {
    expect(() => codec.encode('twoFactor-a', [event])).toThrow(InvalidEvent);
    expect(() => codec.encode('twoFactor-a', [event])).toThrow(field);
  });

  it('never names a value', () => {
    const secret = 'JBSWY3DPEHPK3PXP';
    const misfit = { ...sessionSeen(1), data: { sessionId: [secret] }, metadata: someMetadata({ causationId: '' }) };
    const message = messageOf(() => codec.encode('twoFactor-a', [misfit]));
    expect(message).toContain('data.sessionId');
    expect(message).not.toContain(secret);
  });

  it('refuses a type that there is not', () => {
    expect(() => codec.encode('twoFactor-a', [{ ...sessionSeen(1), type: 'Invented' }])).toThrow(InvalidEvent);
    expect(() => codec.encode('twoFactor-a', [{ ...sessionSeen(1), type: 'constructor' }])).toThrow(InvalidEvent);
  });

  it.each(['user-a', 'twoFactor-', 'twoFactor', 'twoFactorial-a'] as const)('refuses the stream "%s"', (stream) => {
    expect(() => codec.encode(stream as 'user-a', [sessionSeen(1)])).toThrow(InvalidEvent);
  });
});

describe('decoding', () => {
  it('gives back what was encoded, with its place', () => {
    const event = newEvent(1, 'SecondFactorLocked', { wrongInARow: 10, until: null }, { interface: 'CLASSIC' });
    const place = { stream: 'twoFactor-a', revision: 4, position: '00000000000000000007' } as const;
    const [encoded] = codec.encode('twoFactor-a', [event]);
    expect(codec.decode(stored({ ...encoded, ...place }))).toEqual({ ...event, ...place, occurredAt: someInstant });
  });

  it('does not look at the metadata before somebody asks', () => {
    const event = codec.decode(stored({ metadata: 'not even JSON' }));
    expect([event.id, event.occurredAt]).toEqual([eventId(1), someInstant]);
    expect(() => event.metadata).toThrow(UnreadableEvent);
  });

  it('parses the metadata once', () => {
    const event = codec.decode(stored());
    expect(event.metadata).toBe(event.metadata);
  });

  it.each([
    { reason: 'UNKNOWN_TYPE', changes: { type: 'FromTheFuture' } },
    { reason: 'NEWER_VERSION', changes: { schemaVersion: 2 } },
    { reason: 'NO_UPCASTER', changes: { schemaVersion: 0 } },
    { reason: 'WRONG_STREAM', changes: { stream: 'user-a' } },
    { reason: 'MALFORMED', changes: { data: '{"sessionId":"secret' } },
  ] as const)('fails closed on an event that it cannot understand: $reason', ({ reason, changes }) => {
    const decode = () => codec.decode(stored(changes));
    expect(decode).toThrow(UnreadableEvent);
    expect(decode).toThrow(expect.objectContaining({ reason }));
    expect(messageOf(decode)).not.toContain('secret');
  });
});

describe('upcasting', () => {
  const fromFirst = (data: unknown) => [data, 'from 1 to 2'];
  const fromSecond = (data: unknown) => [data, 'from 2 to 3'];
  const upcasting = thirdVersion({ 1: fromFirst, 2: fromSecond });

  it('takes the data through every version up to the current one', () => {
    const { data } = upcasting.decode(stored({ schemaVersion: 1 }));
    expect(data).toEqual([[{ sessionId: 'session-1' }, 'from 1 to 2'], 'from 2 to 3']);
  });

  it('begins at the version that was recorded', () => {
    const { data } = upcasting.decode(stored({ schemaVersion: 2 }));
    expect(data).toEqual([{ sessionId: 'session-1' }, 'from 2 to 3']);
  });

  it('leaves the current version alone, and the recorded version in the metadata', () => {
    expect(upcasting.decode(stored({ schemaVersion: 3 })).data).toEqual({ sessionId: 'session-1' });
    expect(upcasting.decode(stored({ schemaVersion: 1 })).metadata.schemaVersion).toBe(1);
  });

  it('takes new events at the current version only', () => {
    expect(upcasting.schemaVersion('SessionSeen')).toBe(3);
    expect(() => upcasting.encode('twoFactor-a', [sessionSeen(1)])).toThrow('metadata.schemaVersion');
    const current = newEvent(1, 'SessionSeen', { sessionId: 'session-1' }, { schemaVersion: 3 });
    expect(upcasting.encode('twoFactor-a', [current])[0]?.schemaVersion).toBe(3);
  });

  it.each([
    { what: 'one is missing', ofSessionSeen: { 2: fromSecond } },
    { what: 'one leads past the current version', ofSessionSeen: { 1: fromFirst, 2: fromSecond, 3: fromSecond } },
  ])('is refused at the start where $what', ({ ofSessionSeen }) => {
    expect(() => thirdVersion(ofSessionSeen)).toThrow('SessionSeen');
  });

  it.each<{ type: 'TokenRejected' | 'EnrollmentTokenRejected'; data: object }>([
    {
      type: 'TokenRejected',
      data: { challengeId: 'challenge-1', method: 'SMS', reason: 'TOKEN_WRONG', wrongInARow: 1 },
    },
    { type: 'EnrollmentTokenRejected', data: { enrollmentId: 'enrollment-1', reason: 'TOKEN_WRONG' } },
  ])('reads a $type of before its reasons were widened as it was recorded', ({ type, data }) => {
    expect(codec.schemaVersion(type)).toBe(2);
    expect(codec.decode(stored({ type, schemaVersion: 1, data: JSON.stringify(data) })).data).toEqual(data);
  });
});
