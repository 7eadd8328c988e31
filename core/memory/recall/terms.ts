import { stemmer } from 'stemmer';

/** A word as it was said, and the stem by which its forms are found together. */
export interface Term {
  readonly word: string;
  readonly stem: string;
}

/** Words that say nothing about what was talked of. */
const STOP_WORDS = new Set(
  `a about above after again all also am an and any are aren't as at be because been before being below between both but by can can't
cannot could couldn't did didn't do does doesn't doing don't down during each else ever few for from further get gets getting go goes going
gonna got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how how's i i'd i'll
i'm i've if in into is isn't it it's its itself just know let let's like may maybe me might mine more most much must my myself no nor not
now of off oh ok okay on once only onto or other our ours out over own please quite rather really said same say says shall she she'd
she'll she's should shouldn't so some something such sure tell than thank thanks that that'd that's the their theirs them themselves then
there there's these they they'd they'll they're they've thing things think this those though through to too under until up upon us very
was wasn't way we we'd we'll we're we've well were weren't what what's when when's where where's which while who who's whom whose why why's
will with won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself
der die das den dem des ein eine einen einem einer und oder aber ich du er sie es wir ihr mein dein sein ist sind war waren hat habe haben
mit von zu zum zur im in auf für an am bei nicht auch noch schon so wie was wer wo wann warum`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The words of a text that carry meaning, in order, with their stems. */
export function termsOf(text: string): Term[] {
  return wordsOf(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => ({ word, stem: stemOf(word) }));
}

export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []).map((word) => word.replace(/'s?$/, ''));
}

export function stemOf(word: string): string {
  return IRREGULAR.get(word) ?? stemmer(word);
}

/** Forms that a stemmer does not bring together, of the verbs and nouns that people use most. */
const IRREGULAR = new Map(
  `go went gone goes going|buy bought|bring brought|think thought|teach taught|catch caught|see saw seen|take took taken|give gave given|
come came|run ran|eat ate eaten|drink drank drunk|drive drove driven|write wrote written|speak spoke spoken|break broke broken|choose chose chosen|
find found|get got gotten|hear heard|hold held|keep kept|leave left|lose lost|make made|meet met|pay paid|read|say said|sell sold|send sent|
sing sang sung|sit sat|sleep slept|spend spent|stand stood|swim swam swum|tell told|wear wore worn|win won|build built|feel felt|fly flew flown|
grow grew grown|know knew known|begin began begun|draw drew drawn|fall fell fallen|forget forgot forgotten|ride rode ridden|rise rose risen|
throw threw thrown|wake woke woken|child children kid kids|man men|woman women|person people|foot feet|tooth teeth|mouse mice|life lives|wife wives`
    .replaceAll('\n', '')
    .split('|')
    .flatMap((group) => {
      const forms = group.split(' ');
      return forms.map((form) => [form, stemmer(forms[0] ?? form)] as const);
    }),
);
