import { inFocus } from '../dialogue.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';

const AFTER =
  /\b(after (that|this|it|him|her|them)|afterwards?|comes? (next|after)|(what is|who is|and) (next|then)|follow(s|ing|ed)|then what|what then|danach|anschliessend|hinterher|als nachstes)\b/;
const BEFORE = /\b(before (that|this|it|him|her|them)|previous|just before|davor|vorher)\b/;

/** "And what comes after that?": what follows the session just talked about, in its room. */
export function readAfter(frame: Frame): Reading | null {
  const { dialogue, text, percept, context, targets } = frame;
  const before = BEFORE.test(text);
  if (
    percept.words.length > 9 ||
    [...targets.best.values()].some(({ ofName, kind }) => ofName >= 0.75 && kind !== 'track' && !(before && kind === 'place'))
  )
    return null;
  if (!AFTER.test(text) && !before) return null;
  const [first] = dialogue.listed;
  const thing = inFocus(dialogue, 'session') ?? (first?.kind === 'session' ? first : null);
  const session = thing === null ? undefined : context.know.sessions.get(thing.id);
  const room = targets.best.get('place');
  if (before && room !== undefined && room.ofName >= 0.62) return lastIn(room.id, frame);
  if (session === undefined) return null;
  const day = session.startsAt.slice(0, 10);
  const where = session.roomId === null ? {} : { roomId: session.roomId };
  const when = before
    ? { from: `${day}T00:00`, to: session.startsAt, order: 'last' as const }
    : { from: session.endsAt, startsWithin: true, order: 'first' as const };
  const who = percept.heard('who') || percept.heard('speaker');
  return { kind: 'call', calls: [{ name: 'whats_on', input: { ...where, ...when } }], aspect: who ? 'who' : 'list' };
}

/** "What was on in the ballroom before this": the last that is over there. */
function lastIn(roomId: string, { context }: Frame): Reading {
  const { now } = context;
  const running = context.know.venue.sessions.find(
    (session) => session.roomId === roomId && session.startsAt <= now && session.endsAt > now,
  );
  const to = running?.startsAt ?? now;
  return {
    kind: 'call',
    calls: [{ name: 'whats_on', input: { roomId, from: `${to.slice(0, 10)}T00:00`, to, order: 'last' } }],
    aspect: 'list',
  };
}
