import { describe, expect, it } from 'vitest';
import { likelyNames } from '../../../../core/venue/spoken-names/likely-names.ts';
import { readDemo } from '../../../assets/demo-venue.ts';
import { emptyVenue } from '../../../fakes/empty-venue.ts';

const venue = readDemo().venue;

describe('names to expect', () => {
  it('begin with the house, and mix places, speakers and exhibitors', () => {
    const names = likelyNames(venue);
    expect(names[0]).toContain('Lantern Quay');
    const first = names.slice(0, 13);
    expect(venue.speakers.some(({ name }) => first.includes(name))).toBe(true);
    expect(venue.exhibitors.some(({ name }) => first.includes(name))).toBe(true);
    expect(first).toContain('Tideline');
    expect(names.length).toBe(30);
    expect(new Set(names).size).toBe(30);
  });

  it('leave out what is made of ordinary words', () => {
    expect(likelyNames(venue)).not.toContain('Quiet room');
  });

  it('put those who are still to speak before those who have spoken', () => {
    const programme = {
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
    };
    expect(likelyNames(programme)).toEqual(['Amara Okafor', 'Zhao Xiuying']);
    expect(likelyNames(programme, '2026-05-12T10:45')).toEqual(['Zhao Xiuying', 'Amara Okafor']);
    expect(likelyNames(emptyVenue('House'))).toEqual([]);
  });
});
