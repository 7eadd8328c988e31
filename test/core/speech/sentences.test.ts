import { describe, expect, it } from 'vitest';
import { createSentenceSplitter } from '../../../core/speech/sentences.ts';

function split(text: string, size = text.length): string[] {
  const splitter = createSentenceSplitter();
  const sentences: string[] = [];
  for (let i = 0; i < text.length; i += size) sentences.push(...splitter.push(text.slice(i, i + size)));
  return [...sentences, ...splitter.end()];
}

const CASES: [string, string[]][] = [
  ['It is open. Come in!', ['It is open.', 'Come in!']],
  ['Is it? Yes… Good.', ['Is it?', 'Yes…', 'Good.']],
  ['Dr. Smith speaks at 10.30 in B2.04. Then lunch.', ['Dr. Smith speaks at 10.30 in B2.04.', 'Then lunch.']],
  ['Fruit, e.g. apples, is free. Take one.', ['Fruit, e.g. apples, is free.', 'Take one.']],
  ['It opens at 9 a.m. Come early.', ['It opens at 9 a.m.', 'Come early.']],
  ['It opens at 9 a.m. on Sundays.', ['It opens at 9 a.m. on Sundays.']],
  ['He said "Stop!" Then he left.', ['He said "Stop!"', 'Then he left.']],
  ['By J. Smith and A. Lee. Free.', ['By J. Smith and A. Lee.', 'Free.']],
  ['The answer is no. Ask again.', ['The answer is no.', 'Ask again.']],
  ['See No. 5. Thanks.', ['See No. 5.', 'Thanks.']],
  ['Am 12. Mai um 10 Uhr. Danke.', ['Am 12. Mai um 10 Uhr.', 'Danke.']],
  ['It costs €3.50. Enjoy.', ['It costs €3.50.', 'Enjoy.']],
  ['Two things:\n- the spa\n- the gym', ['Two things:', '- the spa', '- the gym']],
  ['One\n\nTwo', ['One', 'Two']],
  ['no mark at the end', ['no mark at the end']],
  ['Really?! Yes.', ['Really?!', 'Yes.']],
  ['مفتوح الآن. هل أدلّكم؟ نعم.', ['مفتوح الآن.', 'هل أدلّكم؟', 'نعم.']],
  ['営業中です。左へどうぞ！「はい」か「いいえ」で。', ['営業中です。', '左へどうぞ！', '「はい」か「いいえ」で。']],
  ['C’est ouvert\u00a0: entrez. Merci\u00a0! Bien.', ['C’est ouvert\u00a0: entrez.', 'Merci\u00a0!', 'Bien.']],
  ['', []],
  [' … ', []],
];

describe('sentence splitter', () => {
  it.each(CASES)('splits %j', (text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  it.each(CASES)('splits %j the same when it arrives letter by letter', (text, sentences) => {
    expect(split(text, 1)).toEqual(sentences);
  });

  it('gives a sentence as soon as it is over', () => {
    const splitter = createSentenceSplitter();
    expect(splitter.push('The spa is on floor two')).toEqual([]);
    expect(splitter.push('. ')).toEqual(['The spa is on floor two.']);
    expect(splitter.push('It closes at ')).toEqual([]);
    expect(splitter.push('nine')).toEqual([]);
    expect(splitter.end()).toEqual(['It closes at nine']);
    expect(splitter.end()).toEqual([]);
  });

  it('cuts an endless sentence, at a comma where there is one, and loses nothing', () => {
    const text = `${'word '.repeat(40)}here, ${'more '.repeat(60)}`;
    const sentences = split(text, 7);
    expect(sentences.length).toBeGreaterThan(1);
    expect(sentences[0]).toMatch(/here,$/);
    expect(Math.max(...sentences.map((s) => s.length))).toBeLessThanOrEqual(300);
    expect(sentences.join(' ')).toBe(text.trim());
  });
});
