import type { FindPlacesData, FoundPlace } from '../../tools/find-places.ts';
import { timeOf } from '../../tools/local-time.ts';
import { listText, metres, momentText, onFloor } from '../../tools/speech-words.ts';
import { allergenText, dietText } from '../../tools/views.ts';
import type { Opening } from '../../venue/hours.ts';
import { textIn } from '../../venue/model.ts';
import type { Thing } from '../dialogue.ts';
import { PRICE } from '../understand/price.ts';
import { type Asked, nothingFound, type Reply } from './reply.ts';
import { firstSentences } from './shorten.ts';

export function answerPlaces(data: FindPlacesData, asked: Asked): Reply {
  const { t } = asked.context;
  const [nearest, ...others] = data.places;
  const first = nearest === undefined ? undefined : { ...nearest, name: spokenName(nearest) };
  if (first === undefined) {
    const sentence =
      data.category !== undefined ? t('places.noneCategory', { category: data.category }) : t('places.none', { query: data.query ?? '' });
    return nothingFound(sentence, data.query ?? data.category ?? '');
  }
  const fact = nearest === undefined ? null : placeFact(nearest.id, asked);
  if (fact !== null) return { ...fact, focus: things([first]) };
  const wantsWay = asked.aspect === 'way' || asked.aspect === 'far';
  const focus = things([first]);
  if (wantsWay) return { sentences: [], outcome: 'answered', chips: [], focus, next: [{ name: 'directions', input: { to: first.id } }] };
  const route = asked.aspect === 'where' && !foodSort(first) && first.distanceM !== 0 && data.relaxed === 'none';
  const sentences = [firstSentence(first, data, asked), ...stateSentences(first, data, asked)];
  if (
    others.length > 0 &&
    (data.diets.length > 0 ||
      asked.context.preferences.diets.length > 0 ||
      ['food', 'coffee', 'bar', 'breakfast'].includes(data.category ?? ''))
  ) {
    const names = others
      .filter((place) => place.name !== first.name && worthNaming(place, data))
      .slice(0, 2)
      .map((place) => place.name);
    if (names.length > 0) sentences.push(t('places.alsoFor', { places: listText([...new Set(names)], asked.context) }));
  }
  const food = ['restaurant', 'bar', 'cafe'].includes(first.kind);
  return {
    sentences,
    outcome: 'answered',
    chips: food
      ? ['chip.wayThere', 'chip.menu', 'chip.openUntil']
      : ['chip.wayThere', ...(first.opening.state === 'unknown' ? [] : (['chip.openUntil'] as const)), 'chip.whatsOn'],
    focus,
    listed: things(data.places),
    ...(route ? { next: [{ name: 'directions' as const, input: { to: first.id } }] } : {}),
  };
}

/** One side of a place: its number, how many it holds, whether it has steps. */
function placeFact(id: string, { aspect, context }: Asked): Reply | null {
  const { t, know, locale } = context;
  const place = know.places.get(id);
  const description = textIn(place?.description, locale);
  if (aspect === 'price' && PRICE.test(description))
    return {
      sentences: [`${textIn(place?.name, locale)}: ${firstSentences(description, 2, 220)}`],
      outcome: 'answered',
      chips: ['chip.wayThere', 'chip.openUntil', 'chip.staff'],
    };
  if (aspect !== 'phone' && aspect !== 'capacity' && aspect !== 'access') return null;
  const name = textIn(place?.name, locale);
  const { phone, capacity, stepFree } = place ?? {};
  const told =
    aspect === 'phone'
      ? phone && t('hours.phone', { phone })
      : aspect === 'capacity'
        ? capacity && t('places.capacity', { place: name, capacity })
        : stepFree !== undefined && t(stepFree ? 'places.stepFree' : 'places.steps', { place: name });
  const sentence = told || t('places.factUnknown', { place: name, fact: aspect });
  return { sentences: [sentence], outcome: told ? 'answered' : 'nothing-found', chips: ['chip.wayThere', 'chip.openUntil', 'chip.staff'] };
}

/** "Toilet, first floor" is said with its floor once. */
function spokenName({ name, floorName }: FoundPlace): string {
  const tail = `, ${floorName}`.toLowerCase();
  return name.toLowerCase().endsWith(tail) ? name.slice(0, -tail.length) : name;
}

function worthNaming(place: FoundPlace, data: FindPlacesData): boolean {
  return place.opening.state !== 'closed' && (data.diets.length + data.avoid.length === 0 || place.dishes > 0);
}

function things(places: readonly FoundPlace[]): Thing[] {
  return places.map(({ id, name }) => ({ kind: 'place', id, name }));
}

function firstSentence(first: FoundPlace, data: FindPlacesData, { context }: Asked): string {
  const { t } = context;
  const floor = onFloor(first.floorName, context);
  const diets = dietsText(first, data, context);
  const distance = first.distanceM === null ? null : metres(first.distanceM);
  if (data.relaxed === 'open')
    return first.opening.opensAt === undefined
      ? t('places.noneOpenPlain')
      : t('places.noneOpen', { place: first.name, when: momentText(first.opening.opensAt, context.now, context) });
  if (data.relaxed === 'floor') return `${t('places.notOnFloor')} ${nearestText(first, distance, floor, data, context)}`;
  if (data.relaxed === 'diet' || (diets.length > 0 && first.dishes === 0))
    return t('places.noDiet', { diets: listText(diets, context), place: first.name, floor });
  if (diets.length > 0)
    return t('places.diet', {
      diets: listText(diets, context),
      place: first.name,
      floor,
      walk: distance === null ? 'no' : 'yes',
      metres: distance ?? 0,
    });
  return nearestText(first, distance, floor, data, context);
}

function dietsText(first: FoundPlace, data: FindPlacesData, context: Asked['context']): string[] {
  const { t, preferences } = context;
  return [
    ...(data.diets.length > 0 ? data.diets : foodSort(first) ? preferences.diets : []).map((diet) => dietText(diet, context)),
    ...(data.avoid.length > 0 ? data.avoid : foodSort(first) ? preferences.avoid : []).map((allergen) =>
      t('menu.without', { allergen: allergenText(allergen, context) }),
    ),
  ];
}

function foodSort(place: FoundPlace): boolean {
  return ['restaurant', 'bar', 'cafe'].includes(place.kind);
}

function nearestText(first: FoundPlace, distance: number | null, floor: string, data: FindPlacesData, { t }: Asked['context']): string {
  if (first.distanceM === 0) return t('places.here', { place: first.name });
  if (data.total === 1)
    return distance === null
      ? t('places.oneNoWalk', { place: first.name, floor })
      : t('places.one', { place: first.name, floor, metres: distance });
  return distance === null
    ? t('places.nearestNoWalk', { place: first.name, floor })
    : t('places.nearest', { place: first.name, floor, metres: distance });
}

function stateSentences(first: FoundPlace, data: FindPlacesData, { context }: Asked): string[] {
  const { t } = context;
  const sentences: string[] = [];
  if (dietsText(first, data, context).length > 0 && first.dishNames.length > 0 && foodSort(first)) {
    sentences.push(
      t('places.dishes', {
        count: first.dishes,
        diets: listText(dietsText(first, data, context), context),
        names: listText(first.dishNames, context),
        more: first.dishes > first.dishNames.length ? 'yes' : 'no',
      }),
    );
  }
  if (data.relaxed === 'open') return sentences;
  return [...sentences, ...openingSentence(first.opening, context)];
}

/** "It is open until 22:00." Nothing where it never closes or nothing is known. */
export function openingSentence({ state, until, opensAt }: Opening, { t, now, locale }: Asked['context']): string[] {
  if (state === 'unknown') return [];
  if (state === 'closed')
    return [opensAt === undefined ? t('places.closed') : t('places.closedOpens', { when: momentText(opensAt, now, { t, locale }) })];
  return until === undefined ? [] : [t('places.openUntil', { time: timeOf(until) })];
}
