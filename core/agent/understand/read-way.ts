import { categoryById } from '../../tools/categories.ts';
import type { EntityKind } from '../../tools/knowledge.ts';
import { placesOfKind } from '../../tools/places-of-sort.ts';
import type { Link } from '../../venue/search/linker.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { wishes } from './read-place.ts';
import { categoryIn } from './targets.ts';

/** "How do I get up to the sixth floor": to its lift, else its stairs. */
export function toFloor({ targets, context, heard }: Frame): Reading | null {
  const floor = targets.best.get('floor');
  if (floor === undefined) return null;
  const there = context.know.venue.places.filter((place) => place.floorId === floor.id);
  const door = there.find(({ kind }) => kind === 'lift') ?? there.find(({ kind }) => kind === 'stairs') ?? there[0];
  const stepFree = heard('stepFree') ? { stepFree: true } : {};
  return door === undefined ? null : { kind: 'call', calls: [{ name: 'directions', input: { to: door.id, ...stepFree } }], aspect: 'way' };
}

/** "from the ballroom to the bar": the place named after "from" is where the way starts. */
export function fromPlace({ asked, context }: Frame, to: Link<EntityKind>): string | null {
  const at = asked.findIndex((word) => word === 'from' || word === 'von' || word === 'vom');
  if (at === -1) return null;
  const end = asked.findIndex(
    (word, index) => index > at && (word === 'to' || word === 'zu' || word === 'zum' || word === 'zur' || word === 'nach'),
  );
  const link = context.know.names.link(asked.slice(at + 1, end === -1 ? asked.length : end), new Set<EntityKind>(['place']))[0];
  return link !== undefined && link.ofName >= 0.62 && link.id !== to.id ? link.id : null;
}

/** A place by its name, or the only one of its sort: "the café". */
function placeIn(words: readonly string[], { context }: Frame): { readonly id: string } | null {
  const link = context.know.names.link(words, new Set<EntityKind>(['place']))[0];
  if (link !== undefined && link.ofName >= 0.6) return link;
  const sort = categoryById(categoryIn(words)?.id ?? '');
  const [only, other] = sort === undefined ? [] : placesOfKind(sort, context);
  if (only !== undefined && other === undefined) return only;
  return link !== undefined && link.ofName >= 0.4 && sort === undefined ? link : null;
}

/** "from the ballroom to the bar": where the goal is a sort of place, the one nearest to the start. */
export function aToB(frame: Frame): Reading | null {
  const { asked, context, heard, targets } = frame;
  const from = asked.findIndex((word) => /^(from|von|vom)$/.test(word));
  const goes = (word: string) => /^(to|zu|zum|zur|nach)$/.test(word);
  const after = asked.findIndex((word, index) => index > from && goes(word));
  // "To the granary from the gallery" has them the other way round.
  const to = after === -1 ? asked.findLastIndex((word, index) => index < from && goes(word)) : after;
  if (from === -1 || to === -1 || !(heard('way') || heard('far'))) return null;
  const placeNamed = (words: readonly string[]) => placeIn(words, frame);
  const start = placeNamed(asked.slice(from + 1, to > from ? to : asked.length));
  if (start === null) return null;
  const end = placeNamed(asked.slice(to + 1, to > from ? asked.length : from));
  const stepFree = wishes(frame).stepFree === true ? { stepFree: true } : {};
  if (end !== null && end.id !== start.id)
    return {
      kind: 'call',
      calls: [{ name: 'directions', input: { to: end.id, from: start.id, ...stepFree } }],
      aspect: heard('far') ? 'far' : 'way',
    };
  const sort = targets.category === null || targets.category.from < to ? undefined : categoryById(targets.category.id);
  if (sort === undefined) return null;
  const cost = context.know.wayfinder.distances({ placeId: start.id });
  const metres = (id: string) => cost(id)?.effortM ?? Number.POSITIVE_INFINITY;
  const [goal] = placesOfKind(sort, context).sort((a, b) => metres(a.id) - metres(b.id));
  return goal === undefined
    ? null
    : { kind: 'call', calls: [{ name: 'directions', input: { to: goal.id, from: start.id } }], aspect: 'way' };
}
