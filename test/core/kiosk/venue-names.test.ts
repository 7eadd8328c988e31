import { describe, expect, it } from 'vitest';
import type { VenueContext } from '../../../core/agent/agent.ts';
import { createVenueNames } from '../../../core/kiosk/venue-names.ts';
import type { TranscribeOptions } from '../../../core/ports.ts';
import { venueSchema } from '../../../core/venue/model.ts';
import { emptyVenue } from '../../fakes/empty-venue.ts';
import { createScriptedHearing } from '../../fakes/scripted.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { createKioskHarness, settle } from './kiosk-harness.ts';

/** A venue with one speaker. */
function venueOf(version: string, name: string): VenueContext {
  return { version, venue: venueSchema.parse({ ...emptyVenue('House'), speakers: [{ id: 'speaker', name }] }) };
}

describe('the names of the venue', () => {
  it('are put right as soon as they have been gone through, and not before', () => {
    const clock = createTestClock();
    const context = venueOf('1', 'Lennart Poettering');
    const names = createVenueNames({ clock, venue: () => context });
    expect(names.repair('when does lenard pottering speak')).toBe('when does lenard pottering speak');
    clock.advance(0);
    expect(names.repair('when does lenard pottering speak')).toBe('when does Lennart Poettering speak');
  });

  it('are those of the venue that is published now', () => {
    const clock = createTestClock();
    let context = venueOf('1', 'Lennart Poettering');
    const names = createVenueNames({ clock, venue: () => context });
    clock.advance(0);
    context = venueOf('2', 'Grace Hopper');
    expect(names.repair('lenard pottering')).toBe('lenard pottering');
    clock.advance(0);
    expect(names.repair('lenard pottering')).toBe('lenard pottering');
    expect(names.repair('who is grays hoper')).toBe('who is Grace Hopper');
  });
});

describe('the names to expect', () => {
  /** Two speakers, one after the other. */
  const programme: VenueContext = {
    version: '1',
    venue: venueSchema.parse({
      ...emptyVenue('House'),
      speakers: ['Amara Okafor', 'Zhao Xiuying'].map((name, i) => ({ id: `s${i}`, name })),
      sessions: [0, 1].map((i) => ({
        id: `t${i}`,
        title: 'Talk',
        startsAt: `2026-05-12T1${i}:00`,
        endsAt: `2026-05-12T1${i}:30`,
        roomId: null,
        speakerIds: [`s${i}`],
        tags: [],
        status: 'scheduled' as const,
      })),
    }),
  };

  it('are found between two events, once for each hour and venue', () => {
    const clock = createTestClock('2026-05-12T10:00');
    let context = programme;
    const names = createVenueNames({ clock, venue: () => context, wantsExpected: () => true });
    expect(names.expected()).toEqual([]);
    clock.advance(0);
    const first = names.expected();
    expect(first).toEqual(['Amara Okafor', 'Zhao Xiuying']);
    clock.setLocal('2026-05-12T10:59');
    names.refresh();
    expect(clock.pending).toBe(0);
    expect(names.expected()).toBe(first);
    clock.setLocal('2026-05-12T11:00');
    names.refresh();
    clock.advance(0);
    expect(names.expected()).toEqual(['Zhao Xiuying', 'Amara Okafor']);
    context = { version: '2', venue: emptyVenue('Other House') };
    expect(names.expected()).toEqual([]);
    names.refresh();
    clock.advance(0);
    expect(names.expected()).not.toContain('Amara Okafor');
    context = programme;
    expect(names.expected()).toEqual([]);
  });

  it('are never looked for where the recogniser has no use for them', () => {
    const clock = createTestClock('2026-05-12T10:00');
    const names = createVenueNames({ clock, venue: () => programme });
    clock.advance(0);
    clock.setLocal('2026-05-12T12:00');
    names.refresh();
    expect([clock.pending, names.expected()]).toEqual([0, []]);
  });

  it.each([
    [true, ['Amara Okafor', 'Zhao Xiuying']],
    [false, undefined],
  ])('reach a recogniser that takes them (%s)', async (takesNames, expected) => {
    const given: TranscribeOptions[] = [];
    const { stt } = createScriptedHearing(Array<string>(4).fill('hello there'));
    const { open, clock } = createKioskHarness({
      venue: () => programme,
      stt: {
        ...stt,
        takesNames,
        transcribe(audio, options = {}) {
          given.push(options);
          return stt.transcribe(audio, options);
        },
      },
    });
    clock.advance(0);
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await screen.speak(12, 0.02);
    await screen.speak(30, 0.97);
    await screen.speak(40, 0.01);
    await settle();
    expect(given.length).toBeGreaterThan(0);
    for (const { names } of given) expect(names).toEqual(expected);
  });
});

describe('a guest who says a name that the recogniser misspells', () => {
  it('is shown what was meant; what was heard is kept beside it', async () => {
    const venue = venueOf('1', 'Lennart Poettering');
    const { open, inputs } = createKioskHarness({ venue: () => venue, hears: Array<string>(4).fill('when does lenard pottering speak') });
    const screen = open();
    screen.send({ type: 'session.start', trigger: 'touch' });
    await screen.speak(12, 0.02);
    await screen.speak(30, 0.97);
    await screen.speak(40, 0.01);
    await settle();
    expect(inputs.at(-1)?.text).toBe('when does Lennart Poettering speak');
    expect(screen.last('turn.started')).toMatchObject({
      question: 'when does Lennart Poettering speak',
      heard: 'when does lenard pottering speak',
    });
    expect(screen.last('hearing.partial')?.text).toBe('when does Lennart Poettering speak');
  });
});
