import type { EntityKind } from '../../tools/knowledge.ts';
import { addMinutes } from '../../tools/local-time.ts';
import type { WhatsOnInput } from '../../tools/whats-on.ts';
import { STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import type { Link } from '../../venue/search/linker.ts';
import type { Aspect, Reading } from '../reading.ts';
import { isAsking } from './asking-words.ts';
import { hasSessions, isRoom, onProgramme, PLAINLY } from './asks-programme.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { languageIn } from './languages/tell-language.ts';
import { sessionWishes } from './session-wishes.ts';
import { placeOf, topicOf } from './targets.ts';
import { timeInput, wholeTime } from './things.ts';

/** A question for sessions: in a room, on a topic or track, of a sort, in a language, at a time. */
export function listSessions(frame: Frame): Reading | null {
  const { heard, targets, context, asked } = frame;
  const { know } = context;
  const place = targets.best.get('place');
  const kind = kindIn(frame);
  const onlyKind = place !== undefined && kind !== null && asked.slice(place.from, place.to).every((word) => word.startsWith(kind));
  const room =
    place !== undefined && !onlyKind && (hasSessions(place.id, frame) || (place.ofName >= 0.7 && isRoom(place.id, frame)))
      ? placeOf(place, know)
      : null;
  const track = trackOf(frame, room === null ? undefined : place);
  const tracks = track === undefined ? [] : (targets.tied.get('track') ?? []).map(({ id }) => id);
  const floor = targets.best.get('floor');
  const person = personBeside(frame);
  const organisation = person === undefined ? organisationIn(frame) : undefined;
  const wishes = sessionWishes(frame.text, know);
  const named = [room === null ? undefined : place, track, floor, person, organisation];
  const topic = topicOf(frame.asked, named, new Set([...topicStops(kind, frame.text), ...wishes.words]));
  const language = languageIn(frame.text);
  const content = topic
    .split(' ')
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word) && (language === null || !LANGUAGE_NAMES.test(word)))
    .flatMap((word) => decompound(word, context.know));
  // "Accessibility for blind people": what of it the programme has something on.
  const known =
    content.length < 2 || onProgramme(content.join(' '), frame) ? content : content.filter((word) => onProgramme(word, frame, PLAINLY));
  const narrowed = known.length > 0 && known.length < content.length;
  const subject = narrowed ? known : content;
  const order = orderIn(frame);
  const overall = (heard('count') && !STILL.test(frame.text)) || order.order !== undefined || wishes.input.length !== undefined;
  const left = frame.when === null && STILL.test(frame.text);
  const time = left ? { from: context.now, to: addMinutes(context.now, AHEAD_MIN) } : overall ? wholeTime(frame) : timeInput(frame);
  const input: WhatsOnInput = {
    ...time,
    ...order,
    ...wishes.input,
    ...(wishes.wholeEvent && order.order !== undefined ? { wholeEvent: true } : {}),
    ...(person === undefined ? {} : { personId: person.id }),
    ...(organisation === undefined ? {} : { organisation: organisation.id }),
    ...(room === null ? {} : { roomId: room.id }),
    ...(track === undefined ? {} : tracks.length > 1 ? { tracks } : { track: track.id }),
    ...(floor === undefined ? {} : { floorId: floor.id }),
    ...(kind === null ? {} : { kind }),
    ...(language === null ? {} : { language }),
    ...(kind === null && TALKS.test(frame.text) ? { talksOnly: true } : {}),
    ...(subject.length === 0 ? {} : { topic: subject.join(' ') }),
    ...(narrowed ? { partOfTopic: true } : {}),
  };
  const one = heard('about') && kind !== null && content.length === 0 ? theOne(frame, kind, room?.id) : null;
  if (one !== null) return one;
  const whole = Object.keys(input).filter((key) => key !== 'talksOnly' && key !== 'wholeEvent').length === 0;
  const aspect: Aspect = heard('count')
    ? 'count'
    : heard('speaker') || heard('who') || organisation !== undefined
      ? 'who'
      : aspectIn(frame) === 'where'
        ? 'where'
        : 'list';
  if (whole && aspect === 'count') return { kind: 'call', calls: [{ name: 'whats_on', input }], aspect };
  if (whole && !heard('programme') && !heard('talk')) return null;
  if (subject.length > 0 && !onProgramme(subject.join(' '), frame) && !heard('talk') && !heard('programme')) return null;
  // "what's on" with no time means now; a topic or a room without one means the whole programme still to come.
  const calls = [{ name: 'whats_on' as const, input: whole ? { at: 'now' as const } : input }];
  return { kind: 'call', calls, aspect };
}

/** "The systemd keynote by Poettering": who, beside what. */
function personBeside({ targets }: Frame): Link<EntityKind> | undefined {
  const person = targets.best.get('person');
  return person !== undefined && person.ofName >= 0.9 && (targets.tied.get('person') ?? []).length === 1 ? person : undefined;
}

/** Where speakers come from, said as that: "by Google", "people from the New York Times". */
function organisationIn({ targets, text }: Frame): Link<EntityKind> | undefined {
  const link = targets.best.get('organisation');
  if (link !== undefined && link.ofName >= 0.97 && /\b(give|gives|speak|speaks|talk|talks|present|presents|halt|spricht)\b/.test(text))
    return link;
  return link !== undefined && /\b(from|by|of|at|with|people|folks|speakers?|von|aus|bei|leute)\b/.test(text) ? link : undefined;
}

/** A room's name in a track's name ("Main Track - Janson") means the room. */
function trackOf(frame: Frame, room: Link<EntityKind> | undefined): Link<EntityKind> | undefined {
  const track = frame.targets.best.get('track') ?? trackIn(frame);
  if (track === undefined || room === undefined) return track;
  const own = new Set(foldedWords(track.name));
  const sharesName = foldedWords(room.name).every((word) => own.has(word)) && !/\b(track|devroom|reihe)\b/.test(frame.text);
  return sharesName || (track.from >= room.from && track.to <= room.to) ? undefined : track;
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

export function orderIn({ heard, when, text }: Frame): { order?: 'first' | 'last' } {
  if (when?.kind === 'next') return {};
  if (heard('last') && !/\blast night\b/.test(text)) return { order: 'last' };
  return heard('first') ? { order: 'first' } : {};
}

/** As far as anybody asks what is left. */
const AHEAD_MIN = 30 * 1440;

const STILL = /\b(left|remaining|remain|still|to go|noch|ubrig|verbleibend\w*)\b/;

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
  const named = (word: string | undefined) => context.know.tracks.find((track) => foldedWords(track).join(' ') === word);
  const at = asked.findIndex(
    (word, index) => /^(devroom|track|stream|reihe|room|raum)s?$/.test(word) && named(asked[index - 1]) !== undefined,
  );
  const name = at < 1 ? undefined : named(asked[at - 1]);
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

function topicStops(kind: string | null, text: string): ReadonlySet<string> {
  const said =
    KINDS.find(([own]) => own === kind)?.[1]
      .exec(text)?.[0]
      .split(' ') ?? [];
  return kind === null ? new Set() : new Set([kind, `${kind}s`, ...said]);
}
