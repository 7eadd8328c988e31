import { texts } from '../../../tools/knowledge.ts';
import type { Service } from '../../../venue/model.ts';
import { foldedWords } from '../../../venue/search/fold.ts';
import type { Frame } from '../frame.ts';
import type { SaidGoal } from './said-goal.ts';
import { SERVICE_CONCEPTS } from './service-concepts.ts';

/** Something is wanted now, and not only asked about. */
const ROOM =
  /\b(?:room|zimmer|chambre|habitacion|camera) (?:number |nummer )?\d{1,4}\b|\b(?:in|to|at|from|auf|number|nummer) (?:number |nummer )?(\d{2,4})\b|\b(?:for|fur|pour|para|per) \d{3,4}\b/;
const WANTS =
  /\b(out of|run out|no more|please|bitte|need\w*|want\w*|like|love|bring|send|get|order|call|can (?:some\w+|you|we|i)|could (?:some\w+|you|we|i)|any chance|now|more|extra|another|fresh|brauch\w*|mochte\w*|hatte\w*|konn\w*|necesit\w*|quer\w*|voudr\w*|besoin|serve|servono|vorre\w*|bisogno|broken|kaputt|second|cold)\b/;
const ASKS =
  /^(?:(?:hi|hello|so|and|um) )*(?:do you (?:have|offer)|is there|are there|(?:is|are|does|do) (?:the|your)|what|how much|how|where|when|who|which|gibt es|haben sie|was|wie|wo|wann)\b/;

/** Not a service but somebody to talk to. */
export const REAL_PERSON =
  /\b(?:(?:real|actual|living) (?:person|human|people)|human being|echte\w* mensch\w*|vraie personne|etre humain|persona (?:real|de verdad|vera)|essere umano)\b/;

/** Cues of a question, or of something else. */
const ELSE = ['price', 'where', 'hours', 'lost', 'found', 'settled', 'repeat'] as const;

/** "We have a baby and nothing for her to sleep in": what is missing is wanted. */
const LACKS =
  /\b(nothing (?:for|to)|there (?:is|are|was|were) no|(?:i|we) have (?:no|not got)|have got no|have not (?:got|any)|missing|(?:i|we) (?:have|got|ve) (?:a|to be)|all (?:creased|crumpled|wrinkled)|kein\w*|fehlt|fehlen|alle ist|pas de|plus de|falta\w*|no hay|no tengo|manca\w*|non (?:c e|ci sono|abbiamo)|finit[oaie])\b/;

/** The service staff are to do, where it is told by what is wanted; null for a question about it. */
export function serviceWanted(said: SaidGoal, frame: Frame): Service | null {
  const { context, targets, heard } = frame;
  const { whole } = said;
  if (ASKS.test(whole) || REAL_PERSON.test(whole) || ELSE.some((cue) => heard(cue))) return null;
  const walks = heard('way');
  const link = walks ? undefined : targets.best.get('service');
  const named = link === undefined ? undefined : context.know.services.get(link.id);
  if (named?.requestable === true && (link?.ofName ?? 0) >= 0.85 && isWanted(said)) return named;
  for (const { said: pattern, called, plain } of SERVICE_CONCEPTS) {
    if ((!pattern.test(whole) && !pattern.test(said.text)) || (plain === undefined && (walks || !isWanted(said)))) continue;
    const service = context.know.venue.services.find((one) => one.requestable && isCalled(one, called));
    if (service !== undefined) return service;
  }
  return null;
}

function isWanted({ whole, length }: SaidGoal): boolean {
  return WANTS.test(whole) || LACKS.test(whole) || ROOM.test(whole) || length <= 3;
}

function isCalled({ name, aliases }: Service, called: RegExp): boolean {
  return [...texts(name), ...aliases].some((one) => called.test(foldedWords(one).join(' ')));
}
