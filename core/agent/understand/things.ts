import { addMinutes } from '../../tools/local-time.ts';
import type { ToolCall } from '../../tools/registry.ts';
import type { Thing } from '../dialogue.ts';
import type { Aspect, Reading } from '../reading.ts';
import type { Frame } from './frame.ts';

/** How long something is on, not how far it is. */
const LASTS = /\b(dauert|dauern|wie lange (geht|lauft)|how long (is|does|will) (the|it|this|that)?.*\b(last|take|run|go on))\b/;

/** The call that answers one side of one thing. */
export function callForThing(thing: Thing, aspect: Aspect, frame: Frame): Reading {
  const lasts = thing.kind === 'session' && aspect === 'far' && LASTS.test(frame.text);
  return { kind: 'call', calls: callsFor(thing, aspect, frame), aspect: lasts ? 'duration' : aspect };
}

function callsFor(thing: Thing, aspect: Aspect, frame: Frame): ToolCall[] {
  const { context } = frame;
  const stepFree = frame.heard('stepFree') || context.preferences.stepFree;
  const way = (to: string): ToolCall => ({ name: 'directions', input: { to, ...(stepFree ? { stepFree } : {}) } });
  switch (thing.kind) {
    case 'place':
      return [placeCall(thing.id, aspect, frame, way)];
    case 'session': {
      const room = context.know.sessions.get(thing.id)?.roomId;
      if ((aspect === 'way' || (aspect === 'far' && !LASTS.test(frame.text))) && room !== null && room !== undefined) return [way(room)];
      return [{ name: 'session_details', input: { session: thing.id } }];
    }
    case 'person':
      return [{ name: 'find_people', input: { person: thing.id } }];
    case 'exhibitor': {
      const placeId = context.know.exhibitors.get(thing.id)?.placeId;
      if (aspect === 'way' || aspect === 'far') return [way(placeId ?? thing.id)];
      if (aspect === 'hours' || aspect === 'open' || aspect === 'opens' || aspect === 'closes')
        return placeId === undefined ? [{ name: 'exhibitors', input: { exhibitor: thing.id } }] : [hours(placeId, frame)];
      return [{ name: 'exhibitors', input: { exhibitor: thing.id } }];
    }
    case 'dish':
      return [{ name: 'menu', input: { dish: thing.id } }];
    case 'service': {
      const placeId = context.know.services.get(thing.id)?.placeId;
      if ((aspect === 'way' || aspect === 'far') && placeId !== undefined) return [way(placeId)];
      if (aspect === 'hours' || aspect === 'open' || aspect === 'opens' || aspect === 'closes') return [hours(thing.id, frame)];
      return [
        { name: 'service_info', input: { service: thing.id, ...(aspect === 'price' ? { who: frame.percept.words.join(' ') } : {}) } },
      ];
    }
  }
}

function placeCall(id: string, aspect: Aspect, frame: Frame, way: (to: string) => ToolCall): ToolCall {
  switch (aspect) {
    case 'hours':
    case 'opens':
    case 'closes':
    case 'open':
      return hours(id, frame);
    case 'menu':
    case 'price':
    case 'allergens':
      return menuOf(id, frame);
    case 'list':
    case 'count':
    case 'who':
      return { name: 'whats_on', input: { roomId: id, ...timeInput(frame) } };
    case 'when':
      return hours(id, frame);
    default:
      return way(id);
  }
}

export function hours(place: string, { when, context }: Frame): ToolCall {
  if (when?.kind !== 'range') return { name: 'opening_hours', input: { place } };
  const date = when.from.slice(0, 10);
  if (when.said === 'day')
    return { name: 'opening_hours', input: { place, date, at: date === context.now.slice(0, 10) ? context.now : `${date}T12:00` } };
  // A part of the day is open or not by its middle: a pool that opens at half past six is open in the morning.
  const at = when.said === 'part' ? middle(when.from, when.to) : when.said === 'before' ? when.to : when.from;
  return { name: 'opening_hours', input: { place, date, at } };
}

export function menuOf(place: string, { diets, avoid }: Frame): ToolCall {
  return {
    name: 'menu',
    input: { place, ...(diets.length > 0 ? { diets: [...diets] } : {}), ...(avoid.length > 0 ? { avoid: [...avoid] } : {}) },
  };
}

/** The time of a question as whats_on takes it; "today" leaves out what is over. */
export function timeInput({ when, context }: Frame): { at?: 'now' | 'next'; from?: string; to?: string; startsWithin?: boolean } {
  if (when === null) return {};
  if (when.kind !== 'range') return { at: when.kind };
  const today = when.from.slice(0, 10) === context.now.slice(0, 10);
  const from =
    today && when.said !== 'moment' && when.said !== 'after' && when.from < context.now && when.to > context.now ? context.now : when.from;
  return {
    from,
    to: when.to,
    ...(startsThen(when.said, from > context.now) ? { startsWithin: true } : {}),
  };
}

/** The time of a question for a number, the first or the longest: what is over today counts. */
export function wholeTime(frame: Frame): ReturnType<typeof timeInput> {
  const { when } = frame;
  if (when?.kind !== 'range') return timeInput(frame);
  const starting = when.said === 'day' || when.said === 'part' || startsThen(when.said, false);
  return { from: when.from, to: when.to, ...(starting ? { startsWithin: true } : {}) };
}

/** A coming day or part of it means what begins then; today and a moment mean what is running as well. */
function startsThen(said: string, coming: boolean): boolean {
  return said === 'after' || said === 'between' || (coming && (said === 'part' || said === 'day'));
}

function middle(from: string, to: string): string {
  return addMinutes(from, Math.round((Date.parse(`${to}:00Z`) - Date.parse(`${from}:00Z`)) / 120_000));
}
