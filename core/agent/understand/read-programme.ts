import type { EntityKind } from '../../tools/knowledge.ts';
import { foldedWords } from '../../tools/lexical/fold.ts';
import type { Link } from '../../tools/lexical/linker.ts';
import { STOP_WORDS } from '../../tools/lexical/stop-words.ts';
import type { WhatsOnInput } from '../../tools/whats-on.ts';
import type { Aspect, Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { aspectIn } from './aspect.ts';
import { languageIn } from './cues.ts';
import { type Frame, thingOf } from './frame.ts';
import { isAsking, placeOf, topicOf } from './targets.ts';
import { callForThing, timeInput } from './things.ts';

/** Whether a question is about the programme: its talks, its times, its people. */
export function asksProgramme(frame: Frame): boolean {
  const { heard, targets, when } = frame;
  const session = targets.best.get('session');
  const person = targets.best.get('person');
  const place = targets.best.get('place');
  if (heard('talk') || heard('programme') || heard('speaker')) return true;
  if (speaksUnknown(frame)) return true;
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
    /\b(anything|something|etwas|was) (on|about|to do with|regarding|related to|uber|zu|zum thema|rund um|mit)\b/.test(frame.text) &&
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
  return onProgramme(topicOf(asked, [], new Set()), { context });
}

function onProgramme(topic: string, { context }: Pick<Frame, 'context'>): boolean {
  const hit = topic === '' ? undefined : context.know.index.search(topic, { kinds: ['session'], limit: 1 })[0];
  return hit !== undefined && hit.confidence >= 0.6;
}

/** Where sessions could be; "the lift talk" is not one in the lift. */
function isRoom(placeId: string, { context, text }: Frame): boolean {
  const kind = context.know.places.get(placeId)?.kind;
  return kind === 'room' || kind === 'hall' || /\b(in|at|on|im|in der|auf)\b/.test(text);
}

function hasSessions(placeId: string, { context }: Frame): boolean {
  return context.know.venue.sessions.some((session) => session.roomId === placeId);
}

export function readProgramme(frame: Frame): Reading | null {
  const { heard, targets } = frame;
  const person = targets.best.get('person');
  const session = targets.best.get('session');
  const listing =
    heard('count') ||
    heard('first') ||
    heard('last') ||
    /\b(talks|sessions|workshops|keynotes|panels|events|vortrage|veranstaltungen|which (talk|session)|all the|welche (vortrage|sessions))\b/.test(
      frame.text,
    );
  if (person !== undefined && (session === undefined || session.ofName < 0.8 || session.strength < person.strength)) {
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
    if (thing !== null && (session.ofName >= 0.75 || session.matched >= 3 || tied.length === 1))
      return callForThing(thing, sessionAspect(frame), frame);
  }
  if (speaksUnknown(frame)) {
    const person = topicOf(frame.asked, [], STOP_WORDS);
    if (person !== '') return { kind: 'call', calls: [{ name: 'find_people', input: { person } }], aspect: 'when' };
  }
  return list(frame);
}

/** "What time is Elon Musk speaking": somebody is asked for who is not here. */
function speaksUnknown({ heard, targets }: Frame): boolean {
  return heard('speak') && !heard('talk') && (heard('when') || heard('where')) && targets.best.size === 0 && targets.category === null;
}

/** Several sittings of one talk are a list, not a doubt. */
function sameTitle({ context }: Frame, ids: readonly string[]): Reading | null {
  const titles = new Set(ids.map((id) => JSON.stringify(context.know.sessions.get(id)?.title)));
  return titles.size === 1 && ids.length <= 60
    ? { kind: 'call', calls: [{ name: 'whats_on', input: { sessionIds: [...ids] } }], aspect: 'list' }
    : null;
}

function readPerson(frame: Frame, listing: boolean): Reading | null {
  const { targets } = frame;
  const person = targets.best.get('person');
  if (person === undefined) return null;
  const tied = targets.tied.get('person') ?? [];
  if (tied.length > 1) return tied.length > 40 ? null : askWhich(person, tied, frame);
  const others = frame.when !== null || listing;
  if (others && !frame.heard('count'))
    return {
      kind: 'call',
      calls: [{ name: 'whats_on', input: { personId: person.id, ...timeInput(frame), ...orderIn(frame) } }],
      aspect: 'list',
    };
  if (frame.heard('count'))
    return { kind: 'call', calls: [{ name: 'whats_on', input: { personId: person.id, ...timeInput(frame) } }], aspect: 'count' };
  const aspect = aspectIn(frame);
  return { kind: 'call', calls: [{ name: 'find_people', input: { person: person.id } }], aspect: aspect ?? 'who' };
}

function sessionAspect(frame: Frame): Aspect {
  const aspect = aspectIn(frame);
  if (aspect === 'closes' || aspect === 'hours') return frame.heard('closes') ? 'ends' : 'when';
  if (aspect === 'opens' || aspect === 'open') return 'when';
  return aspect ?? (frame.heard('programme') ? 'when' : 'info');
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

function list(frame: Frame): Reading | null {
  const { heard, targets, context, asked } = frame;
  const { know } = context;
  const place = targets.best.get('place');
  const kind = kindIn(frame);
  const onlyKind = place !== undefined && kind !== null && asked.slice(place.from, place.to).every((word) => word.startsWith(kind));
  const room =
    place !== undefined && !onlyKind && (hasSessions(place.id, frame) || (place.ofName >= 0.7 && isRoom(place.id, frame)))
      ? placeOf(place, know)
      : null;
  const track = targets.best.get('track') ?? trackIn(frame);
  const floor = targets.best.get('floor');
  const topic = topicOf(frame.asked, [room === null ? undefined : place, track, floor], topicStops(kind));
  const language = languageIn(frame.text);
  const content = topic
    .split(' ')
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word) && (language === null || !LANGUAGE_NAMES.test(word)))
    .flatMap((word) => decompound(word, context.know));
  const time = timeInput(frame);
  const input: WhatsOnInput = {
    ...time,
    ...orderIn(frame),
    ...(room === null ? {} : { roomId: room.id }),
    ...(track === undefined ? {} : { track: track.id }),
    ...(floor === undefined ? {} : { floorId: floor.id }),
    ...(kind === null ? {} : { kind }),
    ...(language === null ? {} : { language }),
    ...(kind === null && TALKS.test(frame.text) ? { talksOnly: true } : {}),
    ...(content.length === 0 ? {} : { topic: content.join(' ') }),
  };
  const one = heard('about') && kind !== null && content.length === 0 ? theOne(frame, kind, room?.id) : null;
  if (one !== null) return one;
  const whole = Object.keys(input).filter((key) => key !== 'talksOnly').length === 0;
  const aspect: Aspect = heard('count') ? 'count' : heard('speaker') || heard('who') ? 'who' : 'list';
  if (whole && aspect === 'count') return { kind: 'call', calls: [{ name: 'whats_on', input }], aspect };
  if (whole && !heard('programme') && !heard('talk')) return null;
  if (content.length > 0 && !onProgramme(content.join(' '), frame) && !heard('talk') && !heard('programme')) return null;
  // "what's on" with no time means now; a topic or a room without one means the whole programme still to come.
  const calls = [{ name: 'whats_on' as const, input: whole ? { at: 'now' as const } : input }];
  return { kind: 'call', calls, aspect };
}

const LANGUAGE_NAMES = /^(english|englisch|german|deutsch|french|franzosisch|spanish|spanisch|italian|italienisch|dutch|niederlandisch)$/;

/** "Jazzkonzert" as "jazz": the part that the venue's names know, when the other is a word of asking. */
function decompound(word: string, { names }: Frame['context']['know']): string[] {
  if (word.length < 8 || names.vocabulary.has(word)) return [word];
  for (let at = 3; at <= word.length - 4; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (names.vocabulary.has(head) && (isAsking(tail) || names.vocabulary.has(tail))) return isAsking(tail) ? [head] : [head, tail];
  }
  return [word];
}

/** "What is the keynote about": the one that is on, or comes next, is meant. */
function theOne(frame: Frame, kind: string, roomId: string | undefined): Reading | null {
  const { context, text, when } = frame;
  if (new RegExp(`\\b${kind}s\\b`).test(text)) return null;
  const { from, to } = timeInput(frame);
  const ofKind = context.know.index.programme
    .list()
    .filter((session) => session.kind?.toLowerCase() === kind && (roomId === undefined || session.roomId === roomId))
    .filter(
      (session) => when?.kind !== 'range' || ((from === undefined || session.endsAt > from) && (to === undefined || session.startsAt < to)),
    );
  const session = ofKind.find(({ endsAt }) => endsAt > context.now) ?? ofKind.at(-1);
  return session === undefined
    ? null
    : { kind: 'call', calls: [{ name: 'session_details', input: { session: session.id } }], aspect: 'about' };
}

function orderIn({ heard, when }: Frame): { order?: 'first' | 'last' } {
  if (when?.kind === 'next') return {};
  if (heard('last')) return { order: 'last' };
  return heard('first') ? { order: 'first' } : {};
}

const TALKS = /\b(talks?|lectures?|presentations?|vortrag|vortrage|vortragen)\b/;

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['keynote', /\bkeynotes?\b/],
  ['workshop', /\bworkshops?\b/],
  ['panel', /\b(panels?|podiumsdiskussion(en)?)\b/],
  ['tutorial', /\btutorials?\b/],
  ['concert', /\b(concerts?|konzerte?)\b/],
  ['tour', /\b(tours?|fuhrung(en)?)\b/],
  ['lightning', /\blightning talks?\b/],
  ['social', /\bsocials?\b/],
  ['demo', /\bdemos?\b/],
];

/** "the go devroom": a track whose name is an everyday word, said with what it is. */
function trackIn({ asked, context }: Frame): Link<EntityKind> | undefined {
  const at = asked.findIndex((word, index) => index > 0 && /^(devroom|track|stream|reihe)s?$/.test(word));
  const said = asked[at - 1];
  const name = at < 1 ? undefined : context.know.tracks.find((track) => foldedWords(track).join(' ') === said);
  return name === undefined
    ? undefined
    : { kind: 'track', id: name, name, ofName: 1, ofQuery: 0, strength: 1, matched: 1, from: at - 1, to: at };
}

/** A sort of session, when the programme has that sort. */
function kindIn({ text, context }: Frame): string | null {
  const found = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  if (found === undefined) return null;
  const has = context.know.venue.sessions.some(
    (session) =>
      session.kind?.toLowerCase().includes(found) === true ||
      session.tags.some((tag) => tag.toLowerCase() === found) ||
      JSON.stringify(session.title).toLowerCase().includes(found),
  );
  return has ? found : null;
}

function topicStops(kind: string | null): ReadonlySet<string> {
  return kind === null ? new Set() : new Set([kind, `${kind}s`]);
}
