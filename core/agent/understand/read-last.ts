import type { EntityKind } from '../../tools/knowledge.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { rank } from '../../venue/search/linker.ts';
import type { Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { isAsking } from './asking-words.ts';
import { aspectIn } from './aspect.ts';
import { type Frame, thingOf } from './frame.ts';
import { inTitle, sessionTitled } from './in-title.ts';
import { readProgramme } from './read-programme.ts';
import { saysSomething } from './read-texts.ts';
import { topicOf } from './targets.ts';
import { callForThing, timeInput } from './things.ts';

/** Asked the way to something that is not here: the tool says so by name. */
export function readUnknownPlace({ heard, asked }: Frame): Reading | null {
  const wanted = asked.filter((word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word));
  if ((!heard('way') && !heard('where')) || wanted.length === 0 || wanted.length > 4) return null;
  return { kind: 'call', calls: [{ name: 'directions', input: { to: wanted.join(' ') } }], aspect: 'way' };
}

/** A name and hardly anything else: say what is known of it. */
export function readNamed(frame: Frame): Reading | null {
  const { targets } = frame;
  const order: EntityKind[] = ['place', 'exhibitor', 'session', 'person', 'dish', 'service'];
  const links = order.flatMap((kind) => targets.best.get(kind) ?? []).filter((link) => link.ofName >= 0.7);
  const best = links.sort((a, b) => rank(b) - rank(a))[0];
  if (best === undefined) return null;
  const tied = targets.tied.get(best.kind) ?? [];
  const aspect = aspectIn(frame) ?? 'info';
  if (tied.length > 1) return askWhich(best, tied, frame);
  const thing = thingOf(best, frame);
  return thing === null ? null : callForThing(thing, aspect, frame);
}

export function readProgrammeLast(frame: Frame): Reading | null {
  if (frame.heard('near')) return null;
  if (frame.heard('about') || frame.heard('exists') || frame.when !== null) return readProgramme(frame);
  return frame.heard('when') && titled(frame) ? readProgramme(frame) : null;
}

/** "When do we get coffee": the programme has an entry by that name, and does not only mention it. */
function titled({ asked, context }: Frame): boolean {
  return inTitle(topicOf(asked, [], STOP_WORDS), context.know);
}

/** "And what's next?": a time and nothing else. */
export function readTimeAlone(frame: Frame): Reading | null {
  const { when, asked, context } = frame;
  if (when === null || context.know.venue.sessions.length === 0 || aspectIn(frame) !== null) return null;
  if (!asked.every((word) => STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || isAsking(word))) return null;
  return { kind: 'call', calls: [{ name: 'whats_on', input: timeInput(frame) }], aspect: 'list' };
}

/** Nothing else made sense of it: what the venue's texts have most of it, as a search box would find it. */
export function readAnything(frame: Frame): Reading | null {
  const { asked, context } = frame;
  const topic = topicOf(asked, [], STOP_WORDS);
  if (!topic.split(' ').some(saysSomething)) return null;
  const one = inTitle(topic, context.know) && frame.when === null ? sessionTitled(topic, context.know) : null;
  if (one !== null) return callForThing({ kind: 'session', id: one, name: '' }, aspectIn(frame) ?? 'info', frame);
  if (inTitle(topic, context.know))
    return {
      kind: 'call',
      calls: [{ name: 'whats_on', input: { topic, ...timeInput(frame) } }],
      aspect: frame.heard('who') ? 'who' : 'list',
    };
  const [hit] = context.know.index.search(topic, {
    kinds: ['speaker', 'exhibitor', 'place', 'service'],
    limit: 1,
    now: context.now,
  });
  if (hit === undefined || hit.confidence < FOUND) return null;
  if (hit.nameMatch < 0.3) return null;
  const kind = hit.kind === 'speaker' ? 'person' : hit.kind;
  return callForThing({ kind, id: hit.id, name: '' }, aspectIn(frame) ?? 'info', frame);
}

/** How much of what was asked a text has to account for, to be offered as an answer. */
const FOUND = 0.66;

export function readWeak(frame: Frame): Reading | null {
  const link = [...frame.targets.best.values()].sort((a, b) => rank(b) - rank(a))[0];
  const thing = link === undefined || link.ofName < 0.6 ? null : thingOf(link, frame);
  return thing === null ? null : callForThing(thing, aspectIn(frame) ?? 'info', frame);
}
