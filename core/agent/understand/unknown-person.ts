import { soundsLike } from '../../tools/find-people.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { likeness } from '../../venue/search/likeness.ts';
import { isAsking } from './asking-words.ts';
import type { Frame } from './frame.ts';

/** "Is X giving a talk", "when does X speak", "spricht X heute": what stands where a person's name stands. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:is|does|did|do|will|was|has) (?<name>\p{L}+ \p{L}+(?: \p{L}+)?) (?:here |also |still )?(?:be |been |going to )*(?:speak\w*|talk\w*|giv\w+|present\w*|perform\w*|lectur\w*|appear\w*|attend\w*|coming|here|on stage)\b/u,
  /\b(?:talks?|sessions?|keynotes?|lectures?|something|anything) (?:by|from|of|with) (?<name>\p{L}+ \p{L}+(?: \p{L}+)?)$/u,
  /^(?:is|ist|do you have) (?<name>\p{L}+ \p{L}+) (?:on|at|in|part of|auf|bei|im|here|hier|also|auch)\b/u,
  /^(?:who is|wer ist) (?<name>\p{L}+ \p{L}+(?: \p{L}+)?)$/u,
  /\b(?:spricht|redet|kommt|halt) (?<name>\p{L}+ \p{L}+)(?: (?:hier|heute|morgen|auch|einen|eine|noch)\b.*)?$/u,
];

/** The name of somebody asked for who is not of this programme; null when none is, or when it may be somebody who is. */
export function unknownPerson({ percept, targets, context }: Frame): string | null {
  const name = PATTERNS.map((pattern) => pattern.exec(percept.text)?.groups?.name).find((said) => said !== undefined);
  if (name === undefined) return null;
  const words = name.split(' ');
  if (words.some((word) => word.length < 3 || STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || isAsking(word))) return null;
  const links = context.know.names.link(words);
  // Two of the words, or one that is all there is of a name, are of the venue.
  if (links.some((link) => link.matched >= 2 || (link.kind !== 'person' && link.ofName >= 0.85))) return null;
  const person = targets.best.get('person');
  const known = person === undefined ? [] : foldedWords(context.know.people.get(person.id)?.name ?? '');
  // Of somebody who is here every word is said at least nearly as it sounds.
  return known.length > 0 && words.every((word) => known.some((own) => likeness(own, word) >= 0.6 || soundsLike(own, word))) ? null : name;
}
