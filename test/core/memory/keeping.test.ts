import { describe, expect, it } from 'vitest';
import type { Card } from '../../../core/contract/index.ts';
import { createEpisodeNotes } from '../../../core/memory/episode-notes.ts';
import { groundedFacts } from '../../../core/memory/extraction.ts';
import { localTimeOf, startOfDay } from '../../../core/memory/local-days.ts';
import { patternsOf } from '../../../core/memory/patterns.ts';
import type { EpisodeContent, ThreadRecord } from '../../../core/memory/records.ts';
import { needsConsent, needsPurpose } from '../../../core/memory/sensitive.ts';
import { wishesIn } from '../../../core/memory/wishes.ts';
import { latest, mergeThread } from '../../../core/sync/merge.ts';

describe('a visit in short', () => {
  const place = (name: string) => ({ id: 'c', kind: 'place', place: { name } }) as unknown as Card;

  it('sums up what was asked for, once a question, what was shown, and how the guest likes to be answered', () => {
    const notes = createEpisodeNotes({ sessionId: 's', place: 'Lobby' });
    notes.ran(['menu']);
    expect(notes.episode('en')).toBeNull();
    notes.asked('Where can I eat?', '2026-05-12T10:00:00.000Z');
    notes.ran(['find_places', 'menu', 'find_places']);
    notes.showed([place('Harbour Bar'), place('Bistro')]);
    notes.asked('Shorter please, and bigger text', '2026-05-12T10:02:00.000Z');
    notes.ran(['menu', 'about_guest']);
    notes.showed([place('Harbour Bar')]);
    expect(notes.episode('de')).toEqual({
      ...{
        episodeId: 's',
        startedAt: '2026-05-12T10:00:00.000Z',
        endedAt: '2026-05-12T10:02:00.000Z',
        place: 'Lobby',
        locale: 'de',
        turns: 2,
      },
      topics: [
        { topic: 'places', times: 1 },
        { topic: 'food', times: 2 },
      ],
      names: ['Harbour Bar', 'Bistro'],
      wishes: ['short', 'large-text'],
    });
  });

  it.each([
    ['Could you speak slower', ['slow']],
    ['Bitte langsamer und kürzer', ['short', 'slow']],
    ['Plus lentement, s’il vous plaît', ['slow']],
    ['Más despacio, por favor', ['slow']],
    ['Caratteri più grandi', ['large-text']],
    ['How long is the tour?', []],
    ['Where is the slow food market?', []],
  ])('hears how to answer in "%s"', (text, wishes) => {
    expect(wishesIn(text)).toEqual(wishes);
  });
});

describe('patterns', () => {
  const visit = (n: number, more: Partial<EpisodeContent> = {}): EpisodeContent => ({
    ...{ episodeId: `s${n}`, startedAt: `2026-05-${10 + n}T10:00:00.000Z`, endedAt: `2026-05-${10 + n}T10:05:00.000Z` },
    ...{ locale: 'en', turns: 1, topics: [], names: [], wishes: [] },
    ...more,
  });

  it('are of what came up at two visits or more, in whatever order they are read', () => {
    const visits = [
      visit(1, { topics: [{ topic: 'food', times: 3 }], wishes: ['slow'] }),
      visit(2, { topics: [{ topic: 'way', times: 1 }], locale: 'de' }),
      visit(3, { topics: [{ topic: 'food', times: 1 }], wishes: ['slow', 'short'], locale: 'de' }),
    ];
    const expected = {
      ...{ visits: 3, lastVisitAt: '2026-05-13T10:05:00.000Z', asks: [{ topic: 'food', visits: 2, times: 4 }], answers: ['slow'] },
      locale: 'de',
    };
    expect(patternsOf(visits)).toEqual(expected);
    expect(patternsOf([...visits].reverse())).toEqual(expected);
    expect(patternsOf([])).toEqual({ visits: 0, lastVisitAt: null, asks: [], answers: [], locale: null });
  });

  it('forget a wish that was not repeated for five visits', () => {
    const old = [visit(1, { wishes: ['short'] }), visit(2, { wishes: ['short'] })];
    const since = [3, 4, 5, 6, 7].map((n) => visit(n));
    expect(patternsOf(old).answers).toEqual(['short']);
    expect(patternsOf([...old, ...since]).answers).toEqual([]);
  });
});

describe('what a model finds', () => {
  const text = 'We met before, I am Ida from Oslo and these days my thing is old clocks, nuts give me a rash';
  const one = { kind: 'interest', value: 'old clocks', words: 'my thing is old clocks', confidence: 0.8 };
  const grounded = (...facts: object[]) => groundedFacts({ facts }, text).map(({ kind, value }) => `${kind} ${value}`);

  it('is kept with the words it rests on, as inferred', () => {
    expect(groundedFacts({ facts: [one] }, text)).toEqual([
      { kind: 'interest', value: 'old clocks', source: 'inferred', confidence: 0.8, said: 'my thing is old clocks' },
    ]);
    expect(grounded({ kind: 'name', value: 'Ida', words: 'I am Ida', confidence: 0.9 })).toEqual(['name Ida']);
  });

  it.each([
    ['words the guest did not say', { ...one, words: 'I collect old clocks' }],
    ['a value that is not among its words', { ...one, value: 'watches' }],
    ['too unsure', { ...one, confidence: 0.4 }],
    ['an allergy: only the guest’s yes keeps it', { kind: 'allergy', value: 'nuts', words: 'nuts give me a rash', confidence: 1 }],
    ['health', { kind: 'health', value: 'rash', words: 'nuts give me a rash', confidence: 1 }],
    ['a diet that is none', { kind: 'diet', value: 'old clocks', words: 'my thing is old clocks', confidence: 1 }],
    ['no kind there is', { ...one, kind: 'income' }],
    ['no words at all', { ...one, words: ' . ' }],
  ])('is dropped: %s', (_why, fact) => {
    expect(grounded(fact)).toEqual([]);
  });

  it.each([null, 'facts', {}, { facts: 'x' }, { facts: Array.from({ length: 9 }, () => one) }])(
    'is dropped whole where it is not in shape',
    (extracted) => {
      expect(groundedFacts(extracted, text)).toEqual([]);
    },
  );
});

describe('what is delicate', () => {
  it.each([
    ['allergy', 'nuts', true, false],
    ['access', 'step-free', true, false],
    ['diet', 'halal', true, false],
    ['diet', 'vegan', false, false],
    ['health', 'diabetes', true, true],
    ['religion', 'sikh', true, true],
    ['name', 'Ada', false, false],
  ] as const)('%s %s', (kind, value, consent, purpose) => {
    expect([needsConsent({ kind, value }), needsPurpose({ kind })]).toEqual([consent, purpose]);
  });
});

describe('days', () => {
  it.each([
    ['2026-05-12', 'Europe/Vienna', '2026-05-11T22:00:00.000Z'],
    ['2026-01-12', 'Europe/Vienna', '2026-01-11T23:00:00.000Z'],
    ['2026-05-12', 'America/New_York', '2026-05-12T04:00:00.000Z'],
    ['2026-05-12', 'Pacific/Auckland', '2026-05-11T12:00:00.000Z'],
    // The clock goes forward on this day.
    ['2026-03-29', 'Europe/Vienna', '2026-03-28T23:00:00.000Z'],
  ])('%s in %s begins at %s', (date, timezone, at) => {
    expect(startOfDay(date, timezone)).toBe(at);
    expect(localTimeOf(at, timezone)).toBe(`${date}T00:00`);
  });
});

describe('merging', () => {
  const at = '2026-05-12T10:00:00.000Z';
  const thread = { threadId: 't', topic: 'charger', status: 'open' as const, openedAt: at, updatedAt: at };
  const records: ThreadRecord[] = [
    { thread, stamp: '1' },
    { thread: null, stamp: '2' },
    { thread: { ...thread, status: 'resolved' }, stamp: '3' },
    { thread: null, stamp: '4' },
  ];

  it('of a thread that was deleted comes to its deletion, in any order, however often', () => {
    for (let i = 0; i < records.length; i++) {
      const rotated = [...records.slice(i), ...records.slice(0, i)];
      for (const order of [rotated, [...rotated].reverse()])
        expect([...order, ...order].reduce<ThreadRecord | null>((kept, next) => mergeThread(kept, next), null)).toEqual({
          thread: null,
          stamp: '2',
        });
    }
  });

  it('of a visit or a setting takes the later stamp', () => {
    expect(latest({ stamp: '2' }, { stamp: '1' })).toEqual({ stamp: '2' });
    expect(latest({ stamp: '1' }, { stamp: '2' })).toEqual({ stamp: '2' });
    expect(latest(null, { stamp: '1' })).toEqual({ stamp: '1' });
  });
});
