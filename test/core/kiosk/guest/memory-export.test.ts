import { describe, expect, it } from 'vitest';
import { exportAsJson, exportAsText } from '../../../../core/kiosk/memory-export.ts';
import { type Kept, memoryView } from '../../../../core/kiosk/memory-view.ts';
import { EPISODE_TOPICS } from '../../../../core/memory/episode-notes.ts';

const AT = '2026-05-12T12:05:00.000Z';

function kept(turns: number, patch: Partial<Kept['profile']> = {}): Kept {
  return {
    profile: {
      facts: [
        { id: 'f1', kind: 'name', value: 'Zoë', source: 'inferred', recordedAt: AT, sessionId: 's', turn: 0 },
        {
          id: 'f2',
          kind: 'interest',
          value: 'early music',
          source: 'inferred',
          recordedAt: AT,
          sessionId: 's',
          turn: 4,
          said: 'the viol talk',
        },
        { id: 'f3', kind: 'language', value: 'de', source: 'explicit', recordedAt: AT, sessionId: 's', turn: 2, place: 'Lobby east' },
      ],
      threads: [
        { id: 't1', topic: 'lost charger', status: 'open', openedAt: AT, updatedAt: AT },
        { id: 't2', topic: 'an extra pillow', status: 'resolved', openedAt: AT, updatedAt: AT },
      ],
      episodes: [
        {
          episodeId: 'e1',
          startedAt: AT,
          endedAt: AT,
          place: 'Lobby east',
          locale: 'en',
          turns: 3,
          topics: [],
          names: ['Tideline'],
          wishes: [],
        },
      ],
      patterns: {
        visits: 2,
        lastVisitAt: AT,
        asks: [{ topic: 'food', visits: 2, times: 3 }],
        answers: ['short', 'large-text'],
        locale: 'en',
      },
      doubts: [],
      ...patch,
    },
    consents: [
      { at: '2026-05-01T10:00:00.000Z', textVersion: '1' },
      { at: AT, textVersion: '2', kiosk: 'Lobby east' },
    ],
    turns: Array.from({ length: turns }, (_, i) => ({
      id: `${i}`,
      sessionId: 's',
      role: 'guest',
      text: `question ${i} ${'words '.repeat(20)}`,
      at: AT,
    })),
  };
}
const view = (of: Kept, locale = 'en') => memoryView({ kept: of, locale, timezone: 'Europe/Berlin' });
const flat = (of: Kept, locale = 'en') =>
  view(of, locale).groups.map(({ id, items }) => [id, ...items.map(({ text, from }) => `${text} | ${from}`)]);

describe('what a guest reads about themselves', () => {
  it('is grouped, numbered through, in plain words, by the clock of the house, and tells what they never said', () => {
    expect(flat(kept(2))).toMatchInlineSnapshot(`
      [
        [
          "about",
          "You are called Zoë | Read from your badge on 12 May 2026 at 14:05",
          "You are interested in early music | Not said by you: concluded on 12 May 2026 at 14:05 from “the viol talk”",
          "You speak German | You told me on 12 May 2026 at 14:05, Lobby east",
        ],
        [
          "wanted",
          "“lost charger” – still open | Since 12 May 2026 at 14:05; last changed 12 May 2026 at 14:05",
        ],
        [
          "done",
          "“an extra pillow” – settled | Since 12 May 2026 at 14:05; last changed 12 May 2026 at 14:05",
        ],
        [
          "visits",
          "You often ask about: food | Counted from your visits",
          "You like answers short and in large type | Counted from your visits",
          "Visit on 12 May 2026 at 14:05, Lobby east: 3 questions, about Tideline | Counted from your visits",
          "2 questions and answers of our conversations, word for word | Goes by itself after some time, or with “erase everything”",
        ],
      ]
    `);
    expect(view(kept(0)).groups.flatMap(({ items }) => items.map(({ number }) => number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(view(kept(0)).consent).toMatch(/12 May 2026 at 14:05/);
  });

  it.each(EPISODE_TOPICS)('has words for what is asked often: %s', (topic) => {
    const words = flat(
      kept(0, { patterns: { visits: 2, lastVisitAt: AT, asks: [{ topic, visits: 2, times: 2 }], answers: [], locale: 'de' } }),
      'de',
    );
    expect(JSON.stringify(words)).not.toContain(`nach: ${topic} `);
  });

  it.each(['de', 'fr', 'es', 'it'])('is all in the guest’s language: %s', (locale) => {
    const words = JSON.stringify(flat(kept(2), locale));
    expect(words).not.toMatch(/\b(You|Since|Visit on|Read from|told|often)\b/);
    expect(words).not.toMatch(/none|undefined/);
  });
});

describe('codes for the phone', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length;

  it('hold everything, whole entries only, and none is too large for a camera', () => {
    const of = kept(12);
    const { parts, leftOut } = exportAsJson(of);
    expect(leftOut).toBe(0);
    expect(Math.max(...parts.map(bytes))).toBeLessThanOrEqual(700);
    const documents = parts.map((part) => JSON.parse(part) as { part: number; of: number; entries: { type: string }[] });
    expect(documents.map(({ part }) => part)).toEqual(parts.map((_, i) => i + 1));
    const types = documents.flatMap(({ entries }) => entries.map(({ type }) => type));
    expect(types.filter((type) => type === 'turn')).toHaveLength(12);
    expect(new Set(types)).toEqual(new Set(['consent', 'fact', 'thread', 'episode', 'patterns', 'turn']));
    const text = exportAsText(view(of), 'What the Lantern Quay knows about you');
    expect(text.parts.join('\n')).toContain('You are called Zoë');
    expect(Math.max(...text.parts.map(bytes))).toBeLessThanOrEqual(700);
  });

  it('are twelve at most, the latest conversations in them, and what is left out is counted', () => {
    const { parts, leftOut } = exportAsJson(kept(300));
    expect(parts).toHaveLength(12);
    const kind = parts.join('').match(/"type":"turn"/g) ?? [];
    expect(kind.length + leftOut).toBe(300);
    expect(parts.join('')).toContain('question 299');
  });
});
