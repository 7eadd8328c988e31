import { describe, expect, it } from 'vitest';
import { checkVenue } from '../../core/venue/import/check-venue.ts';
import { type LocalText, venueSchema } from '../../core/venue/model.ts';
import { readDemo } from './demo-venue.ts';

const reading = readDemo();
const { venue } = reading;
const of = (kind: string) => venue.places.filter((place) => place.kind === kind);
const inBoth = (text: LocalText | undefined) => typeof text === 'object' && Boolean(text.en) && Boolean(text.de);
const everyText = (texts: readonly (LocalText | undefined)[]) => texts.filter((text) => !inBoth(text));

const EU_14 = 'gluten crustaceans eggs fish peanuts soya milk nuts celery mustard sesame sulphites lupin molluscs'.split(' ');
const HOURS = /^(24\/7|(Mo|Tu|We|Th|Fr|Sa|Su)([-,](Mo|Tu|We|Th|Fr|Sa|Su))* \d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*)$/;

describe('the demo venue', () => {
  it('is read without a finding and fits the model', () => {
    expect(reading.findings).toEqual([]);
    expect(checkVenue(venue, reading.sources)).toEqual([]);
    expect(venueSchema.safeParse(venue).error).toBeUndefined();
  });

  it('is as large as promised', () => {
    expect(venue.floors).toHaveLength(3);
    expect(venue.places.filter(({ kind }) => kind !== 'stand').length).toBeGreaterThanOrEqual(70);
    expect(venue.sessions.length).toBeGreaterThanOrEqual(45);
    expect(venue.speakers.length).toBeGreaterThanOrEqual(40);
    expect(venue.exhibitors.length).toBeGreaterThanOrEqual(30);
    expect(venue.menus.length).toBeGreaterThanOrEqual(6);
    expect(venue.faqs.length).toBeGreaterThanOrEqual(40);
    expect(venue.faqs.filter(({ exact }) => exact).length).toBeGreaterThanOrEqual(8);
    expect(venue.openers.length).toBeGreaterThanOrEqual(6);
    expect(of('kiosk').map(({ id }) => id)).toContain(venue.defaultPlaceId);
    expect(venue.faqs.filter(({ questions }) => questions.length < 3).map(({ id }) => id)).toEqual([]);
  });

  it('has no id twice', () => {
    for (const list of [venue.places, venue.nodes, venue.sessions, venue.speakers, venue.exhibitors, venue.services, venue.faqs]) {
      const ids = list.map(({ id }) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    }
  });

  it('refers only to what is there', () => {
    const places = new Set(venue.places.map(({ id }) => id));
    const speakers = new Set(venue.speakers.map(({ id }) => id));
    const emergency = venue.emergency;
    const named = [
      venue.defaultPlaceId,
      emergency?.assemblyPlaceId,
      emergency?.firstAidPlaceId,
      emergency?.defibrillatorPlaceId,
      ...venue.sessions.map(({ roomId }) => roomId),
      ...venue.exhibitors.map(({ placeId }) => placeId),
      ...venue.menus.map(({ placeId }) => placeId),
      ...[...venue.services, ...venue.faqs].flatMap(({ placeId }) => (placeId === undefined ? [] : [placeId])),
    ];
    expect(named.filter((id) => !places.has(id ?? ''))).toEqual([]);
    expect(venue.sessions.flatMap(({ speakerIds }) => speakerIds).filter((id) => !speakers.has(id))).toEqual([]);
    expect(venue.speakers.filter(({ id }) => !venue.sessions.some(({ speakerIds }) => speakerIds.includes(id)))).toEqual([]);
  });

  it('gives each exhibitor the stand it says', () => {
    for (const { placeId, stand } of venue.exhibitors) expect(placeId).toBe(`stand-${stand?.toLowerCase()}`);
    expect(new Set(venue.exhibitors.map(({ placeId }) => placeId)).size).toBe(of('stand').length);
  });

  it('speaks English and German', () => {
    const texts = [
      venue.tagline,
      ...venue.openers,
      ...venue.places.filter(({ kind }) => kind !== 'stand').flatMap(({ description }) => [description]),
      ...venue.faqs.flatMap(({ questions, answer }) => [...questions.slice(0, 3), answer]),
      ...venue.services.flatMap(({ name, description, priceText }) => [name, description, ...(priceText === undefined ? [] : [priceText])]),
      ...venue.speakers.map(({ bio }) => bio),
      ...venue.exhibitors.map(({ description }) => description),
      ...venue.sessions.map(({ abstract }) => abstract),
      ...venue.menus.flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ description }) => description))),
      venue.emergency?.title,
      venue.emergency?.text,
      ...(venue.emergency?.steps ?? []),
      ...(venue.emergency?.contacts ?? []).map(({ label }) => label),
    ];
    expect(everyText(texts)).toEqual([]);
  });

  it('writes opening hours in the plain subset', () => {
    const hours = [...venue.places, ...venue.services].flatMap((entry) => entry.hours?.split('; ') ?? []);
    expect(hours.filter((rule) => !HOURS.test(rule))).toEqual([]);
    const named = venue.places.filter(({ hours: own }) => own !== undefined);
    expect(named.length).toBeGreaterThan(90);
  });
});

describe('its menus', () => {
  const items = venue.menus.flatMap(({ placeId, sections }) =>
    sections.flatMap((section) => section.items.map((item) => ({ placeId, ...item }))),
  );
  const without = (diet: string, ...allergens: readonly string[]) =>
    items.filter((item) => item.diets.includes(diet) && item.allergens.some((allergen) => allergens.includes(allergen)));

  it('price every dish and name allergens as EU law does', () => {
    expect(items.filter(({ price }) => price === null)).toEqual([]);
    expect(items.flatMap(({ allergens }) => allergens).filter((allergen) => !EU_14.includes(allergen))).toEqual([]);
  });

  it('claim no diet that their allergens deny', () => {
    expect(without('vegan', 'milk', 'eggs', 'fish', 'crustaceans', 'molluscs')).toEqual([]);
    expect(without('vegetarian', 'fish', 'crustaceans', 'molluscs')).toEqual([]);
    expect(without('gluten-free', 'gluten')).toEqual([]);
    expect(without('lactose-free', 'milk')).toEqual([]);
    expect(items.filter(({ diets }) => diets.includes('vegan') && !diets.includes('vegetarian'))).toEqual([]);
  });

  it('have houses for vegetarians, and one that is not', () => {
    const vegetarianShare = (placeId: string) => {
      const own = items.filter((item) => item.placeId === placeId);
      return own.filter(({ diets }) => diets.includes('vegetarian')).length / own.length;
    };
    expect(vegetarianShare('green-galley')).toBe(1);
    expect(vegetarianShare('cafe-pontoon')).toBeGreaterThan(0.7);
    expect(vegetarianShare('ember-grill')).toBe(0);
    for (const diet of ['halal', 'gluten-free', 'vegan']) expect(items.some(({ diets }) => diets.includes(diet))).toBe(true);
  });
});
