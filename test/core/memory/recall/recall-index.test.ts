import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRecallIndex, type RememberedTurn } from '../../../../core/memory/recall/recall-index.ts';
import { termsOf } from '../../../../core/memory/recall/terms.ts';
import { periodsOf } from '../../../../core/memory/recall/time.ts';
import { readWordVectors } from '../../../../core/memory/recall/word-vectors.ts';

const bytes = readFileSync(new URL('../../../../models/word-vectors/en.bin', import.meta.url));
const vectors = readWordVectors(bytes);

const TALK: readonly (readonly [session: string, at: string, role: string, text: string])[] = [
  ['1', '2026-03-02T09:00:00Z', 'guest', 'I left my suitcase in room 204 this morning.'],
  ['1', '2026-03-02T09:00:05Z', 'companion', 'Housekeeping will bring it to the luggage desk.'],
  ['1', '2026-03-02T09:00:20Z', 'guest', 'My daughter has a nut allergy, by the way.'],
  ['2', '2026-05-12T18:00:00Z', 'guest', 'Where can we eat tonight?'],
  ['2', '2026-05-12T18:00:05Z', 'companion', 'What would you like to eat?'],
  ['2', '2026-05-12T18:00:10Z', 'guest', 'Something without meat, and a table by the window.'],
  ['2', '2026-05-12T18:00:15Z', 'companion', 'The Orangery has a table for you at seven.'],
];

function indexOf(withVectors: boolean) {
  const index = createRecallIndex(withVectors ? vectors : null);
  for (const [i, [sessionId, at, role, text]] of TALK.entries()) index.add({ id: String(i), sessionId, at, role, text });
  return index;
}
const first = (question: string, now = '2026-06-01T10:00:00Z', withVectors = true): RememberedTurn | undefined =>
  indexOf(withVectors).recall(question, { now })[0]?.turn;

describe('recall', () => {
  it('finds what was said in the same words, and in other forms of them', () => {
    expect(first('Who has allergies?', undefined, false)?.id).toBe('2');
    expect(first('Which room was it?', undefined, false)?.id).toBe('0');
  });

  it('finds what was said in words of like meaning', () => {
    expect(['0', '1']).toContain(first('What happened to my baggage?')?.id);
    expect(first('What happened to my baggage?', undefined, false)).toBeUndefined();
  });

  it('finds an answer that leaves out what the question before it said', () => {
    const found = indexOf(true)
      .recall('What did I want to eat?', { k: 3 })
      .map(({ turn }) => turn.id);
    expect(found).toContain('5');
  });

  it('finds a short remark among long answers, and the one passage of a long answer', () => {
    const filler =
      'The garden opens at nine and closes at six. Two trains an hour stop here. Tickets cost twelve euros for grown-ups in June. ';
    const index = createRecallIndex(vectors);
    const say = (id: string, role: string, text: string) => index.add({ id, sessionId: 's', role, text, at: '2026-03-02T09:00:00Z' });
    for (let i = 0; i < 20; i++) say(`long${i}`, 'assistant', filler.repeat(10));
    say('short', 'user', 'I sold my boat.');
    say('passage', 'assistant', `${filler.repeat(8)} A cobbler mends soles. ${filler.repeat(8)}`);
    for (let i = 20; i < 40; i++) say(`long${i}`, 'assistant', filler.repeat(10));
    const of = (question: string) => index.recall(question, { k: 5 }).map(({ turn }) => turn.id);
    expect(of('What happened to my boat?')[0]).toBe('short');
    expect(of('Who repairs shoes?')).toContain('passage');
    expect(new Set(of('When does the garden open?')).size).toBe(5);
  });

  it('prefers the time that is asked for', () => {
    const index = createRecallIndex(vectors);
    const said = (id: string, at: string): RememberedTurn => ({
      id,
      sessionId: id,
      at,
      role: 'guest',
      text: 'We went to the jazz concert.',
    });
    index.add(said('march', '2026-03-02T09:00:00Z'));
    index.add(said('may', '2026-05-12T09:00:00Z'));
    const about = (question: string) => index.recall(question, { now: '2026-06-01T00:00:00Z' })[0]?.turn.id;
    expect(about('What concert was it in March?')).toBe('march');
    expect(about('What concert was it in May 2026?')).toBe('may');
  });

  it('prefers what the one who is asked about said', () => {
    const index = createRecallIndex(vectors);
    index.add({ id: 'a', sessionId: '1', at: '2026-03-02T09:00:00Z', role: 'Ada', text: 'I adore sailing.' });
    index.add({ id: 'b', sessionId: '2', at: '2026-03-03T09:00:00Z', role: 'Ben', text: 'Ada, I adore sailing.' });
    expect(index.recall('What does Ada adore?')[0]?.turn.id).toBe('a');
    expect(index.recall('What does Ben adore?')[0]?.turn.id).toBe('b');
  });

  it('finds nothing in nothing, and nothing for a question without a word', () => {
    expect(createRecallIndex(vectors).recall('Where is my suitcase?')).toEqual([]);
    expect(indexOf(false).recall('???')).toEqual([]);
    expect(indexOf(true).recall('suitcase', { k: 1 })).toHaveLength(1);
  });
});

describe('periodsOf', () => {
  const days = (text: string, now?: string) =>
    periodsOf(text, now).map(({ from, to }) => [from, to].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)));
  it.each([
    ['on 8 May, 2023', undefined, [['2023-05-08', '2023-05-08']]],
    ['on May 8th 2023', undefined, [['2023-05-08', '2023-05-08']]],
    ['in July 2023', undefined, [['2023-07-01', '2023-07-31']]],
    ['last October', '2026-06-01T00:00:00Z', [['2025-10-01', '2025-10-31']]],
    ['in 2022', undefined, [['2022-01-01', '2022-12-31']]],
    ['on 2026-05-12', undefined, [['2026-05-12', '2026-05-12']]],
    ['it may rain', '2026-06-01T00:00:00Z', []],
    ['the second march', undefined, []],
  ])('%s', (text, now, expected) => {
    expect(days(text, now)).toEqual(expected);
  });
});

describe('terms', () => {
  it('drops what says nothing, and brings the forms of a word together', () => {
    expect(termsOf("Where's the child’s café? We went there, didn't we").map(({ stem }) => stem)).toEqual(['child', 'cafe', 'go']);
    expect(termsOf('children')[0]?.stem).toBe(termsOf('kids')[0]?.stem);
  });
});

describe('word vectors', () => {
  it('refuses a file that is something else, or cut off', () => {
    expect(() => readWordVectors(new Uint8Array(64))).toThrow('FWV1');
    expect(() => readWordVectors(bytes.subarray(0, 5000))).toThrow('cut off');
  });
});
