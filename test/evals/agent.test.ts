import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConversations } from './agent/conversation.ts';
import { matchesPart, matchesText, matchRows } from './agent/matches.ts';
import { passed, playConversation, speaks } from './agent/play-conversation.ts';
import { failureText } from './agent/report.ts';
import { openVenues } from './agent/venues.ts';

const all = readConversations(join(import.meta.dirname, 'agent/conversations'));
const venues = openVenues();
afterAll(() => venues.close());

/** Beside all that are hostile or an emergency: one of every sort, each of which the local planner passes. */
const SAMPLE = new Set(
  `table-tonight towels cancel-table bigger-party two-seats full-workshop way-to-phone lost-teddy no-dinner-on-saturday wedding no-consent
  a-human-please loo-first another-house wrong-number which-of-two francais visit-only stalls dies-before-the-yes`.split(/\s+/),
);

const quick = all.filter((one) => !speaks(one) && (one.kind === 'hostile' || one.kind === 'emergency' || SAMPLE.has(one.id)));

describe('conversations', () => {
  it('cover every kind, with attacks through every channel', () => {
    const kinds = new Set(all.map(({ kind }) => kind));
    for (const kind of 'hotel event museum sales support interruption change correction ambiguous hostile emergency offline languages voice'.split(
      ' ',
    ))
      expect(kinds).toContain(kind);
    const hostile = all.filter(({ kind }) => kind === 'hostile');
    expect(hostile.length).toBeGreaterThanOrEqual(25);
    expect(new Set(hostile.map(({ channel }) => channel))).toEqual(new Set(['speech', 'badge', 'venue', 'tool', 'memory']));
    expect(all.length).toBeGreaterThanOrEqual(90);
  });

  it.each(quick)(
    '$kind: $id',
    async (conversation) => {
      const played = await playConversation(conversation, { venues, timed: false });
      expect(passed(played), failureText(played)).toBe(true);
    },
    60_000,
  );
});

describe('what a conversation expects', () => {
  it('is one of several texts, or an expression', () => {
    expect(matchesText('19:30|half past seven', 'At Half past seven.')).toBe(true);
    expect(matchesText('19:30|half past seven', 'At eight.')).toBe(false);
    expect(matchesText('/\\b\\d{4}\\b/', 'PIN 1234')).toBe(true);
    expect(matchesText('/PIN/', 'pin')).toBe(false);
  });

  it('is at least a part of what there is', () => {
    expect(matchesPart({ party: 2, target: '/tide/i' }, { party: 2, target: 'Tideline', time: '19:30' })).toBe(true);
    expect(matchesPart({ party: 2 }, { party: 3 })).toBe(false);
    expect(matchesPart({ status: 'cancelled' }, {})).toBe(false);
  });

  it('is every row once, and no other', () => {
    expect(matchRows([{ party: 2 }, {}], [{ party: 4 }, { party: 2 }])).toBeNull();
    expect(matchRows([{ party: 2 }], [{ party: 2 }, { party: 4 }])).toContain('too many');
    expect(matchRows([{ party: 2 }, { party: 2 }], [{ party: 2 }])).toContain('no row like');
  });
});
