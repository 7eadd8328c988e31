import type { EntityKind } from '../../tools/knowledge.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Link } from '../../venue/search/linker.ts';
import type { Aspect, Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { speaksUnknown } from './asks-programme.ts';
import { aspectIn } from './aspect.ts';
import { type Frame, thingOf } from './frame.ts';
import { listSessions, orderIn } from './list-sessions.ts';
import { readRole } from './read-role.ts';
import { topicOf } from './targets.ts';
import { callForThing, timeInput, wholeTime } from './things.ts';
import { unknownPerson } from './unknown-person.ts';

export function readProgramme(frame: Frame): Reading | null {
  const { heard, targets, context } = frame;
  const person = targets.best.get('person');
  const session = targets.best.get('session');
  const listing =
    heard('count') ||
    heard('first') ||
    heard('last') ||
    /\b(talks|sessions|workshops|keynotes|panels|events|vortrage|veranstaltungen|which (talk|session)|all the|welche (vortrage|sessions))\b/.test(
      frame.text,
    );
  // A house without a programme shows what it has all the same: "the next demonstration of the Tesla coil".
  const shown = targets.best.get('place');
  if (context.know.venue.sessions.length === 0 && shown !== undefined && (shown.ofName >= 0.5 || shown.matched > 1))
    return callForThing(
      { kind: 'place', id: shown.id, name: shown.name },
      aspectIn(frame) ?? (heard('when') || frame.when !== null ? 'when' : 'info'),
      frame,
    );
  const role = readRole(frame);
  if (role !== null) return role;
  const stranger = unknownPerson(frame);
  if (stranger !== null && context.know.venue.speakers.length === 0 && context.know.venue.exhibitors.length > 0)
    return { kind: 'call', calls: [{ name: 'exhibitors', input: { exhibitor: stranger } }], aspect: 'exists' };
  if (stranger !== null) return { kind: 'call', calls: [{ name: 'find_people', input: { person: stranger } }], aspect: 'who' };
  const within =
    person !== undefined &&
    session !== undefined &&
    session.from <= person.from &&
    session.to >= person.to &&
    session.matched > person.matched;
  if (person !== undefined && !within && (session === undefined || session.ofName < 0.8 || session.strength < person.strength)) {
    const read = readPerson(frame, listing);
    if (read !== null) return read;
  }
  if (session !== undefined && !listing && (session.ofName >= 0.6 || session.matched >= 2) && !isKindOnly(session.name, frame)) {
    const tied = targets.tied.get('session') ?? [];
    if (tied.length > 1 && session.ofName >= 0.6)
      return (
        sameTitle(
          frame,
          tied.map((link) => link.id),
        ) ?? askWhich(session, tied, frame)
      );
    const thing = thingOf(session, frame);
    if (thing !== null && (session.ofName >= 0.75 || session.matched >= 3 || tied.length === 1)) {
      const speakers = context.know.sessions.get(thing.id)?.speakerIds ?? [];
      // Somebody else was taken to speak there.
      const mistaken = person !== undefined && person.ofName >= 0.9 && !speakers.includes(person.id);
      return callForThing(thing, mistaken ? 'who' : besideTitle(sessionAspect(frame), thing.name, frame), frame);
    }
  }
  if (speaksUnknown(frame)) {
    const person = topicOf(frame.asked, [], STOP_WORDS);
    if (person !== '') return { kind: 'call', calls: [{ name: 'find_people', input: { person } }], aspect: 'when' };
  }
  return listSessions(frame);
}

/** Several sittings of one talk are a list, not a doubt. */
function sameTitle(frame: Frame, ids: readonly string[]): Reading | null {
  const titles = new Set(ids.map((id) => JSON.stringify(frame.context.know.sessions.get(id)?.title)));
  return titles.size === 1 && ids.length <= 60
    ? { kind: 'call', calls: [{ name: 'whats_on', input: { sessionIds: [...ids], ...timeInput(frame) } }], aspect: 'list' }
    : null;
}

function readPerson(frame: Frame, listing: boolean): Reading | null {
  const { targets } = frame;
  const person = targets.best.get('person');
  if (person === undefined) return null;
  const tied = targets.tied.get('person') ?? [];
  const meant = tied.length > 1 ? ofTopic(tied, frame) : null;
  if (meant !== null)
    return { kind: 'call', calls: [{ name: 'session_details', input: { session: meant } }], aspect: sessionAspect(frame) };
  if (tied.length > 1) return tied.length > 40 ? null : askWhich(person, tied, frame);
  const others = frame.when !== null || listing;
  if (others && !frame.heard('count'))
    return {
      kind: 'call',
      calls: [{ name: 'whats_on', input: { personId: person.id, ...timeInput(frame), ...orderIn(frame) } }],
      aspect: 'list',
    };
  if (frame.heard('count'))
    return { kind: 'call', calls: [{ name: 'whats_on', input: { personId: person.id, ...wholeTime(frame) } }], aspect: 'count' };
  const about = besides(frame, person);
  if (about !== '') {
    const hit = sessionsOf(person.id, about, frame);
    if (hit !== null) return { kind: 'call', calls: [{ name: 'session_details', input: { session: hit } }], aspect: sessionAspect(frame) };
  }
  const aspect = aspectIn(frame);
  return { kind: 'call', calls: [{ name: 'find_people', input: { person: person.id } }], aspect: aspect ?? 'who' };
}

/** Of several of one name, the one whose session is about what else was said: its session. */
function ofTopic(tied: readonly Link<EntityKind>[], frame: Frame): string | null {
  const [first] = tied;
  const about = first === undefined ? '' : besides(frame, first);
  if (about === '') return null;
  const own = new Set(tied.flatMap(({ id }) => frame.context.know.sessionsOf(id).map((session) => session.id)));
  const hits = about
    .split(' ')
    .flatMap((word) => frame.context.know.index.search(word, { kinds: ['session'], limit: 20, now: frame.context.now }));
  return hits.find(({ id, confidence }) => own.has(id) && confidence >= 0.6)?.id ?? null;
}

/** What else is said of somebody's talk: "the systemd keynote by Poettering". */
function besides({ asked }: Frame, person: Link<EntityKind>): string {
  return topicOf(asked, [person], new Set([...STOP_WORDS, ...PLAIN_WORDS]));
}

/** The one of their sessions that is about it. */
function sessionsOf(personId: string, about: string, { context }: Frame): string | null {
  const own = new Set(context.know.sessionsOf(personId).map(({ id }) => id));
  const hits = context.know.index.search(about, { kinds: ['session'], limit: 60, now: context.now });
  return own.size < 2 ? null : (hits.find(({ id, confidence }) => own.has(id) && confidence >= 0.5)?.id ?? null);
}

function sessionAspect(frame: Frame): Aspect {
  const aspect = aspectIn(frame);
  if (aspect === 'closes' || aspect === 'hours') return frame.heard('closes') ? 'ends' : 'when';
  if (aspect === 'opens' || aspect === 'open') return 'when';
  return aspect ?? (frame.heard('programme') ? 'when' : 'info');
}

/** The "closing" of "Closing panel" asks for no end. */
function besideTitle(aspect: Aspect, title: string, { heard, text }: Frame): Aspect {
  const own = /\b(clos|open|end|fin)\p{L}*/iu.exec(title)?.[0].toLowerCase();
  const asks = own === undefined ? text : text.replaceAll(own, ' ');
  if (own === undefined || !['ends', 'closes', 'when', 'open', 'opens'].includes(aspect)) return aspect;
  if (/\b(end|ends|finish\w*|until|till|bis|endet)\b/.test(asks)) return 'ends';
  return heard('where') ? 'where' : heard('who') ? 'who' : aspect === 'ends' || aspect === 'closes' ? 'when' : aspect;
}

/** "the keynote" or "a workshop" is a sort of session when there is more than one of it. */
function isKindOnly(title: string, { context, text }: Frame): boolean {
  const kinds = new Set(context.know.venue.sessions.flatMap((session) => session.kind?.toLowerCase() ?? []));
  return (
    kinds.has(title.toLowerCase()) &&
    text.includes(title.toLowerCase()) &&
    context.know.venue.sessions.filter((s) => s.kind?.toLowerCase() === title.toLowerCase()).length > 1
  );
}
