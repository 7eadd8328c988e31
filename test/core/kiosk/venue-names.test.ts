import { describe, expect, it } from 'vitest';
import type { VenueContext } from '../../../core/agent/agent.ts';
import { createVenueNames } from '../../../core/kiosk/venue-names.ts';
import { venueSchema } from '../../../core/venue/model.ts';
import { emptyVenue } from '../../fakes/empty-venue.ts';
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
