import type { Place } from '../venue/model.ts';
import { fold, foldedWords } from '../venue/search/fold.ts';
import type { Category } from './categories.ts';
import { texts } from './knowledge.ts';
import type { ToolContext } from './tool.ts';

/** Those that are of the sort by their kind, when there are any: not every place with a "coffee bar" is a bar. */
export function placesOfKind(category: Category, context: ToolContext): Place[] {
  const all = placesOf(category, context);
  const own = all.filter((place) => category.kinds.includes(place.kind));
  if (own.length > 0) return own;
  const exact = all.filter((place) => isMarked(place, category));
  return exact.length > 0 ? exact : all;
}

/** Called or tagged exactly that: "breakfast", not "breakfast to go". */
function isMarked(place: Place, { marks }: Category): boolean {
  const said = [...texts(place.name), ...place.aliases, ...place.tags].map((text) => foldedWords(text).join(' '));
  return marks.some((mark) => said.includes(fold(mark)));
}

/** Places of the category's kinds, and places marked as such by name, alias or tag. */
export function placesOf(category: Category, { know }: ToolContext): Place[] {
  // A short mark must be a whole word: "bar" is not "barrier-free".
  const marks = category.marks.map((mark) => (mark.length <= 4 ? ` ${fold(mark)} ` : ` ${fold(mark)}`));
  return know.venue.places.filter((place) => {
    if (category.kinds.includes(place.kind)) return true;
    if (marks.length === 0 || place.kind === 'stand' || place.kind === 'kiosk') return false;
    const names = typeof place.name === 'string' ? [place.name] : Object.values(place.name);
    const words = (text: string) => ` ${foldedWords(text).join(' ')} `;
    if (marks.some((mark) => words(names.join(' ')).includes(mark))) return true;
    // Where places of the kind are marked as such, "copy shop" is no shop and "coffee bar" no bar.
    const others = [...place.aliases, ...place.tags].map(words);
    return others.some((other) => marks.some((mark) => (category.kinds.length > 0 ? other.startsWith(mark) : other.includes(mark))));
  });
}
