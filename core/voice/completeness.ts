/**
 * Does a transcript sound as if the guest is about to go on? English and German together: the lists
 * hardly overlap in a harmful way, and a guest may mix the two.
 *
 * Words that can end a finished question are left out on purpose: German separable prefixes ("Wann macht
 * die Bar auf?", "Wann fängt sie an?"), "das" ("Was ist das?"), "I" and "ich" ("Where am I?").
 */
const FILLERS = words('um uh uhm umm erm hmm hm äh ähm öh öhm');

/** Fillers on their own; in a sentence they can be its end ("What is it like", "I think so"). */
const OPENING_FILLERS = words('well like so also tja naja na okay ok hi hello hey hallo');

const DANGLING = words(
  'and or but because if whether than which where when while since unless the a my our their his its every very i’m i’d i’ll it’s',
  'und oder aber weil dass ob wenn sowie sondern als der die dem den des ein eine einen einem einer eines keinen mein meine meinen',
  'meinem meiner unser unsere im am zum zur vom beim ins ans für von bei nach ohne durch gegen zwischen wegen während',
);

/** English prepositions: dangling, unless a wh-question stranded them ("Which room is it in?"). */
const PREPOSITIONS = words('to for of in on at from with by about into near between without until till past around towards');
const STRANDABLE = words('to for of in on at from with by about into near');

/** Words after which a number or a name is still to come: "room number", "halb". */
const BEFORE_A_NUMBER = words('number nummer half quarter viertel halb');

/** The same, but only right after a word that leads up to it: "to room", not "my room". */
const NUMBERED = words('room stand booth hall gate floor level raum zimmer halle saal stockwerk etage ebene');
const LEADING_UP = words('is to in of from at ist zu zum in nach aus bei');

/** Whole utterances that are only the beginning of a question. */
const OPENERS: ReadonlySet<string> = new Set([
  ...lines(`where is|where are|where’s|where can i|where can i find|where do i|what is|what are|what’s|what about|what time|what time is|who is|when is|when are
    |when does|how do i|how do i get|how can i|how about|how much|how much is|can i|can i get|can i have|can you|can you tell me|could you|could i|is there|is there an|are there|do you|do you have|do you have an
    |i want|i need|i need an|i would like|i’d like|i’m looking|tell me|show me|i have|i am|i’m`),
  ...lines(`wo ist|wo sind|wo finde ich|wo kann ich|was ist|was sind|was kostet|wann ist|wann sind|wann beginnt|wie komme ich|wie viel|wie teuer ist|wer ist|kann ich
    |können sie|könnten sie|gibt es|haben sie|ich möchte|ich brauche|ich suche|ich hätte gern|ich hätte gerne|ich will|zeig mir|zeigen sie mir|sag mir`),
]);

/** True when more is probably coming: "um", "a table for", "room number", "where is the", a trailing comma. */
export function soundsUnfinished(transcript: string): boolean {
  const text = transcript.trim().toLowerCase().replaceAll("'", '’');
  if (text === '') return false;
  if (/(\.\.\.|…|,|;|:|-|–|—)["”’)]*$/u.test(text)) return true;
  const tokens = text.match(/[\p{L}\p{N}’]+/gu) ?? [];
  const last = tokens.at(-1);
  if (last === undefined) return false;
  if (FILLERS.has(last) || OPENERS.has(tokens.join(' '))) return true;
  if (OPENING_FILLERS.has(last) && tokens.length <= 2 && tokens.every((token) => OPENING_FILLERS.has(token))) return true;
  if (DANGLING.has(last) || BEFORE_A_NUMBER.has(last)) return true;
  if (NUMBERED.has(last) && LEADING_UP.has(tokens.at(-2) ?? '')) return true;
  return PREPOSITIONS.has(last) && !isStranded(tokens);
}

function isStranded(tokens: readonly string[]): boolean {
  const [first, second] = tokens;
  const last = tokens.at(-1) ?? '';
  if (!STRANDABLE.has(last) || tokens.length < 4 || second === 'time') return false;
  if (first === 'where') return last === 'from' || last === 'at' || last === 'to';
  return first === 'what' || first === 'which' || first === 'who' || first === 'what’s' || first === 'who’s';
}

function words(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(/\s+/)));
}

function lines(text: string): string[] {
  return text.split('|').map((line) => line.trim());
}
