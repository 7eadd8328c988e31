import { expect, it } from 'vitest';
import { createWarmWhenQuiet } from '../../host/warm-when-quiet.ts';
import { emptyVenue } from '../fakes/empty-venue.ts';
import { createRecordingLog } from '../fakes/plain.ts';
import { createTestClock } from '../fakes/test-clock.ts';

it('gets a venue ready only when nobody talks to the kiosk, and only the newest', () => {
  const clock = createTestClock();
  const asked: string[] = [];
  let talking = true;
  const warming = createWarmWhenQuiet({
    clock: {
      ...clock,
      localNow: (zone) => {
        asked.push(zone);
        return '2026-05-12T10:00';
      },
    },
    log: createRecordingLog(),
    talking: () => talking,
  });
  const venue = (timezone: string, version: string) => ({ venue: { ...emptyVenue('House'), timezone }, version });
  warming.warm(venue('Europe/Berlin', '1'));
  warming.warm(venue('Europe/Paris', '2'));
  clock.advance(5000);
  expect(asked).toEqual([]);
  talking = false;
  clock.advance(1000);
  expect(asked).toEqual(['Europe/Paris']);
  warming.close();
  expect(clock.pending).toBe(0);
});
