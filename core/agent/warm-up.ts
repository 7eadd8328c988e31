import { dishesOfSort } from '../tools/dish-sorts.ts';
import { matchFaq } from '../tools/faq.ts';
import { knowledgeOf } from '../tools/knowledge.ts';
import { foldedWords } from '../tools/lexical/fold.ts';
import type { VenueContext } from './agent.ts';

/** Asked of the fresh indexes, so that the first guest does not wait for code to be compiled. */
const QUESTIONS = [
  'where is the nearest toilet',
  'what is on after lunch about music',
  'wo kann ich etwas ohne nüsse essen',
  'how much is a beer',
];

/**
 * Builds what answers are looked up in (kept with this very venue object) before the first guest asks:
 * when a venue is opened, published, or rolled to another day. About 100 ms on the demo; a second call costs next to nothing.
 */
export function warmUp(venue: VenueContext | null): void {
  if (venue === null) return;
  const know = knowledgeOf(venue.venue);
  for (const question of QUESTIONS) {
    const words = foldedWords(question);
    know.names.link(words);
    matchFaq(know, words);
    know.index.search(question, { limit: 5 });
    dishesOfSort(question, know);
  }
  const [origin] = venue.venue.places;
  if (origin !== undefined) know.wayfinder.distances({ placeId: origin.id });
}
