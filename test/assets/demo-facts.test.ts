import { describe, expect, it } from 'vitest';
import { type LocalText, textIn } from '../../core/venue/model.ts';
import { createVenueIndex } from '../../core/venue/venue-index.ts';
import { readDemo } from './demo-venue.ts';

const { venue } = readDemo();
const clock = (session: string) => session.slice(11);

/** Numbers and times in a text, "07:00" and "7" alike; floors are words in English. */
function figures(text: string): string[] {
  return [...text.replace(/\d\. (?:und 2\. )?Obergeschoss/g, '').matchAll(/\d+(?:[:.,]\d+)?/g)]
    .map(([figure]) =>
      figure
        .replace(',', '.')
        .replace(/:00$/, '')
        .replace(/^0(?=\d)/, ''),
    )
    .sort();
}

describe('the facts of the demo venue', () => {
  it('are the same in English and German', () => {
    const texts: readonly (LocalText | undefined)[] = [
      ...venue.faqs.map(({ answer }) => answer),
      ...venue.places.map(({ description }) => description),
      ...venue.services.flatMap(({ description, priceText }) => [description, priceText]),
      ...(venue.emergency === undefined ? [] : [venue.emergency.text, ...venue.emergency.steps]),
    ];
    const differing = texts.filter((text) => String(figures(textIn(text, 'de'))) !== String(figures(textIn(text, 'en'))));
    expect(differing).toEqual([]);
  });

  it('agree between answers and opening hours', () => {
    const spans = new Set([
      ...[...venue.places, ...venue.services].flatMap(({ hours }) => hours?.match(/\d\d:\d\d-\d\d:\d\d/g) ?? []),
      ...venue.sessions.map(({ startsAt, endsAt }) => `${clock(startsAt)}-${clock(endsAt)}`),
    ]);
    const stray = venue.faqs.flatMap(({ id, placeId, answer }) =>
      [...textIn(answer, 'en').matchAll(/from (\d\d:\d\d) (?:to|until) (\d\d:\d\d)/g)].flatMap(([, from, to]) => {
        const own = venue.places.find((place) => place.id === placeId)?.hours;
        const known = own?.includes(`${from}-${to}`) || spans.has(`${from}-${to}`);
        return known ? [] : [`${id}: ${from}-${to}`];
      }),
    );
    expect(stray).toEqual([]);
  });

  it('name the same Wi-Fi network everywhere', () => {
    const everything = JSON.stringify([venue.faqs, venue.services, venue.places]);
    expect(everything.match(/Lantern Guest/g)?.length).toBeGreaterThanOrEqual(4);
    expect(everything).not.toMatch(/LanternGuest|Lantern_Guest|LanternQuay-/);
  });

  it('are found by each phrasing of their question', () => {
    const index = createVenueIndex(venue);
    const missed = venue.faqs.flatMap(({ id, questions }) =>
      questions.flatMap((question) =>
        Object.values(question).filter((asked) => index.search(asked, { kinds: ['faq'], limit: 3 }).every((hit) => hit.id !== id)),
      ),
    );
    expect(missed).toEqual([]);
  });
});
