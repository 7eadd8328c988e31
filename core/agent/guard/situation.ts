import { foldedWords } from '../../venue/search/fold.ts';
import type { Policy, Situation } from './policy.ts';

const PARENTS = '(mum|mummy|mom|mommy|mama|dad|daddy|papa|parents?|mother|father|grandma|grandpa|granny|family|teacher|group)';
const CHILD = '(child|children|kid|kids|son|daughter|boy|girl|toddler|baby|grandson|granddaughter|grandchild)';
const ELTERN = '(mama|mami|mutter|papa|papi|vater|eltern|oma|opa|familie|lehrerin|lehrer|gruppe)';
const KIND = '(kind|kinder|sohn|tochter|junge|madchen|kleiner|kleine|baby|enkel|enkelin|enkelkind)';
const ENFANT = '(maman|mere|papa|pere|parents|fils|fille|enfant|enfants|petit|petite|bebe)';
const NINO = '(mama|madre|papa|padre|padres|hijo|hija|hijos|nino|nina|bebe|nieto|nieta)';
const BIMBO = '(mamma|madre|papa|padre|genitori|figlio|figlia|figli|bambino|bambina|nipote)';

/** A child who has lost its people, or people who have lost a child; over folded words. */
const LOST_CHILD = new RegExp(
  [
    `(can ?not|cant|can not|could not|do not) (find|see) (my|our) ((little|small|youngest) )?(${PARENTS}|${CHILD})(?! (ticket|room|bag|shoe|phone|bottle|jacket))`,
    `(lost|misplaced) (my|our) ((little|small) )?(${PARENTS}|${CHILD})(?! (last|in (the war|19|20)|to (cancer|covid)|when|years?|a (year|month|week)|ticket|bag|phone|bottle|jacket|shoes?))`,
    `where (is|are) my (mum|mummy|mom|mommy|mama|dad|daddy|papa|parents)$`,
    `(my|our) ((little|small|two|three|four|five|six) (year old )?)?(${CHILD}|mum|mummy|mom|mommy|dad|daddy) (is|has|are|have|got|went|ran) (been |just |gone )?(missing|lost|gone|disappeared|vanished|wandered off|run away|away)`,
    `(lost|missing) (child|kid|toddler|boy|girl)|(child|kid|toddler|boy|girl) (here )?(is |who is |stands |standing )?(all )?(alone|lost|crying)`,
    `(finde|find|sehe) (\\w+ )?(meine?n?|unsere?n?) (kleine[nrs]? )?(${ELTERN}|${KIND}) (nicht|nirgends|nirgendwo)`,
    `(habe|hab) (\\w+ )?(meine?n?|unsere?n?) (kleine[nrs]? )?(${ELTERN}|${KIND}) verloren$`,
    `wo (ist|sind) meine? (mama|mami|papa|papi|eltern)$`,
    `(meine?|unsere?) (kleine[nrs]? )?(${KIND}|mama|papa|eltern) (ist|sind) (\\w+ )?(weg|verschwunden|weggelaufen|verloren gegangen|nicht mehr da)`,
    `(kind|junge|madchen) (\\w+ ){0,2}(ganz allein|alleine?|ohne eltern|weint|verloren gegangen)`,
    `(vermisse|suche) (mein|meinen|meine|unseren?|unsere) (${KIND})$`,
    `(re)?trouve (plus|pas) (ma|mon|mes) ${ENFANT}|perdu (ma|mon|mes) ${ENFANT}(?! (en|l|il)\\b)|(mon|ma) (fils|fille|enfant|petit|petite) (a disparu|est perdue?|s est perdue?)|ou (est|sont) (ma|mon|mes) (maman|papa|parents)$|enfant (perdue?|tout seul)`,
    `no encuentro a (mi|mis) ${NINO}|(he perdido|perdi) a (mi|mis) ${NINO}(?! (en|hace)\\b)|mi (hijo|hija|nino|nina|bebe) (se ha perdido|se perdio|ha desaparecido|no aparece)|donde (esta|estan) (mi|mis) (mama|papa|padres)$|(nino|nina) (perdido|perdida|solo|sola)`,
    `non trovo (piu )?((la|il|i|le) )?(mi[aoe]i? )?${BIMBO}|ho perso ((la|il|i|le) )?(mi[aoe]i? )?${BIMBO}|(mio|mia) (figlio|figlia|bambino|bambina) (si e pers[oa]|e scompars[oa]|e sparit[oa])|dove? (e|sono) ((la|il|i) )?(mi[aoe]i? )?(mamma|papa|genitori)$|bambin[oa] (pers[oa]|smarrit[oa]|sol[oa])`,
  ]
    .map((source) => `\\b(?:${source})`)
    .join('|'),
);

const ARABIC_CHILD = '(?:ابني|ابنتي|طفلي|طفلتي|ولدي|بنتي|امي|ابي|ماما|بابا|والدي|والدتي|اهلي)';
/** Over folded words; an expression's own word boundary knows Latin letters alone. */
const LOST_CHILD_ARABIC = new RegExp(
  [
    `(?:ضاع|ضاعت|تاه|تاهت|فقدت|اضعت|لا اجد|اختفي|اختفت|لا استطيع العثور علي|لم اجد)(?: مني)? ${ARABIC_CHILD}`,
    `${ARABIC_CHILD} (?:قد )?(?:ضاع|ضاعت|تاه|تاهت|مفقود|مفقوده|اختفي|اختفت|ضايع|ضايعه)`,
    'طفله? (?:ضايع|ضايعه|تايه|تايهه|وحده|وحدها|يبكي|تبكي)',
    'اين (?:امي|ماما|ابي|بابا)$',
  ]
    .map((source) => `(?<!\\p{L})و?(?:${source})(?!\\p{L})`)
    .join('|'),
  'u',
);
/** Over folded text without spaces. */
const LOST_CHILD_JAPANESE =
  /(?:子供|子ども|こども|息子|娘|孫|赤ちゃん|うちの子|まま|ぱぱ|お母さん|お父さん|両親)(?:と|を|が|は)?(?:はぐれ|見失|いなくな|迷子|見つからな|見つかりませ|どこにもいな|居なくな)|迷子(?:の子|です|になりました|がいます|を見つけ)|(?:まま|ぱぱ|お母さん|お父さん)(?:は|が)?(?:どこ|いない)/u;

const ALCOHOL =
  /\b(beers?|wines?|cocktails?|vodka|whisk(e)?y|rum|gin|alcohol|alcoholic|champagne|prosecco|cider|schnapps|bier|wein|schnaps|alkohol|sekt|wodka|aperol|spritz|biere|vin|alcool|cerveza|vino|alcoholica?s?|ron|birra|alcolic[oi]|vodka|liquor|booze)\b/;

const NUMBERS =
  'five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|dreizehn|vierzehn|funfzehn|sechzehn|siebzehn|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix sept|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette';
const YOUNG = `(?:[5-9]|1[0-7]|${NUMBERS})`;
/** Not "I am ten minutes late", nor "we are five". */
const UNDER_AGE = new RegExp(
  [
    `\\b(i am|im) (only |just )?${YOUNG}(?= years?| and| can| so| but| may| want| would| i\\b|$)`,
    `\\b(my|our) (son|daughter|kid|child|boy|girl|brother|sister|friend) is (only |just )?${YOUNG}(?= years?| and| can| but|$)`,
    `\\b${YOUNG} years? old\\b`,
    `\\b(ich bin|er ist|sie ist) (erst |gerade )?${YOUNG}(?= jahre| und| darf| kann| mochte| aber|$)`,
    `\\b(mein|meine) (sohn|tochter|kind|bruder|schwester) ist (erst )?${YOUNG}\\b`,
    `\\bj ?ai ${YOUNG} ans\\b|\\ba ${YOUNG} ans\\b`,
    `\\b(tengo|tiene) ${YOUNG} anos\\b`,
    `\\b(ho|ha) ${YOUNG} anni\\b`,
    '\\b(under ?age|underaged|minderjahrig|mineure?|menor de edad|minorenne)\\b',
  ].join('|'),
);

/** Insults and worse, beside those that the cues of English and German know. */
const ABUSE =
  /\b(connards?|connasse|salope|encule|va te faire|ta gueule|pute|merde|gilipollas|imbecil|cabron|cabrona|puta|mierda|hijo de puta|callate|vete a la|stronz[oai]|vaffanculo|cazzo|coglion[ei]|puttana|stai zitt[oa]|(show|send) me your (tits|boobs|nudes)|blow ?job|suck my|nazi|heil|sieg heil|nigger|faggot|retard|hurensohn|schlampe|fotze|spast\w*|missgeburt)\b|(?:^| )(?:يا )?(?:غبي|حمار|كلب ابن|تبا لك|اخرس|لعنه عليك)(?: |$)|ふざけるな|くそったれ|死ね$|黙れ|ばかやろう|馬鹿野郎/u;

export function isAbusive(text: string): boolean {
  return ABUSE.test(text);
}

/**
 * What of the house's rules a guest's words fall under; danger and plain abuse are found elsewhere.
 * @param texts the same sentence in the ways it was read, folded.
 */
export function situationIn(texts: readonly string[], policy: Policy): Situation | null {
  const said = texts.map((text) => text.replaceAll("'", ' '));
  const named = Object.entries(policy).find(([, rule]) => Object.values(rule.also).some((phrases) => hasOne(said, phrases ?? [])));
  if (named !== undefined) return named[0] as Situation;
  if (said.some((text) => isLostChild(text))) return 'lost-child';
  if (said.some((text) => ALCOHOL.test(text)) && said.some((text) => UNDER_AGE.test(text))) return 'child-and-alcohol';
  return said.some(isAbusive) ? 'abuse' : null;
}

function hasOne(said: readonly string[], phrases: readonly string[]): boolean {
  return phrases.some((phrase) => said.some((text) => holds(text, foldedWords(phrase).join(' '))));
}

function isLostChild(text: string): boolean {
  return LOST_CHILD.test(text) || LOST_CHILD_ARABIC.test(text) || LOST_CHILD_JAPANESE.test(text.replaceAll(' ', ''));
}

/** As whole words; in a script that sets none apart, anywhere. */
function holds(text: string, phrase: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}]/u.test(phrase) ? text.includes(phrase) : ` ${text} `.includes(` ${phrase} `);
}
