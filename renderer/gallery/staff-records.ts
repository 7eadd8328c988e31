import type { EditView, Found, RequestRow, StaffBooking, ToScreen, UnansweredGroup, VersionView } from '../../core/contract/index.ts';
import { NOW } from './demo.ts';

export const request = (id: string, title: string, detail: string, status: RequestRow['status']): RequestRow => ({
  id,
  kind: 'help',
  title,
  detail,
  status,
  placeName: 'Lobby kiosk',
  createdAt: NOW,
});

const step = (stage: 'perceive' | 'reason' | 'plan' | 'act' | 'adapt', title: string, atMs: number, detail = {}): ToScreen => ({
  type: 'trace',
  turn: 3,
  step: { stage, title, detail, atMs, tookMs: 1 },
});

export const TRACE: readonly ToScreen[] = [
  step('perceive', 'Spoken question, 7 words, English', 0),
  step('reason', 'Wants a place that serves food', 1, { diet: 'vegetarian' }),
  step('plan', 'find_places with diet and distance', 4, { planner: 'local', tools: ['find_places'] }),
  step('act', 'find_places in 5 ms', 5, {
    tools: [
      { name: 'find_places', ms: 5, found: true, input: { diet: 'vegetarian' }, output: { total: 5, places: [{ name: 'Green Galley' }] } },
    ],
  }),
  step('adapt', 'Answered with a list', 11),
  {
    type: 'metrics',
    turn: 3,
    metrics: { endOfTurnDelayMs: 451, transcriptionDelayMs: 38, timeToFirstSentenceMs: 12, timeToFirstByteMs: 96, voiceToVoiceMs: 612 },
  },
];

const version = (name: string, summary: string, createdAt: string, current = false): VersionView => ({
  version: name,
  current,
  readable: true,
  createdAt,
  createdBy: 'Front desk',
  summary,
  counts: { floors: 3, places: 61, sessions: 46, speakers: 32, exhibitors: 38 },
});

export const VERSIONS: readonly VersionView[] = [
  version('12-9b20c1fe', '1 place closed: Bistro', '2026-05-12T11:40:00Z', true),
  version('11-41c7aa02', '3 sessions moved, 1 session cancelled', '2026-05-12T07:05:00Z'),
  version('10-77d0e3b9', '12 exhibitors added, 2 places changed', '2026-05-11T16:21:00Z'),
  { ...version('9-c03f5512', '46 sessions added', '2026-05-10T09:00:00Z'), readable: false },
];

export const EDITS: readonly EditView[] = [
  {
    id: 'e1',
    edit: { kind: 'place.close', placeId: 'bistro', until: `${NOW.slice(0, 10)}T18:00` },
    title: 'Closed: Bistro',
    at: '2026-05-12T11:40:00Z',
    by: 'Front desk',
    missing: false,
  },
  {
    id: 'e2',
    edit: { kind: 'path.close', pathId: 'lift-b' },
    title: 'Out of use: Lift B',
    at: '2026-05-12T08:02:00Z',
    by: 'Facilities',
    missing: false,
  },
  {
    id: 'e3',
    edit: { kind: 'session.cancel', sessionId: 'x' },
    title: 'Cancelled: Night Kitchen',
    at: '2026-05-11T19:30:00Z',
    by: 'Front desk',
    missing: true,
  },
];

const DAY = NOW.slice(0, 10);
export const BOOKINGS: readonly StaffBooking[] = [
  {
    id: 'b1',
    reference: 'K7R4',
    kind: 'table',
    title: 'Tideline',
    startsAt: `${DAY}T18:30`,
    endsAt: `${DAY}T20:00`,
    party: 4,
    note: 'high chair, by the window',
    status: 'booked',
  },
  {
    id: 'b2',
    reference: 'W3H8',
    kind: 'seat',
    title: 'A cup of tea, very slowly',
    startsAt: `${DAY}T20:00`,
    endsAt: `${DAY}T20:45`,
    party: 1,
    status: 'booked',
    notice: 'moved',
  },
  {
    id: 'b3',
    reference: 'M2Y6',
    kind: 'table',
    title: 'Ember Grill',
    startsAt: '2099-05-13T19:00',
    endsAt: '2099-05-13T21:00',
    party: 2,
    status: 'cancelled',
    notice: 'withdrawn',
    reason: 'The grill is being repaired.',
  },
];

export const QUESTIONS: readonly UnansweredGroup[] = [
  {
    groupId: 'g1',
    examples: ['Where can I charge my phone?', 'is there a charging station', 'phone charger'],
    count: 14,
    lastAskedOn: '2026-05-12',
    locales: ['en'],
  },
  {
    groupId: 'g2',
    examples: ['Gibt es einen Geldautomaten?', 'Wo ist der nächste Automat'],
    count: 6,
    lastAskedOn: '2026-05-12',
    locales: ['de'],
  },
  { groupId: 'g3', examples: ['Can I bring my dog to the terrace?'], count: 1, lastAskedOn: '2026-05-11', locales: ['en'] },
];

export const FOUND_SESSIONS: readonly Found[] = [
  {
    id: 's1',
    title: 'Opening Address',
    subtitle: 'Tue 12 May, 09:30–10:00, Lantern Hall',
    startsAt: '2026-05-12T09:30',
    endsAt: '2026-05-12T10:00',
    roomId: 'lantern',
  },
  {
    id: 's2',
    title: 'Opening the Archive',
    subtitle: 'Wed 13 May, 14:00–15:00, Harbour 1',
    startsAt: '2026-05-13T14:00',
    endsAt: '2026-05-13T15:00',
    roomId: 'harbour-1',
    cancelled: true,
  },
];

export const FOUND_PLACES: readonly Found[] = [
  { id: 'bistro', title: 'Bistro', subtitle: 'Restaurant, ground floor', hours: 'Mo-Su 11:30-22:00' },
  { id: 'bar', title: 'Lantern Bar', subtitle: 'Bar, level 2', hours: 'Mo-Su 17:00-01:00', closed: true },
];
