import type { MessageKey } from '../../i18n/catalogues.ts';
import { bookableOf, nameOf } from '../../tools/booking/find-bookable.ts';
import type { CaseView } from '../../tools/cases.ts';
import { dayText, listText } from '../../tools/speech-words.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { Goal } from '../goals/goal.ts';
import { suiting } from '../goals/plan-goal.ts';
import { momentOf } from './answer-booking.ts';
import { offerStaff, type Reply } from './reply.ts';

/** A reply with the goal as it is now. */
export interface GoalReply extends Reply {
  readonly goal: Goal;
}

/** What is asked for, by slot; a lost and a found thing are asked for in other words. */
const ASKS: Readonly<Record<string, MessageKey>> = {
  when: 'goal.ask.when',
  time: 'goal.ask.time',
  party: 'goal.ask.party',
  session: 'goal.ask.session',
  tour: 'goal.ask.tour',
  change: 'goal.ask.change',
  size: 'goal.ask.size',
  budget: 'goal.ask.budget',
  timeframe: 'goal.ask.timeframe',
  contactName: 'goal.ask.contactName',
  contact: 'goal.ask.contact',
  detail: 'goal.ask.detail',
};

/** Asks for one slot. */
export function askSlot(goal: Goal, slot: string, context: ToolContext): GoalReply {
  const { t } = context;
  const places = slot === 'target' ? suiting(goal.slots, context) : [];
  const question =
    slot === 'target'
      ? t('goal.ask.target', {
          options: listText(
            places.map(({ name }) => name),
            context,
            'disjunction',
          ),
        })
      : slot === 'what'
        ? t(goal.kind === 'found-item' ? 'goal.ask.found' : 'goal.ask.lost')
        : t(ASKS[slot] ?? 'goal.ask.detail');
  return {
    goal,
    sentences: [...soFar(goal, slot, context), question],
    outcome: 'asked',
    chips: slot === 'session' ? ['chip.whatsOn', 'chip.next', 'chip.forgetIt'] : ['chip.forgetIt'],
    pending: { kind: 'goal-slot', goalId: goal.id, slot },
    ...(places.length > 0 ? { listed: places.map(({ id, name }) => ({ kind: 'place' as const, id, name })) } : {}),
  };
}

/** What is known of a booking already, where a place is: so that the guest hears that they were understood. */
function soFar({ slots }: Goal, asked: string, context: ToolContext): string[] {
  const { target, day, time, party } = slots;
  if (asked === 'target') {
    const at = typeof day !== 'string' ? '' : typeof time === 'string' ? momentOf(day, time, context) : dayText(day, context.now, context);
    const known = [typeof party === 'number' ? context.t('goal.forParty', { party }) : '', at].filter((part) => part !== '');
    const said = known.join(', ');
    return said === '' ? [] : [`${said.charAt(0).toLocaleUpperCase(context.locale)}${said.slice(1)}.`];
  }
  if (typeof target !== 'string' || asked === 'change') return [];
  const type = (['place', 'session', 'service'] as const).find((one) => bookableOf({ type: one, id: target }, context) !== null);
  const name = type === undefined ? null : nameOf({ type, id: target }, context);
  if (name === null) return [];
  const when = typeof day !== 'string' ? '' : typeof time === 'string' ? momentOf(day, time, context) : dayText(day, context.now, context);
  return [`${[name, when].filter((part) => part !== '').join(', ')}.`];
}

/** No way to reach them, so nothing is kept; a person can still be called. */
export function leadDeclined(goal: Goal, { t }: ToolContext): GoalReply {
  return { goal, sentences: [t('goal.lead.declined')], outcome: 'answered', chips: ['chip.staff', 'chip.whatsOn'] };
}

/** The guest has a case that is still open: perhaps it is that one. */
export function earlierCase(goal: Goal, { id, about }: CaseView, { t }: ToolContext): GoalReply {
  const options = [{ name: about, slots: { caseId: id } }];
  return {
    goal,
    sentences: [t('goal.case.earlier', { about })],
    outcome: 'asked',
    chips: ['chip.yes', 'chip.no'],
    pending: { kind: 'goal-options', goalId: goal.id, options, otherwise: { fresh: true } },
  };
}

export function stillOpen(goal: Goal, { about, ticket, status, note }: CaseView, { t }: ToolContext): GoalReply {
  return {
    goal,
    sentences: [t('case.one', { about, ticket, status }), ...(note === '' ? [] : [t('request.note', { note })]), t('goal.case.staff')],
    outcome: 'answered',
    chips: ['chip.yes', 'chip.no'],
    pending: offerStaff(about),
  };
}
