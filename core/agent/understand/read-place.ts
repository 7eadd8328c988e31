import { categoryById } from '../../tools/categories.ts';
import type { EntityKind } from '../../tools/knowledge.ts';
import { placesOf, placesOfKind } from '../../tools/places-of-sort.ts';
import type { PlaceKind } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Link } from '../../venue/search/linker.ts';
import type { Aspect, Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { thingOf } from './frame.ts';
import { inTitle } from './in-title.ts';
import { aToB, fromPlace, toFloor } from './read-way.ts';
import { isNamedPlace } from './targets.ts';
import { callForThing, hours } from './things.ts';

const HOURS: ReadonlySet<Aspect> = new Set(['hours', 'opens', 'closes', 'open', 'when']);

/** Where something is, how to get there, whether there is one, when it is open. */
export function readPlace(frame: Frame): Reading | null {
  const { heard, targets, context } = frame;
  const between = aToB(frame);
  if (between !== null) return between;
  const named = targets.best.get('place');
  const aspect = aspectIn(frame) ?? (heard('exists') || heard('near') ? 'exists' : 'info');
  if (named !== undefined && isNamedPlace(named, targets.category, context.know)) return namedPlace(named, aspect, frame);
  const category = orInstead(targets.category, frame);
  if (category === null && named === undefined && heard('way')) {
    const up = toFloor(frame);
    if (up !== null) return up;
  }
  if (category === null) {
    if ((heard('way') || heard('where')) && named !== undefined) return namedPlace(named, aspect, frame);
    return heard('way') && asksNothingElse(frame)
      ? { kind: 'ask', pending: { kind: 'slot', aspect: 'way' }, about: '', options: [], total: 0 }
      : null;
  }
  const found = categoryById(category.id);
  if (found === undefined || placesOf(found, context).length === 0) return noSuchPlace(frame, category.id);
  const kind = kindSaid(frame);
  if (HOURS.has(aspect)) {
    const places = placesOfKind(found, context).filter((place) => kind === null || place.kind === kind);
    const only = places.length === 1 ? places[0] : undefined;
    if (only !== undefined) return { kind: 'call', calls: [hours(only.id, frame)], aspect };
    if (aspect !== 'open' && places.length <= 3) return { kind: 'call', calls: places.map((place) => hours(place.id, frame)), aspect };
  }
  return {
    kind: 'call',
    calls: [{ name: 'find_places', input: { ...(kind === null ? { category: category.id } : { kind }), ...wishes(frame) } }],
    aspect: HOURS.has(aspect) ? 'open' : aspect,
  };
}

/** What does instead in a house that has none: any place to eat for a breakfast of that name, lockers for a coat. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['breakfast', 'food'],
  ['cloakroom', 'luggage'],
  ['luggage', 'cloakroom'],
]);

function orInstead(category: Frame['targets']['category'], { context, targets, faq }: Frame): Frame['targets']['category'] {
  const instead = category === null ? undefined : INSTEAD.get(category.id);
  const [own, other] = [category?.id, instead].map((id) => (id === undefined ? undefined : categoryById(id)));
  if (category === null || instead === undefined || own === undefined || other === undefined) return category;
  if (placesOf(own, context).length > 0 || placesOf(other, context).length === 0) return category;
  // The house says itself what to do with a coat.
  const told = instead !== 'food' && (targets.best.has('service') || (faq !== null && faq.score >= 0.45));
  return told ? category : { ...category, id: instead };
}

/** "The restaurant" is one, where the house has one, and not the café. */
export function kindSaid({ text, context }: Frame): PlaceKind | null {
  const said = /\b(restaurant|cafe|bar)s?\b/.exec(text)?.[1];
  const kind = KINDS.find((own) => own === said);
  return kind !== undefined && context.know.venue.places.some((place) => place.kind === kind) ? kind : null;
}

const KINDS: readonly PlaceKind[] = ['restaurant', 'cafe', 'bar'];

function asksNothingElse({ asked }: Frame): boolean {
  return asked.every((word) => STOP_WORDS.has(word) || PLAIN_WORDS.has(word));
}

/** The venue has none: an FAQ or service may still answer before the kiosk says so. */
function noSuchPlace(frame: Frame, category: string): Reading | null {
  const { targets, faq, heard } = frame;
  if (targets.best.has('service') || targets.best.has('session') || targets.best.has('person') || targets.best.has('exhibitor'))
    return null;
  if (faq !== null && faq.score >= 0.45) return null;
  if (!heard('where') && !heard('exists') && !heard('way') && !heard('near')) return null;
  // "Is there a coffee break soon": there is no café, but the programme has one.
  if (
    frame.context.know.venue.sessions.length > 0 &&
    inTitle(frame.asked.slice(frame.targets.category?.from, frame.targets.category?.to).join(' '), frame.context.know)
  )
    return null;
  return { kind: 'call', calls: [{ name: 'find_places', input: { category } }], aspect: 'exists' };
}

export function wishes({ heard, when, targets, context, text }: Frame) {
  const floor = targets.best.get('floor');
  const stepFree = heard('stepFree') || context.preferences.stepFree;
  const openAt = when?.kind === 'range' ? when.from : undefined;
  return {
    ...(floor === undefined ? (floorBeside(text, context) ?? {}) : { floorId: floor.id }),
    ...(stepFree ? { stepFree: true } : {}),
    ...(openAt === undefined ? {} : { openAt }),
    ...(heard('openNow') || /\b(open|offen|geoffnet|auf)\b/.test(text) ? { mustBeOpen: true } : {}),
  };
}

function namedPlace(link: Link<EntityKind>, aspect: Aspect, frame: Frame): Reading | null {
  const { targets, context, heard } = frame;
  const tied = targets.tied.get('place') ?? [];
  if (tied.length > 1) {
    // Several of one sort (toilets, lifts): the nearest is meant. Different things of one name: ask.
    const kinds = new Set(tied.map((other) => context.know.places.get(other.id)?.kind));
    const aside = kinds.size === 1 && !heard('way') ? tied.map((other) => other.id) : null;
    const alike = kinds.size === 1 && ['toilet', 'lift', 'stairs', 'exit', 'entrance', 'parking'].includes([...kinds][0] ?? '');
    if (alike)
      return {
        kind: 'call',
        calls: [
          {
            name: 'find_places',
            input: { placeIds: tied.slice(0, 12).map((other) => other.id), stepFree: frame.context.preferences.stepFree },
          },
        ],
        aspect,
      };
    if (aside === null || tied.length <= 8) return askWhich(link, tied, frame);
  }
  const thing = thingOf(link, frame);
  if (thing === null) return null;
  const from = fromPlace(frame, link);
  if (from !== null && (aspect === 'way' || aspect === 'far')) {
    return {
      kind: 'call',
      calls: [{ name: 'directions', input: { to: link.id, from, ...(wishes(frame).stepFree === true ? { stepFree: true } : {}) } }],
      aspect,
    };
  }
  return callForThing(thing, aspect, frame);
}

/** "upstairs", "downstairs": the floor above or below the kiosk. */
function floorBeside(text: string, { here, know }: Frame['context']): { floorId: string } | null {
  const step = /\b(upstairs|oben|one floor up)\b/.test(text) ? 1 : /\b(downstairs|unten|one floor down)\b/.test(text) ? -1 : 0;
  if (step === 0 || here === null) return null;
  const floors = [...know.venue.floors].sort((a, b) => a.level - b.level);
  const beside = floors[floors.findIndex((floor) => floor.id === here.floorId) + step];
  return beside === undefined ? null : { floorId: beside.id };
}
