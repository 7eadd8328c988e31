import { STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { thingOf } from './frame.ts';
import { serviceNeeded } from './service-needs.ts';
import { topicOf } from './targets.ts';
import { callForThing } from './things.ts';

/** Things staff do for a guest: asked for ("bring me two towels") or asked about ("what does laundry cost"). */
export function readService(frame: Frame, want: 'request' | 'info'): Reading | null {
  const { heard, targets, context } = frame;
  const needed = want === 'request' && !asksFirst(frame) ? serviceNeeded(frame) : null;
  if (needed !== null) return requestOf(needed.id, frame);
  const link = targets.best.get('service');
  if (link === undefined) {
    const all = want === 'info' && heard('service') && [...targets.best.keys()].every((kind) => kind === 'track');
    return all && context.know.venue.services.length > 0
      ? { kind: 'call', calls: [{ name: 'service_info', input: {} }], aspect: 'list' }
      : null;
  }
  const service = context.know.services.get(link.id);
  const place = targets.best.get('place');
  if (
    service === undefined ||
    (want === 'info' && place !== undefined && place.ofName >= 0.9 && place.strength > link.strength && place.matched >= link.matched)
  )
    return null;
  const aspect = aspectIn(frame);
  const onlyAsks = aspect !== null && aspect !== 'menu' && aspect !== 'about';
  if (want === 'request') {
    if (!service.requestable || onlyAsks || !asksFor(frame)) return null;
    return requestOf(link.id, frame);
  }
  const thing = thingOf(link, frame);
  return thing === null ? null : callForThing(thing, aspect ?? 'info', frame);
}

function requestOf(service: string, { input }: Frame): Reading {
  return { kind: 'call', calls: [{ name: 'hotel_service', input: { service, detail: input.text.slice(0, 500) } }], aspect: 'info' };
}

const BROKEN = /\b(broken|not work|not working|does not work|leaking|leaks|kaputt|defekt|geht nicht|funktioniert nicht|tropft)\b/;

/** "There are no towels left", "taxi, now!": what is missing is asked for, and so is what is wanted at once. */
const MISSING =
  /\b(out of|no more|run out|ran out|without any|missing|(there (is|are)|have|has|got|are|is) no|(ist|sind|haben|hat|gibt es) keine?n?|fehlt|fehlen|nicht genug|not enough)\b/;
const AT_ONCE = /\b(now|quick|quickly|asap|immediately|straight away|right away|hurry|urgent(ly)?|sofort|schnell|jetzt|dringend)\b/;

/** "I need a taxi" asks for one; "do you have a laundry service" asks about it. */
function asksFor(frame: Frame): boolean {
  const { heard, text, targets, asked } = frame;
  if (asksFirst(frame)) return false;
  const { matched = 0, from = 0, to = 0 } = targets.best.get('service') ?? {};
  if (MISSING.test(text) || (AT_ONCE.test(text) && asked.length - (to - from) <= 2)) return true;
  return heard('request') || (BROKEN.test(text) && (matched > 1 || /\b(room|zimmer|bathroom|bad)\b/.test(text)));
}

function asksFirst({ text }: Frame): boolean {
  return /^(do you (have|offer)|is there|are there (?!no\b)|what|how|gibt es|haben sie|bietet|was|wie|where|wo|when|wann|does|is)\b/.test(
    text,
  );
}

function hasExhibitors(placeId: string, { context }: Frame): boolean {
  return context.know.venue.exhibitors.some((exhibitor) => exhibitor.placeId === placeId);
}

/** An exhibitor by name or stand, or those who offer something. */
export function readExhibitor(frame: Frame): Reading | null {
  const { heard, targets, context } = frame;
  const link = targets.best.get('exhibitor');
  const place = targets.best.get('place');
  if (
    link !== undefined &&
    !(
      place !== undefined &&
      place.ofName >= link.ofName &&
      place.strength > link.strength &&
      context.know.places.get(place.id)?.kind !== 'stand'
    )
  ) {
    const tied = targets.tied.get('exhibitor') ?? [];
    if (tied.length > 1) return tied.length <= 12 ? askWhich(link, tied, frame) : null;
    const thing = thingOf(link, frame);
    return thing === null ? null : callForThing(thing, aspectIn(frame) ?? 'info', frame);
  }
  if (!heard('exhibitor') || context.know.venue.exhibitors.length === 0) return null;
  const hall = place !== undefined && place.ofName >= 0.7 && hasExhibitors(place.id, frame) ? place : undefined;
  const topic = topicOf(frame.asked, [hall], new Set())
    .split(' ')
    .filter((word) => word.length > 2 && !STOP_WORDS.has(word))
    .join(' ');
  return {
    kind: 'call',
    calls: [
      { name: 'exhibitors', input: { ...(topic === '' ? {} : { about: topic }), ...(hall === undefined ? {} : { place: hall.id }) } },
    ],
    aspect: heard('count') ? 'count' : 'list',
  };
}
