import { matchFaq } from '../../tools/faq.ts';
import { type EntityKind, texts } from '../../tools/knowledge.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { textIn } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { Link } from '../../venue/search/linker.ts';
import { spaced } from '../../venue/search/spaced.ts';
import type { TurnInput } from '../agent.ts';
import type { Dialogue, Thing } from '../dialogue.ts';
import type { Percept } from '../perceive.ts';
import type { Heard } from './cues.ts';
import { plainWords } from './languages/gloss.ts';
import { PRICE } from './price.ts';
import { avoidedIn, dietsIn } from './self-statements.ts';
import { findTargets, type Targets } from './targets.ts';
import type { When } from './when.ts';

/** One question with everything that can be read off it; the readers decide on it. */
export interface Frame {
  readonly input: TurnInput;
  readonly percept: Percept;
  readonly dialogue: Readonly<Dialogue>;
  readonly context: ToolContext;
  readonly heard: Heard;
  readonly text: string;
  /** Words without those that say the time. */
  readonly asked: readonly string[];
  readonly when: When | null;
  readonly targets: Targets;
  readonly diets: readonly string[];
  readonly avoid: readonly string[];
  readonly faq: { readonly id: string; readonly score: number } | null;
}

/** What stands before a surname. */
const TITLE = /\b(mr|mrs|ms|miss|dr|doctor|professor|prof|frau|herr|herrn|doktor) \w/;

export function readFrame(input: TurnInput, percept: Percept, dialogue: Readonly<Dialogue>, context: ToolContext): Frame {
  const asked = percept.words.filter((_, index) => !percept.timing.used.has(index));
  return {
    input,
    percept,
    dialogue,
    context,
    heard: percept.heard,
    text: percept.text,
    asked,
    when: percept.timing.when,
    targets: findTargets(asked, context.know, {
      diets: dietsIn(percept.text).length > 0 && (percept.heard('eat') || percept.heard('options') || percept.heard('exists')),
      people: (['who', 'whoIs', 'speak', 'speaker', 'talk', 'when'] as const).some((cue) => percept.heard(cue)) || TITLE.test(percept.text),
    }),
    diets: dietsIn(percept.text),
    avoid: avoidedIn(percept.text),
    // "after lunch" is no question about lunch.
    faq: better(
      bestFaq(percept.timing.byMeal === true ? asked : percept.words, percept, context),
      percept.readThroughEnglish ? bestFaq(ownWords(input.text), percept, context) : null,
    ),
  };
}

/** As entries in the guest's own language are looked up. */
function ownWords(text: string): string[] {
  return plainWords(spaced(text));
}

/** An entry may be in the guest's own language or in English. */
function better(one: Frame['faq'], other: Frame['faq']): Frame['faq'] {
  return (other?.score ?? 0) > (one?.score ?? 0) ? other : one;
}

/** From here on it is the question itself, however it was put. */
const SAME_QUESTION = 0.8;
const SAME_WORD = 0.75;

/**
 * The entry most like the question. Asked what something costs, one that names no price is no answer; and one
 * that is only somewhat alike has to have one of the words that say what is asked about.
 */
function bestFaq(words: readonly string[], { heard }: Percept, { know, locale }: ToolContext): Frame['faq'] {
  const fits = ({ id, score }: { id: string; score: number }) => {
    if (score >= 0.97) return true;
    const faq = know.faqs.get(id);
    if (faq === undefined || (heard('price') && !PRICE.test(textIn(faq.answer, locale)))) return false;
    return score >= SAME_QUESTION || speaksOf([...faq.questions.flatMap(texts), ...faq.tags], words, know);
  };
  return matchFaq(know, words).find(fits) ?? null;
}

/** Whether these texts have one of the words that say what is asked about; true where no word does. */
export function speaksOf(of: readonly string[], words: readonly string[], know: ToolContext['know']): boolean {
  const telling = words.filter((word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word));
  if (telling.length === 0) return true;
  // "brek first": one word, run apart.
  const joined = words.slice(1).flatMap((word, index) => {
    const before = words[index] ?? '';
    return telling.includes(word) || telling.includes(before) ? [before + word] : [];
  });
  const own = new Set(foldedWords(spaced(of.join(' '))));
  const alike = (word: string) => know.questions.vocabulary.lookup(word).some(({ term, sim }) => sim >= SAME_WORD && own.has(term));
  return [...telling, ...joined].some((word) => own.has(word) || alike(word));
}

export function thingOf(link: Link<EntityKind>, { context }: Frame): Thing | null {
  const { know, locale } = context;
  const name = nameOf(link.kind, link.id, know, locale);
  return name === null || link.kind === 'floor' || link.kind === 'track' || link.kind === 'organisation'
    ? null
    : { kind: link.kind, id: link.id, name };
}

function nameOf(kind: EntityKind, id: string, know: ToolContext['know'], locale: string): string | null {
  const text =
    kind === 'place'
      ? know.places.get(id)?.name
      : kind === 'session'
        ? know.sessions.get(id)?.title
        : kind === 'person'
          ? know.people.get(id)?.name
          : kind === 'exhibitor'
            ? know.exhibitors.get(id)?.name
            : kind === 'dish'
              ? know.dishes.get(id)?.item.name
              : kind === 'service'
                ? know.services.get(id)?.name
                : undefined;
  return text === undefined ? null : textOf(text, locale);
}

function textOf(text: string | Readonly<Record<string, string>>, locale: string): string {
  return typeof text === 'string'
    ? text
    : (text[locale] ?? text[locale.split('-')[0] ?? locale] ?? text.en ?? Object.values(text)[0] ?? '');
}
