import type { CardOf } from '../contract/index.ts';
import type { LostItem } from '../ports.ts';
import { textIn } from '../venue/model.ts';
import { fold } from '../venue/search/fold.ts';
import { CATEGORIES } from './categories.ts';
import { dateOf, dayAfter } from './local-time.ts';
import { placesOfKind } from './places-of-sort.ts';
import type { ToolContext } from './tool.ts';
import { floorName } from './views.ts';

const YESTERDAY = /\b(yesterday|last night|last evening|gestern|hier|ayer|anoche|ieri)\b/;
const DAY_BEFORE = /\b(day before yesterday|vorgestern|avant-hier|anteayer|l'altro ieri)\b/;

/** The day that was meant, as far as it was said; today else. */
export function dayMeant(when: string, now: string): string {
  const today = dateOf(now);
  const said = /\b\d{4}-\d{2}-\d{2}\b/.exec(when)?.[0];
  if (said !== undefined && !Number.isNaN(Date.parse(said))) return said > today ? today : said;
  if (DAY_BEFORE.test(fold(when))) return dayAfter(today, -2);
  return YESTERDAY.test(fold(when)) ? dayAfter(today, -1) : today;
}

export interface DeskPlace {
  readonly id: string;
  readonly name: string;
  readonly floorName: string;
}

/** Where lost property is kept, if the venue says. */
export function lostPropertyAt(context: ToolContext): DeskPlace | null {
  const category = CATEGORIES.find(({ id }) => id === 'lost-found');
  const place = category === undefined ? undefined : placesOfKind(category, context)[0];
  return place === undefined
    ? null
    : { id: place.id, name: textIn(place.name, context.locale), floorName: floorName(place.floorId, context) };
}

/** The guest's own reports; of the found item, nothing. */
export function lostCard(items: readonly LostItem[], context: ToolContext): CardOf<'list'> {
  return {
    id: context.ids.next(),
    kind: 'list',
    title: context.t('list.lost'),
    total: items.length,
    items: items.slice(0, 10).map((item) => ({
      id: item.id,
      title: item.what.slice(0, 300),
      subtitle: context.t('ticket.number', { ticket: item.ticket }),
      label: context.t('lostItem.label', { state: item.state }),
    })),
  };
}
