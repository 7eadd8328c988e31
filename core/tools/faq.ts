import { z } from 'zod';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { spaced } from '../venue/search/spaced.ts';
import type { Knowledge } from './knowledge.ts';
import { defineTool } from './tool.ts';

export const faqInput = z.object({ question: z.string().min(1).max(500).describe('The guest’s question, or the id of an entry') });

export interface FaqData {
  readonly id: string | null;
  readonly question: string;
  readonly answer: string;
  readonly exact: boolean;
  readonly placeId: string | undefined;
}

export const faq = defineTool({
  name: 'faq',
  description:
    'The venue’s own answer to a frequent question (wifi, check-out, pets, policies). An answer marked exact must be said word for word.',
  input: faqInput,
  effect: 'none',
  run({ know, locale, ids }, { question }) {
    const best = know.faqs.has(question) ? { id: question, score: 1 } : matchFaq(know, foldedWords(spaced(question)))[0];
    const entry = best === undefined || best.score < FAQ_MATCH ? undefined : know.faqs.get(best.id);
    if (entry === undefined) {
      const none: FaqData = { id: null, question, answer: '', exact: false, placeId: undefined };
      return { found: false, data: none, cards: [] };
    }
    const data: FaqData = {
      id: entry.id,
      question: textIn(entry.questions[0], locale),
      answer: textIn(entry.answer, locale),
      exact: entry.exact,
      placeId: entry.placeId,
    };
    const card = { id: ids.next(), kind: 'faq' as const, question: data.question, answer: data.answer, exact: data.exact };
    return { found: true, data, cards: [card] };
  },
});

/** From here on an entry is taken to answer the question. */
export const FAQ_MATCH = 0.5;

/** FAQ entries by how well one of their wordings matches what was said, both ways; 1 is the same question. */
export function matchFaq(know: Knowledge, words: readonly string[]): { id: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const link of know.questions.link(words)) {
    const both = link.ofName + link.ofQuery;
    scores.set(link.id, both === 0 ? 0 : (2 * link.ofName * link.ofQuery) / both);
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
