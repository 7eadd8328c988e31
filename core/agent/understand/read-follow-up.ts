import type { ToolCall } from '../../tools/registry.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { inFocus, type Thing } from '../dialogue.ts';
import type { Aspect, Reading } from '../reading.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { durationOf, othersOf, waitsFor } from './read-about-last.ts';
import { readAfter } from './read-after.ts';
import { optionIn } from './read-pending.ts';
import { callForThing, menuOf, timeInput } from './things.ts';

/** Questions that only the last turns give a meaning: "and how do I get there", "what about tomorrow", "the second one". */
export function readFollowUp(frame: Frame): Reading | null {
  const { dialogue, targets, heard, percept } = frame;
  const ownName = [...targets.best.values()].some(
    (link) => link.ofName >= 0.75 && link.kind !== 'track' && link.kind !== 'floor' && link.kind !== 'organisation',
  );
  const listed = dialogue.listed.length > 1 && percept.words.length <= 9 ? fromList(frame) : null;
  if (listed !== null) return listed;
  const eaten = inFocus(dialogue, 'place');
  if (eaten !== null && /\b(there|dort|da)\b/.test(frame.text) && aspectIn(frame) === 'menu' && frame.context.know.menus.has(eaten.id))
    return { kind: 'call', calls: [menuOf(eaten.id, frame)], aspect: 'menu' };
  const awaited = waitsFor(frame);
  if (awaited !== null) return callForThing(awaited, 'about', frame);
  const theirs = othersOf(frame);
  if (theirs !== null) return theirs;
  const after = readAfter(frame);
  if (after !== null) return after;
  if (ownName) return sameForAnother(frame);
  if (targets.category !== null) return null;
  const again = sameAtAnotherTime(frame);
  if (again !== null) return again;
  // Something of its own was named, even if it was not recognised.
  if (namesSomething(frame)) return null;
  const pointing = heard('there') || heard('deictic') || heard('and') || (percept.words.length <= 5 && !heard('talk'));
  if (!pointing || (heard('exists') && !heard('there'))) return null;
  return aboutFocus(frame);
}

/** Words that stand for a thing; German articles and "es" may not. */
const POINTING = /\b(there|it|that|this|they|them|he|she|its|their|dort|dahin|dorthin|hin|davon|dazu|daruber|ihn|ihm)\b/;

/** Words that are neither of asking nor of pointing, beside those of a diet. */
function namesSomething({ asked, heard, diets }: Frame): boolean {
  if (POINTING.test(asked.join(' ')) || heard('deictic') || diets.length > 0) return false;
  if (heard('talk')) return true;
  return asked.some(
    (word) =>
      word.length > 2 &&
      !STOP_WORDS.has(word) &&
      !PLAIN_WORDS.has(word) &&
      !/^(menu|contain|contains|allergens|enthalt|allergene|speisekarte|stairs|treppen|wheelchair)$/.test(word),
  );
}

/** "the second one", "the other one", "the one in the ballroom"; with a side if one was asked for. */
function fromList(frame: Frame): Reading | null {
  const { dialogue, text, heard } = frame;
  const points =
    /\b(one|ones|option|number|nummer|erste[rns]?|zweite[rns]?|dritte[rns]?|vierte[rns]?|letzte[rns]?|first|second|third|fourth|last|other|andere[rns]?)\b/.test(
      text,
    );
  if (
    !points ||
    /\b(does|will|do|did) (it|that|this|they) last\b/.test(text) ||
    (/\b(talk|session|day|tag|vortrag|floor|keynote)s?\b/.test(text) && !heard('there'))
  )
    return null;
  if (heard('other')) {
    const current = dialogue.focus.find((thing) => dialogue.listed.some((other) => other.id === thing.id && other.kind === thing.kind));
    const next = dialogue.listed.find((thing) => thing.id !== current?.id);
    return next === undefined ? null : callForThing(next, aspectIn(frame) ?? dialogue.last?.aspect ?? 'info', frame);
  }
  const thing = optionIn(dialogue.listed, frame);
  if (thing === null) return null;
  return callForThing(thing, aspectIn(frame) ?? aspectAfterList(thing), frame);
}

function aspectAfterList(thing: Thing): Aspect {
  return thing.kind === 'place' ? 'way' : 'info';
}

/** "and the ballroom?", "what about the harbour bar?": the last question, asked of another thing. */
function sameForAnother(frame: Frame): Reading | null {
  const { heard, dialogue, targets } = frame;
  if (!heard('and') || dialogue.last === null || aspectIn(frame) !== null || heard('talk') || heard('programme') || heard('exists'))
    return null;
  const order = ['place', 'session', 'person', 'exhibitor', 'dish', 'service'] as const;
  const links = order.flatMap((kind) => targets.best.get(kind) ?? []).sort((a, b) => b.ofName * b.strength - a.ofName * a.strength);
  const link = links[0];
  if (link === undefined || link.kind === 'floor' || link.kind === 'track' || link.kind === 'organisation') return null;
  const { calls, aspect } = dialogue.last;
  const programme = calls.find((call) => call.name === 'whats_on');
  if (
    link.kind === 'place' &&
    programme?.name === 'whats_on' &&
    frame.context.know.venue.sessions.some((session) => session.roomId === link.id)
  ) {
    return { kind: 'call', calls: [{ name: 'whats_on', input: { ...programme.input, roomId: link.id, ...timeInput(frame) } }], aspect };
  }
  const inRoom = link.kind === 'place' && calls.some((call) => call.name === 'session_details' || call.name === 'find_people');
  if (inRoom && frame.context.know.venue.sessions.some((session) => session.roomId === link.id)) {
    return { kind: 'call', calls: [{ name: 'whats_on', input: { roomId: link.id, at: 'now', ...timeInput(frame) } }], aspect: 'list' };
  }
  return callForThing({ kind: link.kind, id: link.id, name: link.name }, aspect, frame);
}

/** "what about tomorrow", "and at three", "and now": the last question at another time. */
function sameAtAnotherTime(frame: Frame): Reading | null {
  const { dialogue, when, heard, percept } = frame;
  if (dialogue.last === null || when === null || aspectIn(frame) !== null || heard('talk') || heard('programme')) return null;
  const left = frame.asked.filter(
    (word) => !/^(and|what|about|how|so|is|on|in|the|at|for|und|was|ist|mit|wie|sieht|es|aus|am|um|then|else|dann|da|there)$/.test(word),
  );
  if (left.length > 0 || percept.words.length > 8) return null;
  const asked =
    dialogue.last.calls.every((call) => call.name === 'session_details') && dialogue.programme !== null
      ? [dialogue.programme]
      : dialogue.last.calls;
  const calls = asked.flatMap((call): ToolCall[] => {
    if (call.name === 'whats_on') {
      const { at: _at, from: _from, to: _to, startsWithin: _s, order: _o, ...same } = call.input;
      return [{ name: 'whats_on', input: { ...same, ...timeInput(frame) } }];
    }
    if (call.name === 'find_people' && call.input.person !== undefined) {
      return [{ name: 'whats_on', input: { personId: call.input.person, ...timeInput(frame) } }];
    }
    if (call.name === 'opening_hours' && when.kind === 'range') {
      const at = when.said === 'day' ? `${when.from.slice(0, 10)}T12:00` : when.from;
      return [{ name: 'opening_hours', input: { place: call.input.place, date: when.from.slice(0, 10), at } }];
    }
    return [];
  });
  const aspect = asked === dialogue.last.calls ? dialogue.last.aspect : 'list';
  return calls.length === 0 ? null : { kind: 'call', calls, aspect };
}

function aboutFocus(frame: Frame): Reading | null {
  const { dialogue, diets, avoid, heard, percept } = frame;
  const aspect = durationOf(frame) ?? aspectIn(frame);
  const thing = aspect === null ? null : focusFor(aspect, frame);
  if (thing !== null && aspect !== null) {
    const past = frame.when;
    if (aspect === 'when' && thing.kind === 'place' && past === null) return callForThing(thing, 'hours', frame);
    return callForThing(thing, aspect, frame);
  }
  if (aspect === 'way' && heard('there')) {
    return { kind: 'ask', pending: { kind: 'slot', aspect: 'way' }, about: '', options: [], total: 0 };
  }
  const eaten = inFocus(dialogue, 'place');
  if (
    (diets.length > 0 || avoid.length > 0) &&
    percept.facts.length === 0 &&
    eaten !== null &&
    frame.context.know.menus.has(eaten.id) &&
    !heard('where')
  ) {
    return { kind: 'call', calls: [menuOf(eaten.id, frame)], aspect: 'menu' };
  }
  return null;
}

/** Which of the things talked about a side makes sense for. */
function focusFor(aspect: Aspect, { dialogue }: Frame): Thing | null {
  switch (aspect) {
    case 'way':
    case 'far':
    case 'where':
      return inFocus(dialogue, 'place', 'session', 'exhibitor', 'service', 'person');
    case 'hours':
    case 'opens':
    case 'open':
      return inFocus(dialogue, 'place', 'service', 'exhibitor');
    case 'closes':
    case 'when':
      return inFocus(dialogue, 'session', 'place', 'service', 'person', 'exhibitor');
    case 'duration':
      return inFocus(dialogue, 'session') ?? (dialogue.listed[0]?.kind === 'session' ? dialogue.listed[0] : null);
    case 'who':
      return inFocus(dialogue, 'session', 'person');
    case 'menu':
      return inFocus(dialogue, 'place');
    case 'price':
    case 'allergens':
      return inFocus(dialogue, 'dish', 'service', 'place');
    case 'about':
      return dialogue.focus.find(({ kind }) => kind !== 'place' && kind !== 'dish') ?? inFocus(dialogue, 'place');
    default:
      return inFocus(dialogue, 'session', 'exhibitor', 'person', 'service', 'place');
  }
}
