import { dateOf, dayAfter } from '../../tools/local-time.ts';
import { toDay, weekdayOf } from '../../venue/local-time.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';

/** "What did I ask", over folded words of any language here. */
const ASKED =
  /\b(?:what|which \w+) (?:did|have|had) i (?:just )?(?:ask|asked|want|wanted|look(?:ed)? for|search(?:ed)? for)\b|\bwhat was (?:my (?:last |previous )?question|i asking)\b|\bdo you remember (?:what|which|when|that) i (?:asked|wanted)\b|\bmy (?:last|previous|earlier) questions?\b|\b(?:was|wonach|welche\w*) (?:habe?|hab|hatte) ich (?:\w+ ){0,4}(?:gefragt|gesucht|wissen wollen)\b|\bwas war meine (?:letzte )?frage\b|\bmeine (?:letzten?|vorigen?|fruheren?) fragen?\b|\b(?:que|qu est ce que) (?:je |j )?(?:vous |t )?(?:ai|avais)(?: je)? (?:\w+ ){0,3}demande\b|\bma derniere question\b|\bque (?:le |te |os )?(?:pregunte|he preguntado|habia preguntado|pedi|busque|buscaba)\b|\bmi ultima pregunta\b|\b(?:che )?cosa (?:le |ti |vi )?(?:ho|avevo) (?:\w+ ){0,2}(?:chiesto|domandato|cercato)\b|\bla mia ultima domanda\b/;

/** "You told me about". */
const TOLD =
  /\byou (?:had |have |just )?(?:told|mentioned to|mentioned|recommended(?: to)?|suggested(?: to)?|showed|spoke of)(?: me| us)?(?: about| of)?\b|\bwhat did you (?:tell|say|recommend|suggest|show)\b|\bdo you remember (?:the|what you|our)\b|\b(?:du|sie) (?:mir|uns) (?:\w+ ){0,4}(?:gesagt|erzahlt|empfohlen|genannt|gezeigt|vorgeschlagen|erwahnt)\b|\b(?:hast|haben) (?:du|sie) (?:mir|uns) (?:\w+ ){0,4}(?:gesagt|erzahlt|empfohlen|genannt|gezeigt|vorgeschlagen)\b|\b(?:vous m avez|vous nous avez|tu m as|vous m aviez|m avez vous) (?:\w+ )?(?:dit|parle|recommande|montre|indique|conseille|suggere)\b|\b(?:me|nos) (?:\w+ ){0,2}?(?:dijo|dijiste|hablo|hablaste|recomendo|recomendaste|mostro|mostraste|ha dicho|has dicho|habia dicho|menciono|mencionaste)\b|\b(?:mi|ci) (?:ha|hai|aveva|avevi) (?:\w+ )?(?:detto|parlato|consigliato|mostrato|indicato|suggerito)\b/;

const WHY =
  /\b(?:how|why) (?:do|did|can|could) you (?:know|remember)(?: that| this| about| it| so much| i| my| what|$)|\bwho told you\b|\bwhere do you know (?:that|this|it) from\b|\b(?:woher|wieso|warum) (?:weisst du|wissen sie)\b|\bcomment (?:le |tu |vous )?(?:savez|sais)(?: vous| tu)?(?: que| ca| cela|$)|\bd ou (?:savez vous|le savez)\b|\bcomo (?:lo )?(?:sabe|sabes)(?: que| eso|$)|\bcome (?:lo )?(?:sa|sai|fa a sapere|fai a sapere)(?: che| questo|$)/;

/** "Anything new for me?" */
const NEWS =
  /\b(?:any(?:thing)? (?:new|news)(?: for me| yet| today)?$|any(?:thing)? (?:new|news|updates?) (?:for|about|on|of) (?:me|my)\b|what is new(?: for me)?$|any updates?(?: for me)?$|gibt es (?:\w+ )?neues(?: fur mich| heute)?$|(?:etwas|was) neues fur mich\b|irgendwelche neuigkeiten\b|(?:quelque chose de|quoi de|du|rien de) nouveau(?: pour moi)?$|des nouvelles(?: pour moi)?$|(?:alguna|hay) (?:novedad(?:es)?|noticias?)(?: para mi)?$|algo nuevo para mi\b|(?:ci sono|qualche) (?:novita|notizi[ae])(?: per me)?$|qualcosa di nuovo per me\b)/;

/** Words about asking and telling, and the time of it: what is left is what it was about. */
const AROUND =
  /\b(?:ask(?:ed)?|told|tell|said|say|mentioned|recommended|suggested|showed|remember|question|questions|yesterday|today|earlier|last|time|visit|before|previous|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gefragt|gesagt|erzahlt|empfohlen|genannt|gezeigt|frage|fragen|gestern|vorgestern|letztes?|letzten|mal|besuch|demande|dit|parle|recommande|question|hier|derniere|fois|pregunte|preguntado|dijo|dijiste|hablo|recomendo|ayer|ultima|vez|pregunta|chiesto|detto|parlato|consigliato|ieri|ultima|volta|domanda|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|me|my|mir|mich|dich|dir|ihnen|du|sie|habe|hast|haben|vous|avez|j|ai|le|la|lo|los|las|mi|ha|ho|que|cosa|what|was|qu|est|ce|about|uber|von|sur|sobre|di|su|de|che|chi|come|per|pour|les|des|por|where|wo|ou|donde|dove|that|the|der|die|das|den|dem)\b/g;

/** What the guest asked or was told at some earlier time, or how something is known; null when they ask something else. */
export function readRecall(frame: Frame): Reading | null {
  const { context, dialogue, percept, text } = frame;
  const said = percept.said.join(' ');
  const hears = (pattern: RegExp) => pattern.test(text) || pattern.test(said);
  if (hears(NEWS)) return { kind: 'call', calls: [{ name: 'whats_new', input: {} }], aspect: 'list' };
  if (hears(WHY) && (context.memory !== null || context.stated.length > 0))
    return { kind: 'call', calls: [{ name: 'about_guest', input: { why: frame.input.text.slice(0, 200) } }], aspect: 'info' };
  const day = dayIn(text, context.now);
  const asked = hears(ASKED);
  if (!asked && !(hears(TOLD) && isEarlier(frame, day))) return null;
  if (context.memory === null && (!asked || dialogue.turns.length === 0)) return null;
  const about = aboutIn(frame);
  return {
    kind: 'call',
    calls: [
      {
        name: 'recall',
        input: { side: asked ? 'asked' : 'told', ...(about === null ? {} : { about }), ...(day === null ? {} : { day }) },
      },
    ],
    aspect: 'info',
  };
}

/** What was told in this conversation is still in view, where it was about the same; see read-follow-up.ts. */
function isEarlier({ dialogue, percept, text }: Frame, day: string | null): boolean {
  if (day !== null || /\blast (?:time|visit)\b|\bletztes mal\b/.test(text)) return true;
  const words = tellingWords(percept.said);
  const talked = new Set(dialogue.turns.flatMap(({ question, answer }) => foldedWords(`${question} ${answer}`)));
  return words.length === 0 ? dialogue.focus.length === 0 : !words.some((word) => talked.has(word));
}

/** The question itself, where it says what it is about: turns are kept in the guest's own words. */
function aboutIn({ input, percept }: Frame): string | null {
  return tellingWords(percept.said).length === 0 ? null : input.text.slice(0, 500);
}

function tellingWords(said: readonly string[]): string[] {
  return said
    .join(' ')
    .replaceAll(AROUND, ' ')
    .split(' ')
    .filter((word) => word.length > 2 && !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word));
}

const WEEKDAYS = [
  'monday|montag',
  'tuesday|dienstag',
  'wednesday|mittwoch',
  'thursday|donnerstag',
  'friday|freitag',
  'saturday|samstag|sonnabend',
  'sunday|sonntag',
] as const;

/** The latest day of that name, in English or German: the other languages are read through English. */
function dayIn(text: string, now: string): string | null {
  const today = dateOf(now);
  if (/\bday before yesterday\b|\bvorgestern\b/.test(text)) return dayAfter(today, -2);
  if (/\b(?:yesterday|gestern)\b/.test(text)) return dayAfter(today, -1);
  if (/\b(?:today|this morning|this afternoon|heute)\b/.test(text)) return today;
  const weekday = WEEKDAYS.findIndex((names) => new RegExp(`\\b(?:${names})\\b`).test(text));
  if (weekday < 0) return null;
  const ago = (((weekdayOf(toDay(today)) - weekday) % 7) + 7) % 7;
  return dayAfter(today, ago === 0 ? -7 : -ago);
}
