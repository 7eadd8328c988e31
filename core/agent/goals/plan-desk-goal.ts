import { texts } from '../../tools/knowledge.ts';
import type { ToolCall } from '../../tools/registry.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { askSlot, earlierCase, type GoalReply, leadDeclined, stillOpen } from '../answers/answer-goal.ts';
import type { PlanRequest } from '../planner.ts';
import { given, text } from './given.ts';
import type { Goal } from './goal.ts';
import { goalAs } from './goal-list.ts';

/** A wake-up call needs its time; anything else can be passed on as it was said. */
export function planRequestOf(goal: Goal, { context }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { service, detail, time } = goal.slots;
  const asked = context.know.services.get(text(service));
  const wakes = asked !== undefined && WAKES.test([...texts(asked.name), ...asked.aliases].flatMap(foldedWords).join(' '));
  if (wakes && time === undefined && !TIME.test(foldedWords(text(detail)).join(' '))) return askSlot(goal, 'time', context);
  const whole = text(detail).includes(text(time)) ? text(detail) : `${text(detail)}; ${text(time)}`;
  return [{ name: 'hotel_service', input: { service: text(service), detail: whole.slice(0, 500) } }];
}

const WAKES = /\b(wake|weckruf|wecken|reveil|despertador|sveglia)\b/;
/** A clock time is said, in any of the kiosk's languages. */
const TIME = /\b(at|um|alle|a las|half|quarter|halb|viertel|oclock|uhr|heures?|am|pm|noon|midnight)\b|\d{1,2} \d{2}|\d{1,2}(am|pm|h)\b/;

/** In the order a person in sales would ask. */
const LEAD_SLOTS = ['size', 'budget', 'timeframe', 'contactName', 'contact'] as const;

export function planLead(goal: Goal, { context }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { slots } = goal;
  // Who does not want to be reached is asked nothing more.
  if (slots.contact === '') return leadDeclined(goalAs(goal, 'given-up', context.now), context);
  // Who has said how to reach them is asked for no more than their name: sales will ask the rest.
  const asks = text(slots.contact) === '' ? LEAD_SLOTS : (['contactName'] as const);
  const missing = asks.find((slot) => slots[slot] === undefined);
  if (missing !== undefined) return askSlot(goal, missing, context);
  const said = Object.fromEntries(
    LEAD_SLOTS.flatMap((slot) => (text(slots[slot]) === '' ? [] : [[slot, text(slots[slot]).slice(0, 200)]])),
  );
  return [{ name: 'register_interest', input: { need: text(slots.need).slice(0, 500), ...said, consent: true } }];
}

export function planCase(goal: Goal, request: PlanRequest): readonly ToolCall[] | GoalReply {
  const { context } = request;
  const { slots } = goal;
  const mine = given(request, 'my_cases');
  if (mine === undefined && slots.fresh !== true) return [{ name: 'my_cases', input: {} }];
  const open = mine?.data.cases.filter(({ status }) => status === 'open') ?? [];
  const known = open.find(({ id }) => id === slots.caseId);
  if (known !== undefined) return stillOpen(goalAs(goal, 'waiting-staff', context.now), known, context);
  const [earlier] = open;
  if (earlier !== undefined && slots.fresh !== true) return earlierCase(goal, earlier, context);
  const detail = text(slots.detail);
  if (detail === '') return askSlot(goal, 'detail', context);
  return [{ name: 'open_case', input: { about: inShort(detail), detail } }];
}

export function planItem(goal: Goal, { context, percept }: PlanRequest): readonly ToolCall[] | GoalReply {
  const { what, where } = goal.slots;
  if (text(what) === '') return askSlot(goal, 'what', context);
  const at = text(where) === '' ? {} : { where: text(where).slice(0, 200) };
  if (goal.kind === 'found-item') return [{ name: 'report_found', input: { what: text(what).slice(0, 200), ...at } }];
  const report = reportOf(goal);
  // What is read back again needs no regrets again.
  if (goal.slots.told === true) return [report];
  const german = percept.language === 'de';
  return [
    { name: 'remember', input: { facts: [], topic: german ? `verloren: ${text(what)}` : `lost ${text(what)}` } },
    { name: 'find_places', input: { category: 'lost-found' } },
    { name: 'faq', input: { question: german ? 'fundbüro verloren' : 'lost and found' } },
    report,
  ];
}

function reportOf({ slots: { what, where, when, details } }: Goal): ToolCall {
  return {
    name: 'report_lost',
    input: {
      what: text(what).slice(0, 200),
      ...(text(where) === '' ? {} : { where: text(where).slice(0, 200) }),
      ...(text(when) === '' ? {} : { when: text(when).slice(0, 100) }),
      ...(text(details) === '' ? {} : { details: text(details).slice(0, 500) }),
    },
  };
}

/** The first words of what happened, as a title. */
function inShort(detail: string): string {
  const whole = detail.replaceAll(/\s+/g, ' ').trim();
  // "I want to complain, my room …": the matter is what follows.
  const [, rest] = /^(?:\S+ ){0,5}?\S+[,:] (\S+ \S+ \S.*)$/u.exec(whole) ?? [];
  const plain = rest ?? whole;
  return plain.length <= 80 ? plain : `${plain.slice(0, 79).replace(/\s\S*$/, '')}…`;
}
