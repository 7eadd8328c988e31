import { describe, expect, it } from 'vitest';
import { venueSummarySchema } from '../../../core/contract/index.ts';
import { summariseVenue } from '../../../core/venue/summary.ts';
import { fixtureVenue } from '../../fixtures/fixture-venue.ts';

const venue = fixtureVenue();

describe('summariseVenue', () => {
  it('is what the contract says, floors from the bottom up, decor under places', () => {
    const summary = venueSummarySchema.parse(summariseVenue(venue, '1-abc', { headingDeg: 90 }));
    expect(summary).toMatchObject({ name: 'Lakeside House', tagline: 'By the water', version: '1-abc' });
    expect(summary.floors.map(({ name }) => name)).toEqual(['Ground floor', 'First floor', 'Roof']);
    expect(summary.floors[0]?.areas.map(({ placeId, kind }) => [placeId, kind])).toEqual([
      [null, 'corridor'],
      ['hall-2', 'hall'],
      ['bistro', 'restaurant'],
    ]);
    expect(summary.here).toEqual({ placeId: 'kiosk', name: 'Lobby kiosk', floorId: 'g', at: [30, 20], headingDeg: 90 });
  });

  it('stands nowhere when the configured place is not in the data', () => {
    expect(summariseVenue(venue, '1', { placeId: 'gone', headingDeg: 0 }).here).toBeNull();
  });
});
