import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decided, Occurred } from '../../../src/domain/decision.js';
import type { DomainEvent } from '../../../src/domain/events.js';
import { type Instant, later, second } from '../../../src/domain/instant.js';
import type { UserEvent } from '../../../src/domain/user/events.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { activityProjection } from '../../../src/projections/activity.projection.js';
import type { Projection } from '../../../src/projections/projection.js';
import { projections } from '../../../src/projections/projections.js';
import { teamProjection } from '../../../src/projections/team.projection.js';
import { occurred } from '../../support/decider-specification.js';
import { now } from '../../support/two-factor-history.js';
import { inEveryWalk, type Walk } from '../../support/two-factor-walks.js';
import { passwordRejected, passwordSet, userAdded, userDeactivated } from '../../support/user-history.js';
import { sampleEvents } from '../ops/sample-events.js';

type Event = Occurred<DomainEvent>;
/** Of one id, in order; cut into what is written together. */
type Batches = readonly (readonly Event[])[];

describe('every projection', () => {
  it('has a name of its own that can stand in a key', () => {
    const names = projections.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('names the category first in which the history of an id begins: nothing happens to whom nobody added', () => {
    for (const { categories } of projections) {
      expect(categories.slice(1)).not.toContain('user');
    }
  });

  it('makes the same view of a life in one go and event by event, stored as JSON in between', () => {
    inEveryWalk((walk) => {
      const life = lifeOf(walk);
      for (const projection of projections) {
        const eachEvent = life.flat().map((event) => [event]);
        expect(foldInBatches(projection, eachEvent), projection.name).toStrictEqual(fold(projection, life));
      }
    });
  });

  it('takes anything in any order: it never throws, and how the history is cut still makes no difference', () => {
    inAnyOrder((batches) => {
      for (const projection of projections) {
        expect(foldInBatches(projection, batches), projection.name).toStrictEqual(fold(projection, batches));
      }
    });
  });

  it('lists a document in one group for good', () => {
    inEveryWalk((walk) => {
      for (const projection of projections) {
        const groups = new Set<string>();
        let view = projection.initialView;
        for (const event of own(projection, lifeOf(walk).flat())) {
          view = projection.evolve(view, event);
          const group = projection.groupOf?.(view);
          if (groups.size > 0) expect(group, projection.name).toBeDefined();
          if (group !== undefined) groups.add(group);
        }
        expect(groups.size, projection.name).toBeLessThanOrEqual(1);
      }
    });
  });
});

describe('no view has a secret: whoever reads the view store has nothing to sign in with (G1)', () => {
  /** Names of sealed values and of what stands beside them; see `lifeOf` and the walks. */
  const secrets = /secret-|hash-|salt-|"(hash|salt|secret|passwordHash|phoneNumber)"/;
  const anySealed = /"(kid|iv|ct|tag)"/;

  const sealedIn = (view: string) => [...view.matchAll(/"ct":"([^"]*)"/g)].map(([, ct]) => ct);

  it('is looked for in histories that have all there is to find', () => {
    const histories: string[] = [];
    inEveryWalk((walk) => void histories.push(JSON.stringify(lifeOf(walk))));
    for (const part of ['secret-', 'hash-1', 'hash-of-', 'salt-of-', '"ct":"display name"']) {
      expect(histories.filter((history) => history.includes(part)).length, part).toBeGreaterThan(100);
    }
  });

  it('not a TOTP secret, a phone number or a hash, even sealed; and of a person what is sealed in the team alone', () => {
    inEveryWalk((walk) => {
      for (const projection of projections) {
        const view = JSON.stringify(fold(projection, lifeOf(walk)));
        expect(view, projection.name).not.toMatch(secrets);
        if (projection.name === teamProjection.name)
          expect(sealedIn(view)).toEqual(['username', 'email', 'display name']);
        else expect(view, projection.name).not.toMatch(anySealed);
      }
    });
  });

  it('not of events in any order either', () => {
    inAnyOrder((batches) => {
      for (const projection of projections) {
        expect(JSON.stringify(fold(projection, batches)), projection.name).not.toMatch(/HIDDEN-(HASH|SALT)/);
      }
    });
  });
});

describe('the recent activity', () => {
  it('stays at 50 entries, newest first, whatever happens', () => {
    const lengths: number[] = [];
    const check = (batches: Batches) => {
      const activity = fold(activityProjection, batches);
      const times = activity.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
      lengths.push(activity.length);
    };
    inEveryWalk((walk) => check(lifeOf(walk)));
    inAnyOrder(check);
    expect(Math.max(...lengths)).toBe(50);
  });
});

/** The view in one go: what the parts are compared with. */
function fold<View>(projection: Projection<View>, history: Batches): View {
  return own(projection, history.flat()).reduce(
    (view, event) => storable(projection.evolve(view, event)),
    storable(projection.initialView),
  );
}

/** The view, where each batch begins from what a store gives back of the view before. */
function foldInBatches<View>(projection: Projection<View>, batches: Batches): View {
  return batches.reduce(
    (view, batch) =>
      throughJson(own(projection, batch).reduce((folded, event) => projection.evolve(folded, event), view)),
    projection.initialView,
  );
}

function own({ categories }: Pick<Projection, 'categories'>, events: readonly Event[]): readonly Event[] {
  return events.filter(({ type }) => categories.some((category) => type in eventSchemas[category]));
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Throws where JSON has no form for something, and from now on also where somebody changes the value in place. */
function storable<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    if (Object.isFrozen(value)) return value;
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!isPlain) throw new TypeError('A view is made of objects and lists.');
    Object.freeze(value);
    Object.values(value).forEach(storable);
  } else if (!['string', 'number', 'boolean'].includes(typeof value) && value !== null) {
    throw new TypeError(`A view holds no ${typeof value}.`);
  }
  return value;
}

/** A walk with a first factor, from the day on which its person was added: each batch is one command's. */
function lifeOf({ steps }: Walk): Batches {
  let events = 0;
  let passwords = 1;
  const ofUser = (decided: readonly Decided<UserEvent>[], at: Instant) => {
    events += decided.length;
    return occurred(decided, at, events);
  };
  const begun = steps[0]?.at ?? now;
  const place = steps.length % 5 === 0 ? ({ resellerId: null, role: 'SUPPORT' } as const) : {};
  const added = ofUser([userAdded(place), passwordSet()], begun);
  const lived = steps.map(({ at, command, events: decided }, index): readonly Event[] => {
    if (command.type === 'changePassword') {
      passwords += 1;
      return [...ofUser([passwordSet(passwords)], at), ...decided];
    }
    const where = command.type === 'signIn' ? 'SIGN_IN' : 'ACCOUNT_SETTINGS';
    return index % 7 === 0 ? [...ofUser([passwordRejected(where)], at), ...decided] : decided;
  });
  const deactivated = steps.length % 3 === 0 ? ofUser([userDeactivated], steps.at(-1)?.at ?? now) : [];
  return [added, ...lived, deactivated];
}

/** Events of every type, whether or not they could follow each other, cut anywhere. */
function inAnyOrder(check: (batches: Batches) => void): void {
  const samples = sampleEvents.filter(({ type }) => type in eventSchemas.user || type in eventSchemas.twoFactor);
  const event = fc.record({ sample: fc.constantFrom(...samples), pause: fc.integer({ min: 0, max: 90 * second }) });
  const cut = fc.array(fc.array(event, { maxLength: 30, size: 'max' }), { maxLength: 12, size: 'max' });
  const batches = cut.map((drawn): Batches => {
    let at = now;
    let events = 0;
    return drawn.map((batch) =>
      batch.map(({ sample, pause }) => {
        at = later(at, pause);
        events += 1;
        return { ...sample, id: `event-${events}`, occurredAt: at };
      }),
    );
  });
  fc.assert(fc.property(batches, check), { seed: 20_261_124, numRuns: 200, unbiased: true });
}
