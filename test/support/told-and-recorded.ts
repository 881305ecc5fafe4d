import type { PositionTokens } from '../../src/application/position-tokens.js';
import type { EventType } from '../../src/domain/events.js';
import type { RecordedEvent } from '../../src/event-store/port.js';
import type { Told } from './mutations.js';

/** As the program is configured: the account takes no more of them before it is locked. */
export const answersPerChallenge = 10;

export interface History {
  readonly events: readonly RecordedEvent[];
  readonly positions: PositionTokens;
}

/** What was told and does not stand in the history, exactly once, where it was said to stand. */
export function notInHistory(told: readonly Told[], { events, positions }: History): readonly Told[] {
  const at = new Map(events.map((event) => [event.position, event]));
  const times = new Map<string, number>();
  for (const event of events) {
    const fact = factOf(event);
    if (fact !== undefined) times.set(fact, (times.get(fact) ?? 0) + 1);
  }
  return told.filter((one) => {
    const fact = toldFact(one);
    // A refusal comes without a position.
    const last = one.kind === 'wrong' ? undefined : at.get(positions.read(one.position));
    const isThere = last === undefined ? one.kind === 'wrong' : factOf(last) === fact;
    const isOwn = last === undefined || last.stream === `twoFactor-${one.userId}`;
    return !isThere || !isOwn || times.get(fact) !== 1;
  });
}

/** The last event of what was told, in words that no other event has. */
function toldFact(told: Told): string {
  switch (told.kind) {
    case 'wrong':
      return wrongAnswer(told.challengeId, answersPerChallenge - told.attemptsLeft);
    case 'challenge':
      return `challenge ${told.challengeId}`;
    case 'session':
      return `session ${told.sessionId}`;
    case 'enrolled':
      return `recovery codes of twoFactor-${told.userId}`;
  }
}

function factOf(event: RecordedEvent): string | undefined {
  if (event.type === 'ChallengeIssued') return `challenge ${event.data.challengeId}`;
  if (event.type === 'SignedIn') return `session ${event.data.sessionId}`;
  if (event.type === 'CodesRegenerated') return `recovery codes of ${event.stream}`;
  return event.type === 'TokenRejected' ? wrongAnswer(event.data.challengeId, event.data.wrongInARow) : undefined;
}

const wrongAnswer = (challengeId: string, wrongInARow: number) => `wrong answer ${wrongInARow} to ${challengeId}`;

/** Events that are written together, by the first of them. */
const groups: Partial<Record<EventType, readonly EventType[]>> = {
  MethodEnrolled: ['MethodEnrolled', 'DefaultChanged', 'CodesRegenerated'],
  ChallengePassed: ['ChallengePassed', 'SignedIn'],
};

/** The events that should begin a group, or belong to one, and stand without the rest of it. */
export function brokenGroups(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const complete = new Set<RecordedEvent>();
  for (const [index, first] of events.entries()) {
    const group = groups[first.type] ?? [];
    const own = events.slice(index, index + group.length);
    const isWhole = own.every(({ stream, type }, place) => stream === first.stream && type === group[place]);
    if (isWhole && own.length === group.length) for (const event of own) complete.add(event);
  }
  const inGroups = new Set(Object.values(groups).flat());
  return events.filter((event) => inGroups.has(event.type) && !complete.has(event) && !beginsAlone(event));
}

/** Signing in by the password alone writes one event. */
const beginsAlone = (event: RecordedEvent) => event.type === 'SignedIn' && event.data.challengeId === undefined;

/** The events that do not stand right after the one before them in their stream. */
export function gaps(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const next = new Map<string, number>();
  return events.filter(({ stream, revision }) => {
    const due = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision !== due;
  });
}
