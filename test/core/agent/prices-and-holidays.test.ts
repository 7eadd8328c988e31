import { afterEach, describe, expect, it } from 'vitest';
import type { Venue } from '../../../core/venue/model.ts';
import { type GuestTalk, startGuestTalk } from '../../fakes/guest-talk.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';

const base = fixtureVenue();
const [service] = base.services;
if (service === undefined) throw new Error('the fixture has no service');
const venue: Venue = {
  ...base,
  holidays: [{ date: '2026-05-14', name: { en: 'Ascension Day', de: 'Christi Himmelfahrt' } }],
  places: base.places.map((place) => (place.id === 'bistro' ? { ...place, hours: 'Mo-Su 10:00-18:00; PH 12:00-16:00' } : place)),
  services: [
    ...base.services,
    {
      id: 'admission',
      name: { en: 'Admission', de: 'Eintritt' },
      aliases: ['ticket', 'entry'],
      requestable: false,
      prices: [
        { group: { en: 'adults', de: 'Erwachsene' }, price: 14 },
        { group: { en: 'children under 12', de: 'Kinder unter 12' }, price: 0 },
        {
          group: { en: 'families', de: 'Familien' },
          price: 32,
          note: { en: 'two adults and their children', de: 'zwei Erwachsene mit Kindern' },
        },
      ],
    },
  ],
};

const talks: GuestTalk[] = [];
afterEach(() => {
  for (const talk of talks.splice(0)) talk.close();
});
async function answer(question: string, locale = 'en'): Promise<string> {
  const talk = startGuestTalk({ venue, now: '2026-05-12T10:30', locale });
  talks.push(talk);
  return (await talk.say(question)).answer;
}

describe('prices by group', () => {
  it('tells whoever is asked about, and nobody else', async () => {
    const child = await answer('how much is a ticket for my daughter?');
    expect(child).toContain('children under 12 free of charge');
    expect(child).not.toContain('14');
    const family = await answer('was kostet der Eintritt für eine Familie?', 'de');
    expect(family).toContain('32,00');
    expect(family).not.toContain('kostenlos');
  });

  it('tells all of them where nobody is named', async () => {
    const all = await answer('what does admission cost?');
    for (const part of ['adults €14.00', 'children under 12 free of charge', 'families €32.00 (two adults and their children)']) {
      expect(all).toContain(part);
    }
  });
});

describe('public holidays', () => {
  it("are known by the venue's own name for them, and have hours of their own", async () => {
    expect(await answer('when is the bistro open on ascension day?')).toMatch(/12:00 to 16:00/);
    expect(await answer('when is the bistro open on friday?')).toMatch(/10:00 to 18:00/);
    expect(await answer('is the bistro open on thursday at 5 pm?')).toMatch(/closed|not open/i);
  });
});
