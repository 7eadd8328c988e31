import type { Thing } from '../dialogue.ts';
import type { Aspect, Reading } from '../reading.ts';
import type { Frame } from './frame.ts';

/** "Does he have other talks": those of the person, or of the speaker of the session, just talked about. */
export function othersOf({ dialogue, text, context, heard, targets }: Frame): Reading | null {
  if (
    !/\b(he|she|they|his|her|their|er|sie|ihr|ihre|sein|seine)\b/.test(text) ||
    !(heard('talk') || heard('speak') || /\b(else|other|another|more|noch|andere\w*|weitere\w*)\b/.test(text))
  )
    return null;
  if (heard('about') || [...targets.best.values()].some(({ ofName }) => ofName >= 0.75)) return null;
  const [newest] = dialogue.focus.filter(({ kind }) => kind === 'person' || kind === 'session');
  const speakers = newest?.kind === 'session' ? (context.know.sessions.get(newest.id)?.speakerIds ?? []) : [];
  const person = newest?.kind === 'person' ? newest.id : speakers.length === 1 ? speakers[0] : undefined;
  return person === undefined ? null : { kind: 'call', calls: [{ name: 'find_people', input: { person } }], aspect: 'list' };
}

/** "How long will that take?" of what was just asked for is in what the house says of it. */
export function waitsFor({ dialogue, text }: Frame): Thing | null {
  const asks =
    /\b(how (long|soon|quick(ly)?|fast)|wie (lange|schnell))\b/.test(text) &&
    /\b(take|takes|be|wait|dauer\w*|warten|come|here|kommt)\b/.test(text);
  const [newest] = dialogue.focus;
  return asks && newest?.kind === 'service' && !/\b(walk|get there|open|laufen|dorthin|offen)\b/.test(text) ? newest : null;
}

/** "How long does it take" of a session is its length, of a place the walk. */
export function durationOf({ dialogue, text }: Frame): Aspect | null {
  const newest = dialogue.focus[0] ?? dialogue.listed[0];
  const asks =
    /\b(how long (is|does|will|are|do|would)|wie lange (dauert|geht|ist))\b/.test(text) &&
    !/\b(get|walk|there|open|laufen|dorthin|offen|auf)\b/.test(text);
  return asks && (newest?.kind === 'session' || dialogue.listed[0]?.kind === 'session') ? 'duration' : null;
}
