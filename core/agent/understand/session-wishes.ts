import type { Knowledge } from '../../tools/knowledge.ts';
import { SUITED, type SuitedTo } from '../../tools/session-filters.ts';
import type { WhatsOnInput } from '../../tools/whats-on.ts';

/** Ways of asking for a level, an audience or a length; English and German, over tidied words. */
const SUITED_SAID: readonly (readonly [SuitedTo, RegExp])[] = [
  ['beginner', /\b((for )?(absolute |complete |total )?(beginners?|novices?|newcomers?|newbies?)( friendly| level)?|(introductory|intro) (level|talks?|sessions?)|entry level|introductory|einsteiger\w*|anfanger\w*)\b/],
  ['intermediate', /\b(intermediate( level)?)\b/],
  ['advanced', /\b((for )?(advanced|experts?)( level| users?)?|expert level|fortgeschrittene\w*|experten)\b/],
  ['children', /\b((for |with )?(my |our |the |small |young |little |two |three |four |five |\d )*(kids?|children|child|toddlers?|sons?|daughters?|grand(children|kids)|family|families|youngsters|teens?|teenagers)( friendly)?|(for )?(a |my )?\w+ year olds?|(fur |mit )?(meine |unsere |die |den |meinen |unseren |kleine |zwei |drei |vier |\d )*(kinder[nr]?|(mein|unser|ein|das|dem) kind|familien?|jugendliche\w*|tochter|sohn))\b/],
]; // biome-ignore format: a table

const LENGTH: readonly (readonly ['longest' | 'shortest', RegExp])[] = [
  ['longest', /\b(longest|langste[nrsm]?)\b/],
  ['shortest', /\b(shortest|briefest|kurzeste[nrsm]?)\b/],
];

/** Words for the event as a whole: they narrow nothing. */
const EVENT =
  /\b(of |at |during |in )?(the |this |whole |entire |dieser |der |auf dem |auf der )*(conference|congress|convention|festival|event|summit|camp|fair|weekend|konferenz|kongress|tagung|messe|veranstaltung|wochenende)\b/;

export interface SessionWishes {
  readonly input: Pick<WhatsOnInput, 'suitedTo' | 'length'>;
  /** "of the conference": no day is meant. */
  readonly wholeEvent: boolean;
  /** Words that said it; they are no topic. */
  readonly words: ReadonlySet<string>;
}

/** What a question wants of sessions beside time, place, people and topic. A level counts only where the programme gives some. */
export function sessionWishes(text: string, know: Knowledge): SessionWishes {
  const words = new Set<string>();
  const say = (match: RegExpExecArray | null): boolean => {
    for (const word of match?.[0].split(' ') ?? []) words.add(word);
    return match !== null;
  };
  const suitedTo = SUITED_SAID.find(([wish]) => know.venue.sessions.some(SUITED[wish]) && say(saidBy(wish).exec(text)))?.[0];
  const length = LENGTH.find(([, said]) => say(said.exec(text)))?.[0];
  const wholeEvent = say(EVENT.exec(text));
  return {
    input: { ...(suitedTo === undefined ? {} : { suitedTo }), ...(length === undefined ? {} : { length }) },
    wholeEvent,
    words,
  };
}

function saidBy(wish: SuitedTo): RegExp {
  return SUITED_SAID.find(([name]) => name === wish)?.[1] ?? /^\b$/;
}
