import { texts } from '../../../tools/knowledge.ts';
import type { Service } from '../../../venue/model.ts';
import { foldedWords } from '../../../venue/search/fold.ts';
import type { Frame } from '../frame.ts';
import type { SaidGoal } from './said-goal.ts';

/**
 * What guests want of staff without naming the service, over folded words in the kiosk's languages, with what the house may
 * call it: "can someone wake me at six" is its wake-up call.
 */
const CONCEPTS: readonly (readonly [said: RegExp, called: RegExp])[] = [
  [/\b(wake (me|us)|waking (me|us)|weck\w*|geweckt|reveill\w*|despert\w*|svegli\w*)\b/, /\b(wake|weck\w*|reveil|despertador|sveglia)\b/],
  [
    /\b((fetch|collect|carry|bring down|take down|pick up|get|store|keep|leave) (\w+ )?(our|my|the) (bags?|luggage|suitcases?|cases)|koffer|gepack|bagages?|valises?|maletas?|equipaje|valigi\w*|bagagli\w*)\b/,
    /\b(luggage|bags?|gepack\w*|koffer\w*|bagages?|equipaje|bagagli\w*|porter)\b/,
  ],
  [/\b(taxi|cab|uber)\b/, /\b(taxi|cab)\b/],
  [/\b(towels?|handtuch\w*|serviettes?|toallas?|asciugaman\w*)\b/, /\b(towels?|handtuch\w*)\b/],
  [/\b(pillows?|kissen|oreillers?|almohadas?|cuscin\w*|blankets?|decken?)\b/, /\b(pillows?|kissen|blankets?)\b/],
  [
    /\b((keep|have) (the|our|my) room (a (bit|little) )?(longer|until|till)|stay (in the room )?(a (bit|little) )?longer|(check ?out|leave) (a (bit|little) )?later|late check ?out|spater (aus ?checken|abreisen)|langer im zimmer|depart tardif|salir mas tarde|partire piu tardi)\b/,
    /\b(late check ?out|spater\w* check ?out|check ?out\w* spat\w*)\b/,
  ],
  [
    /\b((shower|heating|heater|air ?con\w*|tv|television|light|lamp|toilet|sink|tap|door|lock|window|socket|fridge|safe|radiator|bath)\b.*\b(broken|not work\w*|does not work|leak\w*|cold|stuck|dripping|blocked|jammed|out of order)|(dusche|heizung|klimaanlage|fernseher|licht|lampe|toilette|abfluss|tur|fenster)\b.*\b(kaputt|defekt|geht nicht|funktioniert nicht|tropft|verstopft|kalt)|only cold water|no hot water|kein warmes wasser|ne marche pas|ne fonctionne pas|no funciona|non funziona)\b/,
    /\b(repair\w*|maintenance|broken|technician|reparatur\w*|technik\w*|defekt\w*|hausmeister|fix)\b/,
  ],
  [/\b(massage|masaje|massaggio|facial)\b/, /\b(massage|facial|spa treatment|wellnesstermin)\b/],
  [
    /\b((clean|make up|tidy) (my|our|the) room|zimmer (sauber|reinig|machen)\w*|faire la chambre)\b/,
    /\b(cleaning|housekeeping|reinigung\w*|zimmerreinigung)\b/,
  ],
];

/** Something is wanted now, and not only asked about. */
const ROOM =
  /\b(?:room|zimmer|chambre|habitacion|camera) (?:number |nummer )?\d{1,4}\b|\b(?:in|to|at|from|auf|number|nummer) (?:number |nummer )?(\d{2,4})\b/;
const WANTS =
  /\b(out of|run out|no more|please|bitte|need\w*|want\w*|like|love|bring|send|get|order|call|can (?:some\w+|you|we|i)|could (?:some\w+|you|we|i)|any chance|now|more|extra|another|fresh|brauch\w*|mochte\w*|hatte\w*|konn\w*|necesit\w*|quer\w*|voudr\w*|besoin|serve|servono|vorre\w*|bisogno|broken|kaputt|second|cold)\b/;
const ASKS =
  /^(?:(?:hi|hello|so|and|um) )*(?:do you (?:have|offer)|is there|are there|what|how much|how|where|when|who|which|gibt es|haben sie|was|wie|wo|wann)\b/;

/** Cues of a question, or of something else. */
const ELSE = ['price', 'where', 'way', 'hours', 'lost', 'found', 'settled', 'repeat'] as const;

/** The service staff are to do, where it is told by what is wanted; null for a question about it. */
export function serviceWanted(said: SaidGoal, frame: Frame): Service | null {
  const { context, targets, heard } = frame;
  const { whole } = said;
  if (ASKS.test(whole) || ELSE.some((cue) => heard(cue))) return null;
  const link = targets.best.get('service');
  const named = link === undefined ? undefined : context.know.services.get(link.id);
  const meant = named?.requestable === true && (link?.ofName ?? 0) >= 0.85 ? named : conceptOf(whole, context.know.venue.services);
  if (meant === null) return null;
  return WANTS.test(whole) || ROOM.test(whole) || said.length <= 3 ? meant : null;
}

function conceptOf(said: string, services: readonly Service[]): Service | null {
  for (const [pattern, called] of CONCEPTS) {
    if (!pattern.test(said)) continue;
    const fits = services.find(
      ({ name, aliases, requestable }) =>
        requestable && [...texts(name), ...aliases].some((one) => called.test(foldedWords(one).join(' '))),
    );
    if (fits !== undefined) return fits;
  }
  return null;
}
