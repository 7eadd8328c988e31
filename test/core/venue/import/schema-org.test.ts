import { expect, it } from 'vitest';
import { openAt } from '../../../../core/venue/hours.ts';
import { type LocalText, textIn } from '../../../../core/venue/model.ts';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const zone = { timezone: 'Europe/Berlin' };
const read = (value: unknown, name = 'data.json') => readTexts({ [name]: JSON.stringify(value, null, 1) }, zone);
const context = 'https://schema.org';

it('reads a festival with its parts, places by reference, people, and what is cancelled', () => {
  const { venue, findings } = read({
    '@context': context,
    '@graph': [
      {
        '@type': 'Festival',
        name: 'Harbour Days',
        startDate: '2026-05-12',
        endDate: '2026-05-13',
        location: { '@type': 'Place', name: 'Ferry House' },
        subEvent: [{ '@id': '#e1' }, { '@id': '#e2' }, { '@id': '#e3' }],
      },
      {
        '@id': '#e1',
        '@type': 'Event',
        name: [
          { '@value': 'Tides', '@language': 'en' },
          { '@value': 'Gezeiten', '@language': 'de' },
        ],
        startDate: '2026-05-12T10:00:00+02:00',
        endDate: '2026-05-12T11:00:00+02:00',
        location: { '@id': '#pier' },
        performer: { '@type': 'Person', name: 'Ada Ström', jobTitle: 'Captain' },
      },
      {
        '@id': '#e2',
        '@type': 'ScreeningEvent',
        workPresented: { '@type': 'Movie', name: 'Das Boot' },
        startDate: '2026-05-12T20:00',
        duration: 'PT149M',
        location: 'Deck',
        eventStatus: 'https://schema.org/EventCancelled',
      },
      { '@id': '#e3', '@type': 'Event', name: 'Knots', startDate: 'soon' },
      { '@id': '#pier', '@type': 'Place', name: 'Pier' },
    ],
  });
  expect(venue).toMatchObject({ name: 'Ferry House', eventName: 'Harbour Days', eventDays: ['2026-05-12', '2026-05-13'] });
  expect(venue.sessions).toMatchObject([
    { id: 'data:#e1', title: { en: 'Tides', de: 'Gezeiten' }, startsAt: '2026-05-12T10:00', endsAt: '2026-05-12T11:00', roomId: 'pier' },
    { title: 'Das Boot', endsAt: '2026-05-12T22:29', roomId: 'deck', kind: 'Screening', status: 'cancelled' },
  ]);
  expect(venue.speakers).toMatchObject([{ name: 'Ada Ström', role: 'Captain' }]);
  expect(found(findings, 'row-skipped')).toEqual(['data.json:65 start=soon']);
});

it('reads a restaurant: hours with special days, menu in sections, prices and diets', () => {
  const days = ['https://schema.org/Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
  const { venue } = read({
    '@context': 'http://schema.org/',
    '@type': 'Restaurant',
    name: 'Kombüse',
    telephone: '+49 40 1',
    openingHoursSpecification: [
      { dayOfWeek: days, opens: '11:30', closes: '14:30' },
      { dayOfWeek: days, opens: '18:00', closes: '22:00' },
      { dayOfWeek: 'Saturday', opens: '18:00:00', closes: '23:00:00' },
      { validFrom: '2026-12-24', validThrough: '2026-12-26', opens: '00:00', closes: '00:00' },
      { validFrom: '2026-12-31', validThrough: '2026-12-31', opens: '18:00', closes: '20:00' },
    ],
    hasMenu: {
      '@type': 'Menu',
      hasMenuSection: {
        '@type': 'MenuSection',
        name: 'Mains',
        hasMenuItem: [
          {
            '@type': 'MenuItem',
            name: 'Lentil dal',
            suitableForDiet: ['https://schema.org/VeganDiet', 'GlutenFreeDiet'],
            offers: { price: '12.00', priceCurrency: 'CHF' },
          },
          { '@type': 'MenuItem', name: 'Fish', offers: { '@type': 'Offer', price: 18.5 } },
        ],
      },
    },
  });
  expect(venue.currency).toBe('CHF');
  expect(venue.places).toMatchObject([{ name: 'Kombüse', kind: 'restaurant', phone: '+49 40 1' }]);
  const hours = venue.places[0]?.hours;
  expect(openAt(hours, '2026-05-12T12:00')).toMatchObject({ state: 'open', until: '2026-05-12T14:30' });
  expect(openAt(hours, '2026-05-16T12:00')).toMatchObject({ state: 'closed', opensAt: '2026-05-16T18:00' });
  expect(openAt(hours, '2026-12-25T12:00').state).toBe('closed');
  expect(openAt(hours, '2026-12-31T19:00')).toMatchObject({ until: '2026-12-31T20:00' });
  expect(openAt(hours, '2027-12-31T19:00')).toMatchObject({ until: '2027-12-31T22:00' });
  expect(venue.menus[0]?.sections).toMatchObject([
    {
      title: 'Mains',
      items: [
        { name: 'Lentil dal', price: 12, diets: ['vegan', 'gluten-free'] },
        { name: 'Fish', price: 18.5 },
      ],
    },
  ]);
});

it('reads a hotel and a museum: what there is, when to check in, what it costs', () => {
  const { venue } = read([
    {
      '@context': context,
      '@type': 'Hotel',
      name: 'Ferry House',
      checkinTime: '15:00:00',
      petsAllowed: 'Dogs up to 20 kg, £15 a night',
      numberOfRooms: { '@type': 'QuantitativeValue', value: 64 },
      address: { '@type': 'PostalAddress', streetAddress: 'Quay 1', postalCode: '20457', addressLocality: 'Hamburg' },
      amenityFeature: [
        { '@type': 'LocationFeatureSpecification', name: 'Sauna', value: true, hoursAvailable: { opens: '16:00', closes: '22:00' } },
        { '@type': 'LocationFeatureSpecification', name: 'Pool', value: false },
      ],
    },
    {
      '@context': context,
      '@type': 'Museum',
      name: 'Rope Museum',
      openingHours: ['Tu-Su 10:00-18:00'],
      offers: [
        { name: 'Adults', price: 9 },
        { name: 'Children', price: 0 },
      ],
    },
    {
      '@context': context,
      '@type': 'FAQPage',
      mainEntity: [{ '@type': 'Question', name: 'Is there Wi-Fi?', acceptedAnswer: { text: 'Yes, for &pound;2.' } }],
    },
  ]);
  expect(venue.name).toBe('Ferry House');
  expect(venue.services).toMatchObject([
    { name: 'Sauna', hours: 'Mo-Su 16:00-22:00' },
    { name: { de: 'Eintritt' }, prices: [{ group: 'Adults', price: 9 }, { price: 0 }] },
  ]);
  expect(venue.services).toHaveLength(2);
  const english = (text: LocalText | undefined) => textIn(text, 'en');
  expect(venue.faqs.map(({ questions, answer }) => [english(questions[0]), english(answer)])).toEqual([
    ['Is there Pool?', 'No: Pool is not available here.'],
    ['When is check-in?', 'Check-in is from 15:00.'],
    ['Are pets allowed?', 'Dogs up to 20 kg, £15 a night'],
    ['How many rooms are there?', 'There are 64 rooms.'],
    ['What is the address?', 'Quay 1, 20457 Hamburg'],
    ['Is there Wi-Fi?', 'Yes, for £2.'],
  ]);
  expect(venue.faqs[1]?.questions.map(english)).toContain('When can I get into my room?');
  expect(venue.places.find(({ name }) => name === 'Rope Museum')).toMatchObject({ hours: 'Tu-Su 10:00-18:00' });
});

it('reads the scripts of a web page, each by itself, and says which types it did not use', () => {
  const page = `<!doctype html><title>x</title>
<script type="application/ld+json">{"@context": "${context}", "@type": "Event", "name": "Tides", "startDate": "2026-05-12T10:00"}</script>
<script type="application/ld+json">{"@context": oops}</script>
<script type='application/ld+json'>
[{"@context": "${context}", "@type": "BreadcrumbList", "name": "x"},
 {"@context": "${context}", "@type": "Event", "name": "Knots", "startDate": "?"}]
</script>`;
  const { venue, findings } = readTexts({ 'page.html': page }, zone);
  expect(venue.sessions.map(({ title }) => title)).toEqual(['Tides']);
  expect(found(findings, 'row-skipped').map((line) => line.split('=')[0])).toEqual(['page.html:3 ', 'page.html:6 start']);
  expect(found(findings, 'type-skipped')).toEqual(['page.html:5 @type=BreadcrumbList']);
});

it('survives references in circles and refuses a page that says nothing', () => {
  const circle = { '@context': context, '@graph': [{ '@id': 'a', '@type': 'Festival', name: 'A', subEvent: { '@id': 'a' } }] };
  expect(() => read(circle)).toThrow(/says nothing about events/);
  expect(() => read({ '@context': context, '@type': 'Product', name: 'x' })).toThrow(/it has: Product/);
});
