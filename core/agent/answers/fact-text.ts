import { dateOf, dayAndMonth, weekdayName } from '../../tools/local-time.ts';
import type { StatedFact } from '../../tools/tool.ts';
import { allergenText, dietText } from '../../tools/views.ts';
import { toDay } from '../../venue/local-time.ts';
import type { Asked } from './reply.ts';

type Context = Asked['context'];

/** "you eat vegetarian". */
export function factText(fact: StatedFact, context: Context): string {
  return context.t('fact', { kind: fact.kind, value: valueText(fact, context) });
}

/** What a guest is asked to agree to: "Shall I remember that you use step-free ways?" */
export function askToRemember(facts: readonly StatedFact[], context: Context): string {
  const [only, second] = facts;
  const one = only !== undefined && second === undefined ? only : null;
  return context.t('remember.ask', { kind: one?.kind ?? 'other', value: one === null ? '' : valueText(one, context) });
}

/** As catalogues select by it: no hyphens in their keys. */
function valueText({ kind, value }: StatedFact, context: Context): string {
  if (kind === 'diet') return dietText(value, context);
  if (kind === 'allergy') return allergenText(value, context);
  return kind === 'access' || kind === 'answers' ? value.replaceAll('-', '') : value;
}

/** "earlier today", "on Tuesday", "on 12 May". @param at venue wall clock. */
export function pastDayText(at: string, { now, locale, t }: Context): string {
  const date = dateOf(at);
  const ago = toDay(dateOf(now)) - toDay(date);
  const kind = ago <= 0 ? 'today' : ago === 1 ? 'yesterday' : ago < 7 ? 'weekday' : 'date';
  return t('past.day', { kind, day: kind === 'weekday' ? weekdayName(date, locale) : dayAndMonth(date, locale) });
}
