import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../../core/i18n/catalogues.ts';
import type { GuestMemory, Owner } from '../../../core/ports.ts';
import { TOOLS, type ToolName } from '../../../core/tools/registry.ts';
import { readDemo } from '../../assets/demo-venue.ts';
import { createMemoryGuests } from '../../fakes/scripted.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';
import { startDeskVisit } from './desk-visit.ts';

const NOW = '2026-05-12T10:00';
const { venue: demo } = readDemo();
const visit = () => startDeskVisit(demo, NOW);
const ADA: Owner = { kind: 'guest', id: 'ada' };
const other = { sessionId: 'session-2', owner: { kind: 'session', id: 'session-2' } } as const;
/** Ada again, on another day. */
const later = { sessionId: 'session-3', owner: ADA } as const;

function memoryOf(guestId: string): GuestMemory {
  const guests = createMemoryGuests();
  guests.setConsent(guestId, 'remember', '1');
  return guests.open(guestId);
}

describe('a request', () => {
  it('has a number, and its guest is told how far it is', async () => {
    const { call, answer, desk } = visit();
    const { data } = await call('hotel_service', { service: 'towels', detail: 'two, room 12' });
    expect(data?.ticket).toMatch(/^\d{4}$/);
    expect(await answer('request_status', { request: 'where are my towels' })).toMatch(/staff have your request/);
    desk.requests.update(data?.requestId ?? '', 'coming', 'two minutes');
    const status = await call('request_status', { request: 'the towels' });
    expect(status.cards).toMatchObject([{ kind: 'request', status: 'coming', note: 'two minutes', ticket: data?.ticket }]);
    expect(await answer('request_status')).toBe('Fresh towels: somebody is on the way. Staff say: two minutes');
  });

  it('is nobody else’s, except that its number tells how far it is', async () => {
    const { call, answer } = visit();
    const { data } = await call('hotel_service', { service: 'towels', detail: 'two, room 12' });
    expect((await call('request_status', { request: 'towels' }, other)).found).toBe(false);
    expect((await call('request_status', {}, other)).found).toBe(false);
    expect(await answer('request_status', {}, other)).toMatch(/no request/);
    const byNumber = await call('request_status', { request: `number ${data?.ticket}` }, other);
    expect(byNumber.data.requests).toMatchObject([{ title: 'Fresh towels' }]);
    expect(JSON.stringify(byNumber)).not.toContain('room 12');
  });

  it('of an earlier visit says nothing of its details before the PIN', async () => {
    const { call, desk } = visit();
    await call('hotel_service', { service: 'towels', detail: 'two, room 12' }, { owner: ADA });
    desk.requests.update(desk.requests.list()[0]?.id ?? '', 'done', 'left with Mr Byron');
    expect(JSON.stringify(await call('request_status', {}, later))).not.toMatch(/room 12|Byron/);
    const unnamed = await call('whats_new', {}, later);
    expect(unnamed.data).toMatchObject({ items: [], hidden: 1 });
    const named = { ...later, said: 'any news of my towels?' };
    expect(JSON.stringify((await call('whats_new', {}, named)).data)).toMatch(/^(?!.*Byron).*Fresh towels/);
    expect((await call('request_status', {}, later)).data).toMatchObject({ requests: [], hidden: 1 });
    expect((await call('request_status', {}, named)).data).toMatchObject({ requests: [{ title: 'Fresh towels' }], hidden: 0 });
    const verified = await call('request_status', {}, { ...later, verified: true });
    expect(JSON.stringify(verified.cards)).toMatch(/room 12.*Byron/);
  });

  it('is made once, however often the same call comes', async () => {
    const { call, desk } = visit();
    const key = { idempotencyKey: 'session-1:4:0' };
    await call('hotel_service', { service: 'towels' }, key);
    await call('hotel_service', { service: 'towels' }, key);
    await call('hotel_service', { service: 'taxi' }, key);
    expect(desk.requests.list().map(({ title }) => title)).toEqual(['Taxi', 'Fresh towels']);
  });

  it('is called what guest and staff each call it', async () => {
    const { call, desk } = visit();
    const { cards } = await call('hotel_service', { service: 'towels' }, { locale: 'de' });
    expect(cards).toMatchObject([{ title: 'Frische Handtücher' }]);
    expect(desk.requests.list()).toMatchObject([{ staffTitle: 'Fresh towels' }]);
  });

  it('tells staff what was asked and tried', async () => {
    const { call, desk } = visit();
    const recent = [
      { question: 'is there a pharmacy', answer: 'I find no pharmacy.' },
      { question: 'anything near', answer: 'Nothing that I know of.' },
      { question: 'and a doctor', answer: 'x'.repeat(400) },
    ];
    await call('call_staff', { reason: 'help', detail: 'a pharmacy' }, { recent });
    const [row] = desk.requests.list();
    expect(row?.context?.split('\n')).toEqual([
      '“anything near” → Nothing that I know of.',
      expect.stringMatching(/^“and a doctor” → x{159}…$/),
    ]);
  });
});

describe('a lost thing', () => {
  it('is looked for, and a likely match is told without a word of what was found', async () => {
    const { call, answer, desk } = visit();
    expect(await answer('report_lost', { what: 'black umbrella', where: 'bistro', when: 'yesterday' })).toMatch(
      /black umbrella.*Nothing like it has been handed in/,
    );
    desk.lostFound.reportFound({
      what: 'umbrella, black, initials J.K.',
      where: 'cloakroom',
      details: 'wallet inside',
      day: '2026-05-12',
      createdAt: NOW,
    });
    const { data, cards } = await call('lost_status');
    expect(data.items).toMatchObject([{ what: 'black umbrella', state: 'maybe', day: '2026-05-11' }]);
    expect(JSON.stringify([data, cards])).not.toMatch(/J\.K\.|cloakroom|wallet/);
    expect(await answer('lost_status')).toMatch(/may have been handed in; staff will check/);
  });

  it('is found only when staff say so, and theirs only', async () => {
    const { call, desk } = visit();
    await call('report_lost', { what: 'black umbrella' });
    await call('report_lost', { what: 'a black umbrella' }, other);
    const found = desk.lostFound.reportFound({ what: 'black umbrella', where: '', details: '', day: '2026-05-12', createdAt: NOW });
    expect(desk.lostFound.matches()).toHaveLength(2);
    const [mine] = (await call('lost_status')).data.items;
    const [theirs] = (await call('lost_status', {}, other)).data.items;
    desk.lostFound.decide(mine?.id ?? '', found.id, true);
    desk.lostFound.decide(theirs?.id ?? '', found.id, false);
    expect((await call('lost_status')).data.items).toMatchObject([{ state: 'found' }]);
    expect((await call('lost_status', {}, other)).data.items).toMatchObject([{ state: 'searching' }]);
    desk.lostFound.markCollected(mine?.id ?? '');
    expect((await call('lost_status')).data.items).toMatchObject([{ state: 'collected' }]);
    expect(desk.lostFound.found()).toMatchObject([{ state: 'given' }]);
  });

  it('found by another guest matches, too; the finder learns nothing of who lost what', async () => {
    const { call, answer, desk } = visit();
    await call('report_lost', { what: 'silver watch' });
    const said = await answer('report_found', { what: 'silbernen Uhr', where: 'spa' }, other);
    expect(said).not.toMatch(/watch|lost/i);
    expect(desk.lostFound.lost()).toMatchObject([{ state: 'maybe' }]);
    expect(desk.lostFound.found()).toMatchObject([{ by: 'guest' }]);
  });

  it('of a remembered guest is a matter of their memory, and can be asked for by it', async () => {
    const { call, desk } = visit();
    const memory = memoryOf('ada');
    const { data } = await call('report_lost', { what: 'red scarf' }, { owner: ADA, memory });
    expect(data.remembered).toBe(true);
    const [thread] = memory.profile().threads;
    expect(thread).toMatchObject({ topic: 'lost red scarf', status: 'open' });
    expect(desk.lostFound.statusOf(ADA)).toMatchObject([{ what: 'red scarf', state: 'searching', threadId: thread?.id }]);
    for (const said of ['is there any news?', 'have you found what I lost?'])
      expect((await call('lost_status', {}, { ...later, said })).data).toMatchObject({ items: [], hidden: 1 });
    for (const more of [{ said: 'have you found my scarf?' }, { verified: true }])
      expect((await call('lost_status', {}, { ...later, ...more })).data).toMatchObject({ items: [{ what: 'red scarf' }], hidden: 0 });
    const before = [{ question: 'I left my scarf here', answer: 'Oh.' }];
    expect((await call('lost_status', {}, { ...later, said: 'any news?', recent: before })).data.items).toHaveLength(1);
    expect((await call('lost_status', {}, other)).found).toBe(false);
  });
});

describe('a lead', () => {
  const hot = { need: 'a hall for a company dinner', size: '60 people', budget: '5000 euros', timeframe: 'next month' };

  it('that is hot gets a person now; one that is not, no fuss', async () => {
    const { call, answer, desk } = visit();
    const { data, cards } = await call('register_interest', { ...hot, contact: 'ada@example.org', consent: true });
    expect(data).toMatchObject({ score: 100, person: true, reachable: true });
    expect(cards).toMatchObject([{ kind: 'request', status: 'waiting' }]);
    expect(desk.requests.list()).toMatchObject([{ kind: 'staff-lead', detail: expect.stringContaining('60 people') }]);
    const said = await answer('register_interest', { need: 'a room', consent: false });
    expect(said).toMatch(/kept no contact details/);
    expect(desk.requests.list()).toHaveLength(1);
  });

  it('keeps no way to reach a guest who did not agree', async () => {
    const { call, desk } = visit();
    await call('register_interest', { ...hot, contactName: 'Ada', contact: 'ada@example.org', consent: false });
    expect(JSON.stringify([desk.leads.list(), desk.requests.list()])).not.toMatch(/ada/i);
  });

  it('needs the guest’s yes or no to being contacted', () => {
    expect(TOOLS.register_interest.input.safeParse({ need: 'a hall' }).success).toBe(false);
  });
});

describe('a case', () => {
  it('is opened, found and closed by its guest', async () => {
    const { call, answer } = visit();
    const { data } = await call('open_case', { about: 'wrong invoice', detail: 'breakfast was charged twice' });
    expect(await answer('open_case', { about: 'noisy room' })).toMatch(/one earlier case that is open: wrong invoice/);
    expect((await call('my_cases')).data.cases.map(({ about }) => about)).toEqual(['noisy room', 'wrong invoice']);
    expect((await call('close_case', { case: 'the invoice' })).data.case).toMatchObject({ about: 'wrong invoice', status: 'closed' });
    expect((await call('close_case', { case: data.case.ticket })).data.case?.status).toBe('closed');
    expect(await answer('my_cases')).toMatch(/noisy room, number \d+: still open\. wrong invoice, number \d+: closed/);
  });

  it('is nobody else’s to see or to close', async () => {
    const { call } = visit();
    const { data } = await call('open_case', { about: 'wrong invoice' });
    expect((await call('my_cases', {}, other)).data.cases).toEqual([]);
    for (const asked of [data.case.ticket, data.case.id, 'invoice', '']) {
      expect((await call('close_case', { case: asked }, other)).data.case).toBeNull();
    }
    expect((await call('my_cases')).data.cases).toMatchObject([{ status: 'open' }]);
  });

  it('of an earlier visit takes the PIN, as a badge proves nothing', async () => {
    const { call, answer } = visit();
    await call('open_case', { about: 'wrong invoice' }, { owner: ADA });
    expect((await call('my_cases', {}, later)).data).toEqual({ cases: [], pinForMore: true });
    expect(await answer('my_cases', {}, later)).toMatch(/after your PIN/);
    expect((await call('close_case', { case: 'invoice' }, later)).data.case).toBeNull();
    expect((await call('my_cases', {}, { ...later, verified: true })).data.cases).toMatchObject([{ about: 'wrong invoice' }]);
  });
});

describe('on the phone', () => {
  it('goes the way, the last answer, and nothing where there is none', async () => {
    const { call } = visit();
    expect((await call('send_to_phone', { what: 'way', id: 'luggage-room' })).cards).toMatchObject([
      { kind: 'qr', route: { steps: expect.anything() } },
    ]);
    expect((await call('send_to_phone', { what: 'way' })).found).toBe(false);
    const recent = [{ question: 'when is breakfast', answer: 'Breakfast is from 7.' }];
    const { cards } = await call('send_to_phone', { what: 'answer' }, { recent });
    expect(cards).toMatchObject([{ kind: 'qr', text: expect.stringContaining('when is breakfast\nBreakfast is from 7.') }]);
    expect((await call('send_to_phone', { what: 'answer' })).found).toBe(false);
    expect((await call('send_to_phone', { what: 'booking' })).found).toBe(false);
  });

  it('goes a booking with what is needed at the door, and nobody else’s', async () => {
    const { call } = visit();
    const { data } = await call('book', { kind: 'table', target: 'tideline', day: '2026-05-12', time: '19:30', party: 4 });
    const [booking] = data.bookings;
    const [card] = (await call('send_to_phone', { what: 'booking' })).cards;
    expect(card).toMatchObject({ kind: 'qr', title: 'Tideline' });
    const text = card?.kind === 'qr' ? card.text : '';
    for (const part of ['2026-05-12', '19:30', booking?.reference ?? 'none', '×4']) expect(text).toContain(part);
    expect((await call('send_to_phone', { what: 'booking' }, other)).found).toBe(false);
    expect((await call('send_to_phone', { what: 'booking', id: booking?.reference ?? '' }, other)).found).toBe(false);
  });

  it('fits a code that phones read, cut between characters', async () => {
    const { call } = visit();
    const recent = [{ question: 'q', answer: '🌷é'.repeat(600) }];
    const [card] = (await call('send_to_phone', { what: 'answer' }, { recent })).cards;
    const text = card?.kind === 'qr' ? (card.text ?? '') : '';
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(900);
    expect(text).not.toContain('\uFFFD');
    expect(text.endsWith('…')).toBe(true);
  });
});

describe('checking in', () => {
  it('is answered with the venue’s own words, and the place', async () => {
    const { call, answer } = visit();
    const { data } = await call('check_in_info');
    expect(data.answers[0]?.answer).toMatch(/Check-in is from 15:00/);
    expect(data.place?.id).toBe('reception');
    expect(data.answers.map(({ id }) => id)).not.toContain('check-out-time');
    expect(await answer('check_in_info', {}, { locale: 'de' })).toMatch(/Check-in ist ab 15 Uhr/);
  });

  it('says so where the venue has nothing on it', async () => {
    const bare = { ...fixtureVenue(), faqs: [], services: [], places: [] };
    expect((await startDeskVisit(bare, NOW).call('check_in_info')).found).toBe(false);
  });
});

const INPUTS: readonly (readonly [ToolName, object])[] = [
  ['hotel_service', { service: 'towels' }],
  ['request_status', {}],
  ['report_lost', { what: 'Schirm' }],
  ['report_found', { what: 'Uhr' }],
  ['lost_status', {}],
  ['register_interest', { need: 'x y z', size: '1', budget: '1', timeframe: 'now', contact: 'a', consent: true }],
  ['open_case', { about: 'a' }],
  ['open_case', { about: 'b' }],
  ['my_cases', {}],
  ['close_case', { case: 'none 0000' }],
  ['send_to_phone', { what: 'way' }],
  ['send_to_phone', { what: 'answer' }],
  ['check_in_info', {}],
];

it.each(Object.keys(CATALOGUES))('is said in %s', async (locale) => {
  const { answer } = visit();
  for (const [name, input] of INPUTS) {
    const said = await answer(name, input, { locale });
    expect(said.length, name).toBeGreaterThan(10);
    expect(said, name).not.toMatch(/[{}]|undefined|none/);
  }
});
