import { inFocus } from '../dialogue.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';

const AFTER =
  /\b(after (that|this|it|him|her|them)|afterwards?|comes? (next|after)|(what is|who is|and) (next|then)|follow(s|ing|ed)|then what|what then|danach|anschliessend|hinterher|als nachstes)\b/;
const BEFORE = /\b(before (that|this|it|him|her|them)|previous|just before|davor|vorher)\b/;

/** "And what comes after that?": what follows the session just talked about, in its room. */
export function readAfter(frame: Frame): Reading | null {
  const { dialogue, text, percept, context, targets } = frame;
  if (percept.words.length > 9 || [...targets.best.values()].some(({ ofName, kind }) => ofName >= 0.75 && kind !== 'track')) return null;
  const before = BEFORE.test(text);
  if (!AFTER.test(text) && !before) return null;
  const [first] = dialogue.listed;
  const thing = inFocus(dialogue, 'session') ?? (first?.kind === 'session' ? first : null);
  const session = thing === null ? undefined : context.know.sessions.get(thing.id);
  if (session === undefined) return null;
  const day = session.startsAt.slice(0, 10);
  const where = session.roomId === null ? {} : { roomId: session.roomId };
  const when = before
    ? { from: `${day}T00:00`, to: session.startsAt, order: 'last' as const }
    : { from: session.endsAt, startsWithin: true, order: 'first' as const };
  const who = percept.heard('who') || percept.heard('speaker');
  return { kind: 'call', calls: [{ name: 'whats_on', input: { ...where, ...when } }], aspect: who ? 'who' : 'list' };
}
