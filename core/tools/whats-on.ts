import { z } from 'zod';
import { localDateTimeSchema, type SessionView } from '../contract/index.ts';
import type { Session } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { byLength, byOrder, SUITED, SUITED_TO } from './session-filters.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { placeName, sessionView } from './views.ts';

export const whatsOnInput = z.object({
  at: z.enum(['now', 'next']).optional().describe('"now": running at this moment; "next": what starts next'),
  from: localDateTimeSchema.optional().describe('Sessions that run within from..to, venue wall clock'),
  to: localDateTimeSchema.optional(),
  startsWithin: z.boolean().optional().describe('Only sessions that start within from..to (default: that overlap it)'),
  roomId: z.string().optional(),
  room: z.string().max(200).optional().describe('Name of a room, when its id is not known'),
  floorId: z.string().optional(),
  track: z.string().max(200).optional(),
  tracks: z.array(z.string()).max(20).optional().describe('Any of these tracks'),
  topic: z.string().max(200).optional().describe('What it should be about, in the guest’s words'),
  partOfTopic: z.boolean().optional().describe('The topic is only a part of what was asked for'),
  personId: z.string().optional(),
  speaker: z.string().max(200).optional().describe('Name of a speaker, when the id is not known'),
  kind: z.string().max(60).optional().describe('"keynote", "workshop", "panel", …'),
  language: z.string().max(20).optional(),
  suitedTo: z.enum(SUITED_TO).optional().describe('Level or audience the programme marks them for'),
  organisation: z.string().max(200).optional().describe('Only with a speaker of this organisation'),
  length: z.enum(['longest', 'shortest']).optional(),
  wholeEvent: z.boolean().optional().describe('First or last of the whole event rather than of today'),
  order: z.enum(['first', 'last']).optional().describe('Only the earliest or the latest of them'),
  sessionIds: z.array(z.string()).max(60).optional(),
  talksOnly: z.boolean().optional().describe('Leaves out breaks, meals and social events'),
  aside: z.array(z.string()).max(10).optional().describe('Ids of sessions to leave out'),
});
export type WhatsOnInput = z.infer<typeof whatsOnInput>;

export interface WhatsOnData {
  readonly sessions: readonly SessionView[];
  readonly total: number;
  readonly input: WhatsOnInput;
  readonly roomName: string | undefined;
  readonly personName: string | undefined;
  readonly floorName: string | undefined;
  /** Nothing at the time asked for; the nearest that fit otherwise. */
  readonly instead: 'later' | 'earlier' | 'elsewhere' | null;
  /** The venue has no programme at all. */
  readonly noProgramme: boolean;
}

const SHOWN = 12;
/** Kinds of entries that nobody calls a talk. */
const BESIDE = /^(break|social|meet-?up|meal|lunch|dinner|breakfast|coffee|catering|registration|party|networking|pause|service)/i;

export const whatsOn = defineTool({
  name: 'whats_on',
  description:
    'Sessions of the programme (talks, workshops, keynotes, shows) now, next, within a time, in a room, on a track or topic, by a speaker; also counts them and finds the first or last.',
  input: whatsOnInput,
  effect: 'none',
  run(context, asked) {
    const input = resolveNames(asked, context);
    const ranked = fittingAll(input, context);
    const timed = pick(inTime(ranked, input, context), input, context);
    const instead = timed.length > 0 ? null : (nearest(ranked, input, context) ?? elsewhere(input, context));
    const chosen = instead?.sessions ?? timed;
    const views = chosen.slice(0, SHOWN).map((session) => sessionView(session, context));
    const room = input.roomId === undefined ? undefined : context.know.places.get(input.roomId);
    const data: WhatsOnData = {
      sessions: views,
      total: chosen.length,
      input,
      roomName: room === undefined ? undefined : placeName(room, context),
      personName: input.personId === undefined ? undefined : context.know.people.get(input.personId)?.name,
      floorName: input.floorId === undefined ? undefined : textIn(context.know.floors.get(input.floorId)?.name, context.locale),
      instead: instead?.how ?? null,
      noProgramme: context.know.venue.sessions.length === 0,
    };
    return { found: timed.length > 0, data, cards: cardsOf(views, chosen.length, context) };
  },
});

function fittingAll(input: WhatsOnInput, context: ToolContext): readonly Session[] {
  const fitting = context.know.index.programme.list({ includeCancelled: true }).filter(about(input, context));
  return input.topic === undefined ? fitting : onTopic(fitting, input.topic, context);
}

/** A model gives names; the planner without one gives ids. */
function resolveNames(input: WhatsOnInput, { know }: ToolContext): WhatsOnInput {
  const best = (name: string, kind: 'place' | 'person') => {
    const link = know.names.link(foldedWords(name), new Set([kind]))[0];
    return link !== undefined && link.ofName >= 0.6 ? link.id : undefined;
  };
  const roomId = input.roomId ?? (input.room === undefined ? undefined : best(input.room, 'place'));
  const personId = input.personId ?? (input.speaker === undefined ? undefined : best(input.speaker, 'person'));
  return { ...input, ...(roomId === undefined ? {} : { roomId }), ...(personId === undefined ? {} : { personId }) };
}

function about(input: WhatsOnInput, { know }: ToolContext): (session: Session) => boolean {
  const track = input.track?.toLowerCase();
  const kind = input.kind?.toLowerCase();
  const ids = input.sessionIds === undefined ? null : new Set(input.sessionIds);
  return (session) =>
    (ids === null || ids.has(session.id)) &&
    (input.aside === undefined || !input.aside.includes(session.id)) &&
    (input.roomId === undefined || session.roomId === input.roomId) &&
    (input.floorId === undefined || know.places.get(session.roomId ?? '')?.floorId === input.floorId) &&
    (track === undefined || session.track?.toLowerCase() === track) &&
    (input.tracks === undefined || input.tracks.includes(session.track ?? '')) &&
    (kind === undefined || isOfKind(session, kind)) &&
    (input.talksOnly !== true || !BESIDE.test(session.kind ?? '')) &&
    (input.personId === undefined || session.speakerIds.includes(input.personId)) &&
    (input.suitedTo === undefined || SUITED[input.suitedTo](session)) &&
    (input.organisation === undefined ||
      session.speakerIds.some((id) => know.people.get(id)?.organisation?.toLowerCase() === input.organisation?.toLowerCase())) &&
    (input.language === undefined ||
      session.language === undefined ||
      session.language.toLowerCase().startsWith(input.language.toLowerCase()));
}

function isOfKind(session: Session, kind: string): boolean {
  const titles = typeof session.title === 'string' ? session.title : Object.values(session.title).join(' ');
  return (
    session.kind?.toLowerCase().includes(kind) === true ||
    session.tags.some((tag) => tag.toLowerCase() === kind) ||
    titles.toLowerCase().includes(kind)
  );
}

/** A session found this surely is about the topic, even if another has it in its title. */
const PLAINLY_ABOUT = 0.75;

/** Those that are about it; the most fitting one decides how well the others must fit. */
function onTopic(sessions: readonly Session[], topic: string, { know }: ToolContext): Session[] {
  const allowed = new Set(sessions.map((session) => session.id));
  const fitting = know.index.search(topic, { kinds: ['session'], limit: 200 }).filter((hit) => allowed.has(hit.id));
  const top = fitting[0];
  if (top === undefined) return [];
  const least = Math.min(top.confidence - 0.12, PLAINLY_ABOUT);
  const kept = new Set(fitting.filter((hit) => hit.confidence >= least).map((hit) => hit.id));
  return sessions.filter((session) => kept.has(session.id));
}

function inTime(sessions: readonly Session[], input: WhatsOnInput, { now }: ToolContext): Session[] {
  if (input.at === 'now') return sessions.filter((session) => session.startsAt <= now && session.endsAt > now);
  if (input.at === 'next') {
    const coming = sessions.filter((session) => session.startsAt > now && session.status === 'scheduled');
    const first = coming[0];
    return first === undefined ? [] : coming.filter((session) => session.startsAt === first.startsAt);
  }
  const { from, to } = input;
  const running = sessions.filter(
    (session) =>
      (from === undefined || (input.startsWithin === true ? session.startsAt >= from : session.endsAt > from)) &&
      (to === undefined || session.startsAt < to),
  );
  // Asked for a moment, what starts then is meant before what runs already.
  const starting = running.filter((session) => session.startsAt === from);
  return [...starting, ...running.filter((session) => session.startsAt !== from)];
}

function pick(sessions: Session[], { order, length, from, wholeEvent }: WhatsOnInput, { now }: ToolContext): Session[] {
  if (sessions.length === 0) return sessions;
  if (length !== undefined) return byLength(sessions, length);
  if (order !== undefined) return byOrder(sessions, order, now, from !== undefined || wholeEvent === true);
  if (from !== undefined) return sessions;
  // What is over comes after what can still be seen.
  return [...sessions.filter((session) => session.endsAt > now), ...sessions.filter((session) => session.endsAt <= now)];
}

function nearest(sessions: readonly Session[], input: WhatsOnInput, { now }: ToolContext) {
  if (input.at === undefined && input.from === undefined && input.to === undefined) return null;
  const after = input.from ?? now;
  const later = sessions.filter((session) => session.startsAt >= after && session.startsAt >= now);
  const first = later[0];
  if (first !== undefined) {
    return { how: 'later' as const, sessions: later.filter((session) => session.startsAt === first.startsAt).slice(0, SHOWN) };
  }
  const last = sessions.at(-1);
  const narrowed = input.roomId ?? input.personId ?? input.topic ?? input.track ?? input.kind;
  return last === undefined || narrowed === undefined ? null : { how: 'earlier' as const, sessions: [last] };
}

/** Said of a topic where or by whom it is not: the topic itself, wherever it is. */
function elsewhere(input: WhatsOnInput, context: ToolContext) {
  const { roomId, floorId, track, tracks: _tracks, personId, organisation, room: _room, speaker: _speaker, ...rest } = input;
  if (input.topic === undefined || (roomId ?? floorId ?? track ?? personId ?? organisation) === undefined) return null;
  const sessions = pick(inTime(fittingAll(rest, context), rest, context), rest, context);
  return sessions.length === 0 ? null : { how: 'elsewhere' as const, sessions: sessions.slice(0, SHOWN) };
}

function cardsOf(views: readonly SessionView[], total: number, { ids, t }: ToolContext) {
  const first = views[0];
  if (first === undefined) return [];
  if (views.length === 1) return [{ id: ids.next(), kind: 'session' as const, session: first }];
  return [{ id: ids.next(), kind: 'sessions' as const, title: t('list.sessions'), sessions: [...views], total }];
}
