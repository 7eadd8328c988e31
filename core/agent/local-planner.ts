import type { MessageKey } from '../i18n/catalogues.ts';
import { dayAndMonth, weekdayName } from '../tools/local-time.ts';
import type { ToolOutcome } from '../tools/registry.ts';
import { listText } from '../tools/speech-words.ts';
import type { ToolContext } from '../tools/tool.ts';
import { compose } from './answers/compose.ts';
import { offerStaff, type Reply } from './answers/reply.ts';
import { piecesOf } from './answers/shorten.ts';
import type { Goal } from './goals/goal.ts';
import { currentGoal } from './goals/goal-list.ts';
import { backTo } from './goals/lead-back.ts';
import { planGoal } from './goals/plan-goal.ts';
import { speakable } from './guard/speakable.ts';
import type { PlanEvent, Planner, PlanRequest } from './planner.ts';
import type { Reading } from './reading.ts';
import { asks } from './resolution.ts';

/** Plans without a network: the reading names the tools, templates put their data into words. */
export function createLocalPlanner(): Planner {
  return {
    name: 'local',
    async *plan(request) {
      const { reading, rounds } = request;
      if (reading.kind === 'goal') {
        yield* goalEvents(reading, request);
        return;
      }
      if (reading.kind !== 'call') {
        yield* asEvents(sayWithoutTools(reading, request), request);
        return;
      }
      if (rounds.length === 0) {
        yield { type: 'calls', calls: reading.calls };
        return;
      }
      yield* asEvents(
        withPreface(compose(rounds.flat(), reading, request.context, currentGoal(request.dialogue.goals)), reading.preface),
        request,
      );
    },
  };
}

function withPreface(reply: Reply, preface: string | undefined): Reply {
  return preface === undefined ? reply : { ...reply, sentences: [preface, ...reply.sentences] };
}

/** A second round of tools is the last: what they gave is then answered with. */
const MOST_ROUNDS = 3;

/** A step of what takes several turns; what leads back to it is said before the tools run. */
function* goalEvents({ goal, move }: Extract<Reading, { kind: 'goal' }>, request: PlanRequest): Generator<PlanEvent> {
  const { context, rounds } = request;
  const next = planGoal(goal, request);
  const before =
    move === 'again'
      ? [context.t('goal.again')]
      : move === 'back' && rounds.length === 0
        ? [`${context.t(`goal.back.${goal.kind}`)}.`]
        : [];
  if ('sentences' in next) {
    const [first = '', ...more] = next.sentences;
    const sentences = move === 'back' && rounds.length === 0 ? [backTo(goal, first, context), ...more] : [...before, first, ...more];
    yield* asEvents({ ...next, sentences }, request, next.goal);
    return;
  }
  for (const text of before) yield { type: 'sentence', text };
  yield { type: 'calls', calls: next };
}

function* asEvents(reply: Reply, { context, rounds }: PlanRequest, goal?: Goal): Generator<PlanEvent> {
  const done = new Set(rounds.flat().map((outcome) => outcome.name));
  const next = (reply.next ?? []).filter((call) => !done.has(call.name));
  if (next.length > 0 && rounds.length < MOST_ROUNDS) {
    yield { type: 'calls', calls: next };
    return;
  }
  // Policy wording is given as it stands.
  const isExact = rounds.flat().some((outcome) => outcome.name === 'faq' && outcome.data.exact);
  for (const sentence of isExact ? reply.sentences : asLongAsLiked(reply, rounds.flat(), context.preferences)) {
    const said = isExact ? sentence : speakable(tidyEnd(sentence), context.know.venue);
    for (const text of piecesOf(said)) yield { type: 'sentence', text };
  }
  const { focus, listed, pending } = reply;
  yield {
    type: 'finish',
    outcome: reply.outcome,
    chips: reply.chips.map((key: MessageKey) => context.t(key)),
    ...(reply.partly === true ? { partly: true } : {}),
    ...(focus === undefined ? {} : { focus }),
    ...(listed === undefined ? {} : { listed }),
    ...(pending === undefined ? {} : { pending }),
    ...(goal === undefined ? {} : { goal }),
  };
}

/** Ways and emergencies are told whole. */
const TOLD_WHOLE: ReadonlySet<string> = new Set(['directions', 'emergency', 'recall', 'whats_new', 'about_guest']);
const SHORT = 2;

/** For a guest who likes short answers the first of it, and what is asked at its end. */
function asLongAsLiked(
  { sentences, pending }: Reply,
  outcomes: readonly ToolOutcome[],
  { short }: ToolContext['preferences'],
): readonly string[] {
  if (short !== true || sentences.length <= SHORT || outcomes.length === 0 || outcomes.some(({ name }) => TOLD_WHOLE.has(name)))
    return sentences;
  return [...sentences.slice(0, SHORT), ...(pending === undefined ? [] : sentences.slice(-1))];
}

/** A title that ends with its own mark needs no full stop after it. */
function tidyEnd(text: string): string {
  return text.replace(/([.!?…])\.$/u, '$1');
}

function sayWithoutTools(reading: Exclude<Reading, { kind: 'call' | 'goal' }>, request: PlanRequest): Reply {
  const { context, dialogue, input } = request;
  const { t } = context;
  switch (reading.kind) {
    case 'say':
      return {
        sentences: [
          greetingOf(reading.key, context) ?? t(reading.key, { venue: context.know.venue.name, ...dayValues(reading.values, context) }),
        ],
        outcome: reading.asked === true ? 'asked' : 'answered',
        chips: reading.chips ?? ['chip.whatsOn', 'chip.eat', 'chip.toilet'],
        ...(reading.key === 'policy.offer' ? { pending: offerStaff(input.text) } : {}),
        ...(reading.pending === undefined ? {} : { pending: reading.pending }),
      };
    case 'repeat':
      return { sentences: dialogue.said, outcome: 'answered', chips: ['chip.wayThere', 'chip.staff'] };
    case 'language':
      return { sentences: [t('talk.language')], outcome: 'answered', chips: ['chip.toilet', 'chip.whatsOn', 'chip.eat'] };
    case 'ask':
      return askBack(reading, request);
    case 'nothing':
      return {
        sentences: asks(request) ? [t('nothing.found'), t('nothing.offer')] : [t('talk.tooVague')],
        outcome: 'nothing-found',
        chips: ['chip.yes', 'chip.no', 'chip.whatsOn'],
        pending: offerStaff(input.text),
      };
  }
}

/** The companion's own greeting, in the language at hand alone. */
function greetingOf(key: MessageKey, { companion, locale }: PlanRequest['context']): string | null {
  if (key !== 'talk.greeting' || companion === undefined) return null;
  return companion.greeting[locale] ?? companion.greeting[locale.split('-')[0] ?? locale] ?? null;
}

/** "2026-11-22" as a guest hears it. */
function dayValues(values: Extract<Reading, { kind: 'say' }>['values'], { locale }: PlanRequest['context']) {
  const date = values?.date;
  if (typeof date !== 'string') return values;
  return { ...values, day: `${weekdayName(date, locale)}, ${dayAndMonth(date, locale)}` };
}

function askBack(reading: Extract<Reading, { kind: 'ask' }>, { context }: PlanRequest): Reply {
  const { t } = context;
  const { options, pending, about, total } = reading;
  if (options.length === 0)
    return { sentences: [t('dir.whereTo')], outcome: 'asked', chips: ['chip.toilet', 'chip.eat', 'chip.staff'], pending };
  const names = listText(
    options.slice(0, 4).map((option) => option.name),
    context,
    'disjunction',
  );
  return {
    sentences: [t(total > 4 ? 'which.askMany' : 'which.ask', { about, options: names, count: total })],
    outcome: 'asked',
    chips: ['chip.staff'],
    listed: options,
    pending,
  };
}
