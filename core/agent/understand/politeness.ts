/**
 * What guests say around a question: "hi, sorry to bother you, I was wondering whether you could tell me …".
 * Over folded words with contractions opened; one list a language, so that another language is another list.
 */
const AROUND: Readonly<Record<'en' | 'de', readonly string[]>> = {
  en: [
    '(hi|hello|hey|hiya|good (morning|afternoon|evening|day))( there)?',
    '(excuse me|pardon me|(i am )?(so |very |really )?sorry( to (bother|disturb|trouble) you)?)',
    '(um+|uh+|er+m?|hm+|ah|oh|well|so|ok(ay)?|right|actually|listen|basically|look)(?= \\w+ \\w)',
    '(just )?(a |one )?(quick |short |small )?question',
    '(please |maybe |perhaps )?(can|could|would|will) (you|i|we|one|anyone|somebody) (please |maybe |possibly |kindly |perhaps )?((tell|inform) (me|us)|let (me|us) know|ask( you)?|help me (to )?(find out|understand)|check(?! ?(in|out)\\b)|look up)( please)?( if| whether)?',
    '(would|could) you be so (kind|good|nice)( as to)?( (tell|show) (me|us))?( if| whether)?',
    'do you (happen to |by any chance |maybe )?know( if| whether)?(?= (where|when|what|who|which|how|if|whether|the|is|are|there|of)\\b)',
    '(do you have )?any (idea|clue)( if| whether)?(?= (where|when|what|who|which|how|if|whether)\\b)',
    '(i|we) (am|are|was|were) (just |only )?(wondering|curious|asking|trying to (find out|figure out))( about)?( if| whether)?( (you|anyone) (can|could|might|would) (please )?(tell|help) (me|us)( (with|find))?)?',
    '(i|we) (would|want|need|wanted) (really )?(like )?to (know|ask|find out|hear|learn)( you)?( if| whether)?(?= (where|when|what|who|which|how|if|whether|is|are|there)\\b)',
    'tell (me|us)( please)?(?= (where|when|what|who|which|how|if|whether)\\b)',
    '(is it|would it be) possible (for you )?to (tell|say|know)( me| us)?',
    '(if|whether)(?= (there|the|i|we|you|it|that|this)\\b)',
    '(i|we) (think|guess|believe|heard|read)( that)?(?= (there|the|my|our)\\b)',
  ],
  de: [
    '(hallo|hi|hey|moin|servus|guten (morgen|tag|abend)|gruss gott)',
    '(entschuldigung|entschuldigen sie( bitte)?|entschuldige|verzeihung|sorry|tut mir leid)',
    '(ah+m?|ahm+|oh|also|tja|na|naja|ok(ay)?|so)(?= \\w+ \\w)',
    '(nur )?(eine |ne )?(kurze |kleine )?frage',
    '(konnen|konnten|kannst|konntest|wurden) (sie|du) (mir|uns) (bitte |vielleicht |mal )*(sagen|verraten|erklaren)( bitte)?( ob)?',
    '(wissen sie|weisst du|wisst ihr)( vielleicht| zufallig| ob)*(?= (wo|wann|was|wer|welche|wie|ob)\\w*\\b)',
    '(sagen sie|sag)( mir| mal| bitte)*(?= (wo|wann|was|wer|welche|wie|ob)\\w*\\b)',
    '(ich|wir) (wollte|wollten|mochte|mochten|wurde|wurden|hatte)( gerne?| mal| nur| kurz)* (wissen|fragen|erfahren)( ob)?',
    'ich frage mich( ob)?',
  ],
};

const PATTERNS = {
  en: new RegExp(`^(?:(?:${AROUND.en.join('|')}) )+`),
  de: new RegExp(`^(?:(?:${AROUND.de.join('|')}) )+`),
};

/** Thanks at the end of a question that was put before them. */
const THANKS =
  /(?<=\w+ \w+ \w+)( (please|pls|many))* (thanks|thank you|cheers|danke|vielen dank|merci)( (so|very) much| a lot| in advance| you| im voraus| schon)*$/;

/** The question itself; the whole where nothing would be left of it. */
export function withoutPoliteness(text: string, locale: string): string {
  const rest = text.replace(PATTERNS[locale.startsWith('de') ? 'de' : 'en'], '').replace(THANKS, '');
  return rest.split(' ').length >= 2 ? rest : text;
}
