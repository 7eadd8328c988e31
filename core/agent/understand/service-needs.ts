import { texts } from '../../tools/knowledge.ts';
import type { Service } from '../../venue/model.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { Frame } from './frame.ts';

/** What guests say when they want a service without its name, and the words such a service has among its names. */
const NEEDS: readonly { readonly said: RegExp; readonly marks: RegExp }[] = [
  {
    said: /\bwake (me|us)\b|\b(wake ?up|alarm|morning) call\b|\bweckruf\b|\b(mich|uns) (\S+ ){0,5}(wecken|weckt)\b|\bwecken\b/,
    marks: /\b(wake|weck\w*|alarm call)\b/,
  },
  {
    said: /\b(keep|extend|hold on to|stay in|have) (the|my|our) room\b.*\b(longer|later|until|till|to|extra|bit)\b|\bstay (in (the|my|our) room )?(a (bit|little) )?longer\b|\b(late|later) checkout\b|\bcheckout (a (bit|little) )?later\b|\bspater(en)? (checkout|auschecken)\b|\bzimmer (\S+ ){0,3}(langer|bis)\b.*\b(behalten|haben|bleiben)\b/,
    marks: /\b(late|later|spater\w*) (checkout|check out|auschecken)|\bcheck ?out later\b/,
  },
  {
    said: /\b(fetch|pick up|collect|carry|get|take|bring|help \w+ with)\b.*\b(bags?|luggage|suitcases?|cases)\b|\b(koffer|gepack|taschen)\b.*\b(holen|abholen|tragen|bringen|runter\w*)\b/,
    marks: /\b(luggage collection|porter|carry my bags|bellboy|gepackabholung|gepacktrager)\b/,
  },
  {
    said: /\b(clean|make up|tidy|do) (up )?(the|my|our) room\b|\bhousekeeping\b|\bzimmer (\S+ ){0,3}(reinigen|putzen|machen|aufraumen)\b/,
    marks: /\b(housekeeping|clean my room|room cleaning|zimmerreinigung|reinigung)\b/,
  },
];

/** The requestable service that would do what was said; null where none is plainly meant. */
export function serviceNeeded({ text, context }: Frame): Service | null {
  const need = NEEDS.find(({ said }) => said.test(text));
  return need === undefined
    ? null
    : (context.know.venue.services.find(
        ({ name, aliases, requestable }) =>
          requestable && [...texts(name), ...aliases].some((one) => need.marks.test(foldedWords(one).join(' '))),
      ) ?? null);
}
