import { expect, it } from 'vitest';
import { found, readTexts } from '../../../fixtures/import-files.ts';

const menu = [
  { restaurant: 'Kombüse', section: 'Starters', dish: 'Fish soup', price: '€ 8,50', allergens: 'Fisch, Sellerie' },
  { restaurant: 'Kombüse', section: 'Mains', dish: 'Lentil dal', price: 12, diets: ['vegan', 'gluten-free'] },
  { restaurant: 'Kombüse', section: 'Mains', dish: '', price: 3 },
  { restaurant: 'Deck Bar', dish: 'Beer', price: 'ask us' },
];

it('reads a menu as JSON: places, sections, prices, allergens; each bad field by itself', () => {
  const { venue, findings } = readTexts({ 'menu.json': JSON.stringify(menu, null, 1) });
  expect(venue.places.map(({ name, kind }) => [name, kind])).toEqual([
    ['Kombüse', 'restaurant'],
    ['Deck Bar', 'restaurant'],
  ]);
  expect(venue.menus).toEqual([
    {
      placeId: 'kombuse',
      sections: [
        { title: 'Starters', items: [{ name: 'Fish soup', price: 8.5, allergens: ['fish', 'celery'], diets: [] }] },
        { title: 'Mains', items: [{ name: 'Lentil dal', price: 12, allergens: [], diets: ['vegan', 'gluten-free'] }] },
      ],
    },
    { placeId: 'deck-bar', sections: [{ title: 'Menu', items: [{ name: 'Beer', price: null, allergens: [], diets: [] }] }] },
  ]);
  expect(found(findings, 'row-skipped')).toEqual(['menu.json:19 name=']);
  expect(found(findings, 'field-ignored')).toEqual(['menu.json:25 price=ask us']);
});

it('reads the same as YAML, nested by section, and a CSV with ticks for diets', () => {
  const yaml =
    'restaurant: Kombüse\nsections:\n  - title: Starters\n    items:\n      - name: Fish soup\n        price: 8.5\n        allergens: [fish]\n';
  expect(readTexts({ 'menu.yaml': yaml }).venue.menus).toMatchObject([
    { placeId: 'kombuse', sections: [{ title: 'Starters', items: [{ name: 'Fish soup', price: 8.5, allergens: ['fish'] }] }] },
  ]);
  const csv = 'Gericht,Preis,Vegan,Vegetarisch\nLinsen,"9,50",x,x\nSuppe,7,,\n';
  const { venue, findings } = readTexts({ 'speisekarte-hafen.csv': csv });
  expect(venue.menus[0]?.sections[0]?.items).toMatchObject([{ name: 'Linsen', price: 9.5, diets: ['vegan', 'vegetarian'] }, { diets: [] }]);
  expect(venue.places[0]?.name).toBe('Hafen');
  expect(found(findings, 'menu-place-guessed')).toHaveLength(1);
});

it('reads exhibitors, speakers, questions and services as JSON or YAML, bare or under a key', () => {
  const { venue } = readTexts({
    'expo.json': JSON.stringify({ exhibitors: [{ name: 'Ferry & Co', booth: 'A12', description: 'Ships' }] }),
    'speakers.yaml': '- name: Ada Ström\n  company: Ferry & Co\n- name: Ben Okoro\n  bio: Sails.\n',
    'faq.json': JSON.stringify([{ question: 'Is there Wi-Fi?', answer: 'Yes.' }]),
    'services.json': JSON.stringify({
      services: [
        { name: 'Towels', requestable: true, price: 'free' },
        { name: 'Taxi', requestable: false },
      ],
    }),
  });
  expect(venue.exhibitors).toMatchObject([{ name: 'Ferry & Co', stand: 'A12', description: 'Ships' }]);
  expect(venue.speakers.map(({ name, organisation }) => [name, organisation])).toEqual([
    ['Ada Ström', 'Ferry & Co'],
    ['Ben Okoro', undefined],
  ]);
  expect(venue.faqs).toMatchObject([{ questions: ['Is there Wi-Fi?'], answer: 'Yes.' }]);
  expect(venue.services).toMatchObject([
    { name: 'Towels', requestable: true, priceText: 'free' },
    { name: 'Taxi', requestable: false },
  ]);
});

it('puts exhibitors where a place has the number of their stand, and places of a list beside those of a plan', () => {
  const places = 'Name,Opening hours,Kind,Phone\nA12,,stand,\nKombüse,Mo-Fr 11:00-22:00,restaurant,+49 40 1\n';
  const { venue } = readTexts({ 'places-list.csv': places, 'exhibitors-2026.csv': 'Exhibitor,Stand\nFerry & Co,A12\n' });
  expect(venue.places).toMatchObject([
    { name: 'A12', kind: 'stand' },
    { name: 'Kombüse', kind: 'restaurant', hours: 'Mo-Fr 11:00-22:00', phone: '+49 40 1' },
  ]);
  expect(venue.exhibitors[0]?.placeId).toBe('a12');
});
