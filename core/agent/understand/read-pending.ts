import { foldedWords } from '../../venue/search/fold.ts';
import { createLinker } from '../../venue/search/linker.ts';
import type { Pending, Thing } from '../dialogue.ts';
import { currentGoal, goalAs } from '../goals/goal-list.ts';
import type { Aspect, Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { isClearNo, isClearYes, saidGoal } from './goals/said-goal.ts';
import { ordinalOf } from './spoken-numbers.ts';
import { callForThing } from './things.ts';

/** The answer to what the kiosk just asked; null when the guest went on to something else. */
export function readPending(frame: Frame): Reading | null {
  const pending = frame.dialogue.pending;
  if (pending === null) return null;
  if (pending.kind === 'choose') return chosen(pending.options, pending.aspect, frame);
  if (pending.kind === 'slot') return filled(pending, frame);
  if (pending.kind === 'goal-slot' || pending.kind === 'goal-options' || pending.kind === 'connected-slot') return null;
  if (pending.kind === 'goal-resume' || pending.kind === 'goal-locked') return saidNo(frame) ? { kind: 'say', key: 'talk.fine' } : null;
  const said = saidGoal(frame);
  const clearly = isClearYes(said);
  if (!clearly && (isClearNo(said) || saidNo(frame)))
    return pending.kind === 'confirm' ? dropped(frame) : { kind: 'say', key: 'talk.fine' };
  if (clearly || saidYes(frame)) {
    return pending.kind === 'confirm'
      ? { kind: 'call', calls: [pending.call], aspect: 'info', confirmed: true, key: pending.key }
      : { kind: 'call', calls: [pending.call], aspect: pending.aspect };
  }
  return null;
}

/** What was read back is not wanted. */
function dropped({ dialogue, context }: Frame): Reading {
  const goal = currentGoal(dialogue.goals);
  const ended = goal?.status === 'waiting-guest' ? { goal: goalAs(goal, 'given-up', context.now) } : {};
  return { kind: 'say', key: 'confirm.dropped', ...ended };
}

function saidYes({ heard, percept }: Frame): boolean {
  return heard('yes') && percept.words.length <= 7;
}

/** "No, two pillows" takes it back and asks anew. */
function saidNo({ heard, percept, targets }: Frame): boolean {
  return (heard('no') || heard('nevermind')) && percept.words.length <= 6 && !heard('other') && targets.best.size === 0;
}

function chosen(options: readonly Thing[], aspect: Aspect, frame: Frame): Reading | null {
  const thing = optionIn(options, frame);
  if (thing === null) return saidNo(frame) ? { kind: 'say', key: 'talk.fine' } : null;
  return callForThing(thing, aspect, frame);
}

/** "the second one", "Alexander Schmidt", "the one in the ballroom". */
export function optionIn(options: readonly Thing[], { percept, heard }: Frame): Thing | null {
  const short = percept.words.length <= 7;
  for (const word of short ? percept.words : []) {
    const index = ordinalOf(word);
    if (index !== null) return options.at(index) ?? null;
  }
  const number = /^(?:number |option |nummer )?(one|two|three|four|1|2|3|4|eins|zwei|drei|vier)$/.exec(percept.text)?.[1];
  if (number !== undefined)
    return (
      options[['one', 'two', 'three', 'four'].indexOf(number)] ??
      options[Number(number) - 1] ??
      options[['eins', 'zwei', 'drei', 'vier'].indexOf(number)] ??
      null
    );
  if (heard('other') && options.length === 2) return options[1] ?? null;
  const links = createLinker(
    options.map((option, index) => ({ kind: 'option' as const, id: String(index), names: namesOf(option.name) })),
  ).link(percept.words);
  const [first, second] = links;
  if (first === undefined || first.ofName < 0.4 || (second !== undefined && second.ofName > first.ofName - 0.08)) return null;
  return options[Number(first.id)] ?? null;
}

function namesOf(name: string): string[] {
  const words = foldedWords(name);
  return [name, ...words.filter((word) => word.length > 3)];
}

function filled(pending: Extract<Pending, { kind: 'slot' }>, frame: Frame): Reading | null {
  const { targets, heard } = frame;
  if (heard('nevermind') || heard('no')) return { kind: 'say', key: 'talk.fine' };
  if (heard('when') || heard('who') || heard('count')) return null;
  for (const kind of ['place', 'exhibitor', 'session', 'service'] as const) {
    const link = targets.best.get(kind);
    if (link === undefined || (kind !== 'place' && targets.best.has('place'))) continue;
    return callForThing({ kind, id: link.id, name: link.name }, pending.aspect, frame);
  }
  return null;
}
