import type { Card, CardOf } from '../../core/contract/index.ts';
import { textIn } from '../../core/venue/model.ts';
import { menuCard, NOW, placeView, routeTo, sessionView, venue } from './demo.ts';
import { STARTED, type TurnScript, turn, welcome } from './messages.ts';
import type { GalleryState } from './states.ts';

function answer(script: TurnScript): GalleryState {
  return {
    messages: [welcome(), STARTED, ...turn(script)],
    ...(script.spokenMs === undefined ? {} : { position: { turn: 1, sentence: 0, ms: script.spokenMs } }),
  };
}

const exhibitor = venue.exhibitors[0];
const exact = venue.faqs.find((faq) => faq.exact);
const faq = venue.faqs.find((one) => !one.exact);

const EMERGENCY: Card = {
  id: 'e',
  kind: 'emergency',
  title: textIn(venue.emergency?.title, 'en'),
  text: textIn(venue.emergency?.text, 'en'),
  contacts: (venue.emergency?.contacts ?? []).map(({ label, number }) => ({ label: textIn(label, 'en'), number })),
  steps: (venue.emergency?.steps ?? []).map((step) => textIn(step, 'en')),
};

function booking(more: Partial<CardOf<'booking'>>): Card {
  return {
    id: 'b',
    kind: 'booking',
    bookingId: 'booking-1',
    reference: 'K7R4',
    what: 'table',
    title: 'Tideline',
    floorName: 'Ground floor',
    whenText: 'Today 19:30–21:00',
    startsAt: NOW,
    endsAt: NOW,
    party: 4,
    status: 'booked',
    ...more,
  };
}

export const CARD_STATES: Readonly<Record<string, GalleryState>> = {
  place: answer({
    question: 'Is there somewhere nice by the river?',
    sentences: ['The River Terrace has deck chairs and tables right on the water.'],
    cards: [{ id: 'p', kind: 'place', place: placeView('river-terrace') }],
    chips: ['How do I get there?', 'What else is open now?'],
  }),
  'route-one-floor': answer({
    question: 'Where is the nearest toilet?',
    sentences: ['The toilets by the lobby are 40 metres away, just past the main lifts.'],
    cards: [{ id: 'p', kind: 'place', place: placeView('lobby-toilets', { openState: 'unknown' }), route: routeTo('lobby-toilets') }],
    chips: ['Is there an accessible one?', 'Thank you'],
    spokenMs: 1900,
  }),
  'route-two-floors': answer({
    question: 'How do I get to the Lantern Ballroom without stairs?',
    sentences: ['The Lantern Ballroom is on the first floor.', 'Take the main lifts up, then follow the upper promenade to the end.'],
    cards: [{ id: 'p', kind: 'place', place: placeView('lantern-ballroom'), route: routeTo('lantern-ballroom', true) }],
    chips: ['What’s on there now?', 'How long does it take?'],
  }),
  session: answer({
    question: 'Tell me about the next talk.',
    sentences: [`It is about to begin: ${sessionView(4, 'next').title}.`],
    cards: [{ id: 's', kind: 'session', session: sessionView(4, 'next', { language: 'English' }) }],
    chips: ['Who is speaking?', 'What else is on then?'],
  }),
  sessions: answer({
    question: 'What’s on right now?',
    sentences: ['Six sessions are on right now.', 'The first is in the Lantern Ballroom.'],
    cards: [
      {
        id: 'ss',
        kind: 'sessions',
        title: 'On now',
        sessions: [2, 3, 4, 5, 6, 7].map((i) => sessionView(i, i < 6 ? 'now' : 'next', i === 5 ? { status: 'cancelled' } : {})),
        total: 9,
      },
    ],
    chips: ['What’s next?', 'Only hospitality', 'This afternoon'],
  }),
  list: answer({
    question: 'Where can I eat something vegetarian?',
    sentences: ['Five places have vegetarian dishes, Café Pontoon is the nearest.'],
    cards: [
      {
        id: 'l',
        kind: 'list',
        title: 'Vegetarian, nearest first',
        total: 5,
        items: ['cafe-pontoon', 'tideline', 'ferryman-bar', 'coffee-dock'].map((id) => {
          const place = placeView(id);
          return {
            id,
            title: place.name,
            subtitle: `${place.floorName}, ${place.hoursText}`,
            label: '2 minutes',
            ask: `Tell me about ${place.name}`,
          };
        }),
      },
    ],
    chips: ['Only vegan', 'Open now', 'Show me the menu'],
  }),
  menu: answer({
    question: 'What vegetarian dishes do they have?',
    sentences: ['These are vegetarian.', 'Please tell the team about any allergy.'],
    cards: [menuCard(['vegetarian'])],
    chips: ['Without gluten', 'How do I get there?'],
  }),
  faq: answer({
    question: 'What is the Wi-Fi password?',
    sentences: [textIn(faq?.answer, 'en')],
    cards: [{ id: 'f', kind: 'faq', question: textIn(faq?.questions[0], 'en'), answer: textIn(faq?.answer, 'en'), exact: false }],
    chips: ['Is it free?'],
  }),
  'faq-exact': answer({
    question: 'Can I cancel my room?',
    sentences: [textIn(exact?.answer, 'en')],
    cards: [{ id: 'f', kind: 'faq', question: textIn(exact?.questions[0], 'en'), answer: textIn(exact?.answer, 'en'), exact: true }],
  }),
  exhibitor: answer({
    question: 'Who makes luggage robots here?',
    sentences: [`${exhibitor?.name ?? ''} shows them in Harbour Hall.`],
    cards: [
      {
        id: 'x',
        kind: 'exhibitor',
        name: exhibitor?.name ?? '',
        description: textIn(exhibitor?.description, 'en'),
        stand: exhibitor?.stand ?? '',
        categories: exhibitor?.categories ?? [],
        website: exhibitor?.website ?? '',
        ...(exhibitor?.placeId === undefined ? {} : { place: placeView(exhibitor.placeId, { openState: 'unknown' }) }),
      },
    ],
    chips: ['How do I get there?'],
  }),
  request: answer({
    question: 'Could I have two more towels in room 214?',
    sentences: ['I have passed that on to housekeeping.'],
    cards: [
      {
        id: 'r',
        kind: 'request',
        requestId: 'r1',
        title: 'Two towels for room 214',
        detail: 'Housekeeping usually needs about 20 minutes.',
        status: 'waiting',
        createdAt: NOW,
      },
    ],
    chips: ['Thank you', 'I need something else'],
  }),
  'request-coming': answer({
    question: 'Where are my towels?',
    sentences: ['Two towels for room 214: somebody is on the way to you.', 'Staff say: in five minutes'],
    cards: [
      {
        id: 'r',
        kind: 'request',
        requestId: 'r1',
        title: 'Two towels for room 214',
        status: 'coming',
        createdAt: NOW,
        ticket: '4827',
        note: 'in five minutes',
      },
    ],
    chips: ['Thank you'],
  }),
  'qr-answer': answer({
    question: 'Can I have that on my phone?',
    sentences: ['Point your phone’s camera at the code on the screen to take it along.'],
    cards: [
      {
        id: 'q',
        kind: 'qr',
        title: 'My last answer',
        text: 'When is breakfast?\nBreakfast is served in Tideline until 10:30, on Sundays until 11:00.',
      },
    ],
    chips: ['Thank you'],
  }),
  booking: answer({
    question: 'A table for four tonight, please',
    sentences: ['Your table for four at Tideline is booked for 19:30 today. Your reference is K7R4.'],
    cards: [booking({})],
    chips: ['How do I get there?', 'Change the booking'],
  }),
  'bookings-changed': answer({
    question: 'What have I booked?',
    sentences: ['You have two bookings, and something has happened to both.'],
    cards: [
      booking({
        id: 'b1',
        what: 'seat',
        title: 'A cup of tea, very slowly',
        placeName: 'Sextant Room',
        floorName: 'First floor',
        notice: 'moved',
      }),
      booking({ id: 'b2', status: 'cancelled', notice: 'withdrawn', reason: 'The kitchen closes early tonight. We are sorry.' }),
    ],
    chips: ['Find me another table'],
  }),
  emergency: answer({
    question: 'Someone has collapsed!',
    sentences: ['Help is being called. Please stay with the person.'],
    cards: [EMERGENCY],
  }),
  'long-answer': answer({
    question: 'Can you tell me everything about the house, from the garden to the roof, and about the conference as well please?',
    sentences: Array.from(
      { length: 9 },
      (_, i) =>
        `Sentence ${i + 1} of a long answer tells a little more about the house, its rooms and its restaurants than anyone would ask for.`,
    ),
    cards: [{ id: 'p', kind: 'place', place: placeView('river-terrace') }],
    chips: ['Thank you'],
  }),
  'long-words': answer({
    question: 'Tell me everything',
    sentences: Array.from(
      { length: 14 },
      (_, i) =>
        `Sentence ${i + 1} of a long answer tells a little more about the house, its rooms and its restaurants than anyone would ask for.`,
    ),
    cards: [],
    chips: ['Thank you'],
  }),
  two: answer({
    question: 'Where can I get coffee, and is there a talk nearby?',
    sentences: ['The Coffee Dock is in Harbour Hall.', 'A talk begins there soon.'],
    cards: [
      { id: 'p', kind: 'place', place: placeView('coffee-dock', { openState: 'closing-soon', hoursText: 'Closes at 17:30' }) },
      { id: 's', kind: 'session', session: sessionView(8, 'now') },
    ],
    chips: ['How do I get there?'],
  }),
};
