import { TOOLS } from '../../core/tools/registry.ts';
import { foldedWords } from '../../core/venue/search/fold.ts';

/** Words in a row that a sentence may share with the rules by chance. */
const SHARED_WORDS = 7;

/** A top-level domain after a dot makes an address; a file name or "14.Mai" is none. */
const LINK =
  /https?:|www\.|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|io|eu|de|at|ch|uk|fr|es|it|nl|app|dev|example|test|biz|xyz|ly|me|co|ai)\b(?:\/|\b)|\S+@\S+\.\w+|\b(?:dot|punkt) (?:com|net|org|de)\b/i;
const CODE = /```|<\/?[a-z][^>]*>|[{}]|\b(?:system prompt|function_call|tool_calls?)\b/i;

/**
 * What of a model's sentence can be spoken: without markup; null for one with a link, code, a tool's name or
 * the rules in it.
 */
export function createSpokenText({
  canary,
  rules,
}: {
  readonly canary: string;
  readonly rules: string;
}): (sentence: string) => string | null {
  const shingles = shinglesOf(foldedWords(rules.replace(/<venue>[\s\S]*<\/venue>/, '')));
  const toolNames = Object.keys(TOOLS).filter((name) => name.includes('_'));
  const secret = canary.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  return (sentence) => {
    const text = withoutMarkup(sentence);
    if (LINK.test(text) || CODE.test(sentence) || toolNames.some((name) => sentence.toLowerCase().includes(name))) return null;
    // Spelled apart it is still the same mark.
    if (
      text
        .replaceAll(/[^a-z0-9]/gi, '')
        .toLowerCase()
        .includes(secret.slice(-12))
    )
      return null;
    const words = foldedWords(text);
    return words.some((_, at) => at + SHARED_WORDS <= words.length && shingles.has(words.slice(at, at + SHARED_WORDS).join(' ')))
      ? null
      : text;
  };
}

function withoutMarkup(text: string): string {
  return text
    .replace(/^\s*(?:[-*•]|#{1,6}|\d+[.)]|>)\s+/, '')
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 $2')
    .replaceAll(/\*\*|__|`|\*(?=\S)|(?<=\S)\*/g, '')
    .replaceAll(/\p{Extended_Pictographic}\uFE0F?/gu, '')
    .replaceAll(/\p{Cf}|\p{Cc}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shinglesOf(words: readonly string[]): Set<string> {
  const all = words.map((_, at) => words.slice(at, at + SHARED_WORDS));
  return new Set(all.filter((shingle) => shingle.length === SHARED_WORDS).map((shingle) => shingle.join(' ')));
}
