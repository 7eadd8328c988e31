import { STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { languageIn } from './languages/tell-language.ts';
import { readRole } from './read-role.ts';
import { sessionWishes } from './session-wishes.ts';
import { topicOf } from './targets.ts';
import { unknownPerson } from './unknown-person.ts';

/** Whether a question is about the programme: its talks, its times, its people. */
export function asksProgramme(frame: Frame): boolean {
  const { heard, targets, when } = frame;
  const session = targets.best.get('session');
  const person = targets.best.get('person');
  const place = targets.best.get('place');
  if (heard('talk') || heard('programme') || heard('speaker')) return true;
  const { input } = sessionWishes(frame.text, frame.context.know);
  if (input.length !== undefined || (input.suitedTo !== undefined && (targets.category === null || when !== null) && place === undefined))
    return true;
  if (targets.best.has('organisation') && (heard('who') || heard('speak') || heard('exists')) && place === undefined) return true;
  if (readRole(frame) !== null || speaksUnknown(frame) || unknownPerson(frame) !== null) return true;
  if (languageIn(frame.text) !== null && heard('exists')) return true;
  if (
    person !== undefined &&
    (person.ofName >= 0.9 || heard('who') || heard('speak')) &&
    !strongerThan(place, person) &&
    !strongerThan(targets.best.get('exhibitor'), person)
  )
    return true;
  if (
    session !== undefined &&
    !strongerThan(place, session) &&
    !strongerThan(targets.best.get('exhibitor'), session) &&
    (session.ofName >= 0.75 || session.matched >= 3)
  )
    return true;
  if (asksOnTopic(frame)) return true;
  if (when !== null && heard('exists') && targets.category === null && place === undefined && aboutSessions(frame)) return true;
  return (
    when !== null &&
    place !== undefined &&
    hasSessions(place.id, frame) &&
    aspectIn(frame) !== 'open' &&
    !heard('hours') &&
    !heard('opens') &&
    !heard('closes') &&
    !heard('where') &&
    !heard('way')
  );
}

/** "Something about food": a subject that the programme has something on. */
export function asksOnTopic(frame: Frame): boolean {
  return (
    (/\b(anything|something|any|etwas|irgendwas|was)\b.* (about|regarding|related to|uber|zum thema|rund um)\b/.test(frame.text) ||
      /\b(anything|something|etwas|was) (on|about|to do with|regarding|related to|uber|zu|zum thema|rund um|mit)\b/.test(frame.text)) &&
    !frame.heard('exhibitor') &&
    aboutSessions(frame)
  );
}

function strongerThan(
  other: { ofName: number; strength: number; matched: number } | undefined,
  link: { ofName: number; strength: number; matched: number },
): boolean {
  return other !== undefined && other.ofName * other.matched >= link.ofName * link.matched && other.ofName >= link.ofName;
}

/** The programme has something on it, found by the words of its texts. */
function aboutSessions({ asked, context }: Frame): boolean {
  const topic = topicOf(asked, [], STOP_WORDS);
  return onProgramme(topic, { context }) || topic.split(' ').some((word) => word.length > 3 && onProgramme(word, { context }, PLAINLY));
}

/** One word of several has to be there as it is. */
export const PLAINLY = 0.9;

export function onProgramme(topic: string, { context }: Pick<Frame, 'context'>, least = 0.6): boolean {
  const hit = topic === '' ? undefined : context.know.index.search(topic, { kinds: ['session'], limit: 1 })[0];
  return hit !== undefined && hit.confidence >= least;
}

/** Where sessions could be; "the lift talk" is not one in the lift. */
export function isRoom(placeId: string, { context, text }: Frame): boolean {
  const kind = context.know.places.get(placeId)?.kind;
  return kind === 'room' || kind === 'hall' || /\b(in|at|on|im|in der|auf)\b/.test(text);
}

export function hasSessions(placeId: string, { context }: Frame): boolean {
  return context.know.venue.sessions.some((session) => session.roomId === placeId);
}

/** "What time is Elon Musk speaking": somebody is asked for who is not here. */
export function speaksUnknown({ heard, targets }: Frame): boolean {
  return heard('speak') && !heard('talk') && (heard('when') || heard('where')) && targets.best.size === 0 && targets.category === null;
}
