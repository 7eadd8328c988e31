import { numberOf } from '../spoken-numbers.ts';
import type { GoalWords } from './goal-words.ts';

/** A larger party than this is a misheard number. */
const MOST = 500;

/** "One of us is vegan" counts nobody. */
const SOME_OF =
  /^ (?:of us|von uns|de nous|d entre nous|de nosotros|di noi) (?:is|are|has|have|eats?|needs?|can|ist|sind|isst|essen|hat|haben|est|sont|mange|mangent|es|son|come|tiene|e|sono|mangia|ha)\b/;

const OF_US = /^ (?:of us|people|persons?|personen|personnes|personas|persone|leute|guests|von uns)\b/;

/** "Two for the tour" */
const FOR = /^ (?:for|fur|pour|para|per|zum|zur) /;

/** How many guests: "a table for four", "six people", "just me", "two adults and a child"; null where it is not said. */
export function readParty(text: string, words: GoalWords): number | null {
  const people = sumOfPeople(text, words);
  if (people !== null) return people;
  for (const { value, before, after } of numbersIn(text, words)) {
    if (AT.test(before) && !KIN.test(after) && !OF_US.test(after)) continue;
    if (words.notParty.test(after) || SOME_OF.test(after) || value < 1 || value > MOST) continue;
    const leads = before === '' && FOR.test(after);
    if (leads || words.partyAfter.test(after) || words.partyBefore.test(before)) return value;
  }
  if (words.couple.test(text)) return 2;
  return words.alone.test(text) ? 1 : null;
}

const COUNTS = /\b(?:for|at|around|about|just|only|make it|by|is|rather|say|no|not|sorry|actually|to|fur|um|nur|pour|para|per|solo) $/;

/** After it stands a clock time: "at three instead". */
const AT = /\b(?:at|around|about|by|um|gegen|vers|a las?|alle|alla|past|till|until) $/;

/** The only number that is said, whatever it counts; null where there is none, or several. */
export function bareNumber(text: string, words: GoalWords): number | null {
  const [only, other] = numbersIn(text, words);
  // "That one", "the red one" counts nothing.
  if (only?.value === 1 && only.before !== '' && !COUNTS.test(only.before)) return null;
  return only === undefined || other !== undefined ? null : only.value;
}

interface SaidNumber {
  readonly value: number;
  readonly before: string;
  readonly after: string;
}

export function numbersIn(text: string, { numbers }: GoalWords): SaidNumber[] {
  const tokens = text.split(' ');
  const valueIn = (token: string | undefined) => (token === undefined ? null : (numbers[token] ?? numberOf(token)));
  const found: SaidNumber[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = articleHundred(tokens, at) ?? valueIn(tokens[at]);
    if (first === null) continue;
    let value = first;
    let end = at + (articleHundred(tokens, at) === null ? 1 : 2);
    for (; end < tokens.length; end++) {
      const next = tokens[end] ?? '';
      const part = valueIn(next);
      if (/^(hundred|hundert)$/.test(next)) value *= 100;
      else if (/^(thousand|tausend|mille|mil|mila)$/.test(next)) value *= 1000;
      else if (next === 'and' && value >= 100 && valueIn(tokens[end + 1]) !== null) continue;
      else if (part !== null && joins(value, part)) value += part;
      else break;
    }
    found.push({
      value,
      before: at === 0 ? '' : `${tokens.slice(0, at).join(' ')} `,
      after: end < tokens.length ? ` ${tokens.slice(end).join(' ')}` : '',
    });
    at = end - 1;
  }
  return found;
}

/** "a hundred" */
function articleHundred(tokens: readonly string[], at: number): number | null {
  return tokens[at] === 'a' && /^(hundred|thousand)$/.test(tokens[at + 1] ?? '') ? (tokens[at + 1] === 'hundred' ? 100 : 1000) : null;
}

/** "eighty five", "a hundred and eighty"; not "two thirty". */
function joins(value: number, part: number): boolean {
  return (
    (value >= 20 && value % 10 === 0 && value < 100 && part < 10) ||
    (value >= 100 && value % 100 === 0 && part < 100) ||
    (value >= 100 && value % 10 === 0 && part < 10)
  );
}

const KIN =
  /^ (?:adults?|child|children|kids?|baby|toddlers?|grown ups?|erwachsene\w*|kind|kinder|adultes?|enfants?|adultos?|ninos?|adulti|bambin[oi])\b/;

/** "two adults and a child" */
function sumOfPeople(text: string, words: GoalWords): number | null {
  const said = text.replaceAll(/\b(?:a|an|one|ein|eine|un|une|una|uno) (?=child|kid|baby|toddler|kind|enfant|nin|bambin|adult)/g, '1 ');
  const counted = numbersIn(said, words).filter(({ after }) => KIN.test(after));
  return counted.length < 2 ? null : counted.reduce((sum, { value }) => sum + value, 0);
}
