import { categoryById } from '../../tools/categories.ts';
import { placesOfKind } from '../../tools/places-of-sort.ts';
import type { Aspect, Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { kindSaid } from './read-place.ts';

const FACTS: readonly (readonly [Aspect, RegExp])[] = [
  ['phone', /\b(phone( number)?|telephone( number)?|number (of|for) the|call the (?!police|ambulance)\w+$|telefon\w*|rufnummer)\b/],
  ['capacity', /\b(how many (people|persons|seats|guests|visitors)\b.*\b(fit|hold|seat|have|in|are there)|capacity|how (big|large) is|wie viele (leute|personen|platze|sitzplatze)|wie gross ist)\b/],
  ['access', /\b(is|are|ist|sind) .*\b(step ?free|accessible|wheelchair|barrierefrei|stufenlos|rollstuhl\w*)\b|\b(wheelchair|step ?free|rollstuhl\w*) (access|accessible|friendly|gerecht)\b/],
]; // biome-ignore format: a table

/** A side of one place that its record has: its number, its size, its way in. */
export function readPlaceFact(frame: Frame): Reading | null {
  const aspect = FACTS.find(([, said]) => said.test(frame.text))?.[0];
  if (aspect === undefined || frame.heard('way')) return null;
  const place = placeMeant(frame);
  return place === null ? null : { kind: 'call', calls: [{ name: 'find_places', input: { placeIds: [place] } }], aspect };
}

function placeMeant(frame: Frame): string | null {
  const { targets, context, dialogue } = frame;
  const kind = kindSaid(frame);
  if (kind !== null) return context.know.venue.places.find((place) => place.kind === kind)?.id ?? null;
  const named = targets.best.get('place');
  if (named !== undefined && named.ofName >= 0.45) return named.id;
  const sort = targets.category === null ? undefined : categoryById(targets.category.id);
  const [first] = sort === undefined ? [] : placesOfKind(sort, context);
  return first?.id ?? dialogue.focus.find((thing) => thing.kind === 'place')?.id ?? null;
}
