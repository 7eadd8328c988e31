import { describe, expect, it } from 'vitest';
import type { VenueEdit } from '../../../../core/contract/index.ts';
import { changeViews } from '../../../../core/venue/edits/change-views.ts';
import { describeEdit } from '../../../../core/venue/edits/describe-edit.ts';
import { layEdits, liftEdits } from '../../../../core/venue/edits/edit-layer.ts';
import { findTargets } from '../../../../core/venue/edits/find-targets.ts';
import type { StaffEdit } from '../../../../core/venue/edits/staff-edit.ts';
import { takeClosures } from '../../../../core/venue/edits/take-closures.ts';
import { stillValid, withEdit } from '../../../../core/venue/edits/with-edit.ts';
import { createWayfinder } from '../../../../core/venue/wayfinding.ts';
import { fixtureVenue } from '../../../fixtures/fixture-venue.ts';
import { seeded } from '../../../support/random.ts';

const NOW = '2026-05-12T10:00';
const staff = (id: string, edit: VenueEdit): StaffEdit => ({ id, edit, at: '2026-05-12T08:00:00.000Z', by: 'ada' });
const venue = fixtureVenue();

const EVERY: readonly VenueEdit[] = [
  { kind: 'place.close', placeId: 'bistro' },
  { kind: 'place.hours', placeId: 'night-bar', hours: '24/7' },
  { kind: 'path.close', pathId: 'place:lift-g' },
  { kind: 'path.close', pathId: 'w1 – w2' },
  { kind: 'session.move', sessionId: 'workshop', roomId: 'room-201', startsAt: '2026-05-12T16:00' },
  { kind: 'session.cancel', sessionId: 'night' },
  { kind: 'banner.set', text: { en: 'Fire drill at three', de: 'Probealarm um drei' } },
  { kind: 'faq.add', questions: ['Is there a piano?'], answer: 'In the Great Hall.', locale: 'en' },
  { kind: 'faq.change', faqId: venue.faqs[0]?.id ?? '', questions: ['Gibt es WLAN?'], answer: 'Ja.', locale: 'de' },
  { kind: 'faq.remove', faqId: venue.faqs[1]?.id ?? '' },
];

describe('a layer of edits', () => {
  it('comes off again and leaves the venue as it was, whatever the edits and their order', () => {
    const next = seeded(7);
    const random = (below: number) => Math.floor(next() * below);
    for (let round = 0; round < 60; round++) {
      const edits = Array.from({ length: 1 + random(12) }, (_, i) => staff(`${round}-${i}`, EVERY[random(EVERY.length)] as VenueEdit));
      const edited = layEdits(venue, edits);
      expect(liftEdits(edited.venue, edited.originals)).toEqual(venue);
      // As it is after a trip through a file.
      const stored = JSON.parse(JSON.stringify(edited)) as typeof edited;
      expect(liftEdits(stored.venue, stored.originals)).toEqual(venue);
    }
  });

  it('does what each edit says', () => {
    const { venue: edited, missing } = layEdits(
      venue,
      EVERY.map((edit, i) => staff(String(i), edit)),
    );
    expect(missing.size).toBe(0);
    expect(edited.places.find(({ id }) => id === 'bistro')?.hours).toBe('off');
    expect(edited.edges.filter(({ closed }) => closed).map(({ from, to }) => `${from}-${to}`)).toEqual(['w1-w2', 'l0-l1', 'l1-l2']);
    expect(edited.sessions.find(({ id }) => id === 'workshop')).toMatchObject({
      roomId: 'room-201',
      startsAt: '2026-05-12T16:00',
      endsAt: '2026-05-12T17:30',
    });
    expect(edited.faqs.map(({ id }) => id)).toEqual([venue.faqs[0]?.id, venue.faqs[2]?.id, 'staff:7']);
    expect(edited.faqs[0]?.answer).toMatchObject({ de: 'Ja.' });
    expect(edited.banner).toEqual({ en: 'Fire drill at three', de: 'Probealarm um drei' });
    expect(changeViews(venue, edited).map(({ what, id }) => `${what} ${id}`)).toEqual(
      expect.arrayContaining(['cancelled night', 'moved workshop', 'added staff:7', `removed ${venue.faqs[1]?.id}`, 'changed bistro']),
    );
  });

  it('names an edit whose target is gone, and lets the others stand', () => {
    const { venue: edited, missing } = layEdits(venue, [
      staff('a', { kind: 'place.close', placeId: 'nowhere' }),
      staff('b', { kind: 'session.cancel', sessionId: 'night' }),
    ]);
    expect([...missing]).toEqual(['a']);
    expect(edited.sessions.find(({ id }) => id === 'night')?.status).toBe('cancelled');
  });

  it('closes a lift, never the corridor in front of it', () => {
    const { venue: edited } = layEdits(venue, [staff('a', { kind: 'path.close', pathId: 'place:lift-u' })]);
    const find = createWayfinder(edited);
    expect(find.route({ from: { placeId: 'kiosk' }, to: 'bistro' })).not.toBeNull();
    expect(find.route({ from: { placeId: 'kiosk' }, to: 'grosser-saal', stepFree: true })).toBeNull();
    expect(findTargets(venue, 'path', 'lift').filter(({ id }) => id.startsWith('place:'))).toHaveLength(1);
  });
});

describe('one more edit', () => {
  const add = (edits: readonly StaffEdit[], edit: VenueEdit) =>
    withEdit(edits, staff(`edit-${edits.length + 1}`, edit), layEdits(venue, edits).venue, NOW);

  it('replaces an earlier one of the same thing; opening takes closing back', () => {
    const closed = add([], { kind: 'place.close', placeId: 'bistro' });
    expect(add(closed, { kind: 'place.hours', placeId: 'bistro', hours: '24/7' })).toHaveLength(1);
    expect(add(closed, { kind: 'place.open', placeId: 'bistro' })).toEqual([]);
    const way = add([], { kind: 'path.close', pathId: 'w1 – w2' });
    expect(add(way, { kind: 'path.open', pathId: 'w1 – w2' })).toEqual([]);
    const banner = add([], { kind: 'banner.set', text: { en: 'One' } });
    expect(add(add(banner, { kind: 'banner.set', text: { en: 'Two' } }), { kind: 'banner.clear' })).toEqual([]);
  });

  const refused: readonly (readonly [string, VenueEdit, RegExp])[] = [
    ['a place that is not there', { kind: 'place.close', placeId: 'atlantis' }, /"atlantis"/],
    ['a way that is not there', { kind: 'path.close', pathId: 'a – b' }, /"a – b"/],
    ['a way that is open already', { kind: 'path.open', pathId: 'w1 – w2' }, /w1 – w2/],
    ['a session that is not there', { kind: 'session.cancel', sessionId: 'x' }, /"x"/],
    ['a room that is not there', { kind: 'session.move', sessionId: 'night', roomId: 'room-9' }, /"room-9"/],
    ['an end before the start', { kind: 'session.move', sessionId: 'night', endsAt: '2026-05-12T22:00' }, /2026-05-12T22:00/],
    ['a date that does not exist', { kind: 'session.move', sessionId: 'night', startsAt: '2026-02-30T10:00' }, /2026-02-30T10:00/],
    ['a move to nowhere', { kind: 'session.move', sessionId: 'night' }, /stay as it is/],
    ['hours that cannot be read', { kind: 'place.hours', placeId: 'bistro', hours: 'on request' }, /"on request"/],
    ['an end in the past', { kind: 'place.close', placeId: 'bistro', until: '2026-05-12T09:00' }, /2026-05-12T09:00/],
    ['opening what staff did not close', { kind: 'place.open', placeId: 'bistro' }, /bistro/],
    ['taking away no message', { kind: 'banner.clear' }, /no message/],
    ['an answer that is not there', { kind: 'faq.remove', faqId: 'none' }, /"none"/],
  ];
  it.each(refused)('refuses %s and names it', (_, edit, message) => {
    expect(() => add([], edit)).toThrow(message);
    try {
      add([], edit);
    } catch (error) {
      expect(error).toMatchObject({ fault: 'operator', remedy: expect.stringMatching(/\S/) });
    }
  });

  it('ends when its time has come', () => {
    const edits = [
      staff('a', { kind: 'place.close', placeId: 'bistro', until: '2026-05-12T18:00' }),
      staff('b', { kind: 'session.cancel', sessionId: 'night' }),
    ];
    expect(stillValid(edits, '2026-05-12T17:59')).toHaveLength(2);
    expect(stillValid(edits, '2026-05-12T18:00').map(({ id }) => id)).toEqual(['b']);
  });

  it('is told in words with names', () => {
    expect(describeEdit({ kind: 'place.close', placeId: 'bistro', until: '2026-05-12T18:00' }, venue)).toBe(
      'Closed until 2026-05-12 18:00: Waterfront Bistro',
    );
    expect(describeEdit({ kind: 'session.move', sessionId: 'night', roomId: 'hall-2' }, venue)).toBe('Moved: Night swim → Hall 2');
    for (const edit of EVERY) expect(describeEdit(edit, venue)).toMatch(/\S/);
  });
});

describe('closures in a running conversation', () => {
  it('are taken over, in both directions, and nothing else is', () => {
    const { venue: latest } = layEdits(
      { ...venue, name: 'Renamed' },
      EVERY.map((edit, i) => staff(String(i), edit)),
    );
    const mine = takeClosures(venue, latest);
    expect(mine.name).toBe(venue.name);
    expect(mine.sessions).toBe(venue.sessions);
    expect(mine.places.find(({ id }) => id === 'bistro')?.hours).toBe('off');
    expect(createWayfinder(mine).route({ from: { placeId: 'kiosk' }, to: 'hall-2' })).toBeNull();
    expect(takeClosures(mine, venue)).toEqual(venue);
    expect(takeClosures(venue, latest)).toBe(mine);
    expect(takeClosures(venue, { ...venue })).toBe(venue);
  });
});
