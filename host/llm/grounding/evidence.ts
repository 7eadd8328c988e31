import type { PlanRequest } from '../../../core/agent/planner.ts';
import type { ToolOutcome } from '../../../core/tools/registry.ts';
import { foldedWords } from '../../../core/venue/search/fold.ts';
import { isDrawn } from '../context-budget.ts';
import { openGoals, recalledTurns } from '../known-of.ts';
import { statedFacts } from './stated-facts.ts';

/** What a sentence of this turn may rest on. */
export interface Evidence {
  /** Wall clock, "14:00". */
  readonly times: ReadonlySet<string>;
  readonly prices: ReadonlySet<number>;
  readonly numbers: ReadonlySet<number>;
  /** Minutes: how long things take, and until they begin or end. */
  readonly spans: ReadonlySet<number>;
  /** All words, folded, with a space on either side of each. */
  readonly words: string;
}

/**
 * Gathers it from what the tools gave, what is known of the guest, what was said before and the present. The
 * guest's words count for names and plain numbers alone: a time or a price is not true because a guest said it. Neither
 * is anything because the model passed it to a tool that gave it back.
 */
export function evidenceOf(request: PlanRequest): Evidence {
  const { rounds, input, context, dialogue } = request;
  const { venue } = context.know;
  const times = new Set<string>([context.now.slice(11, 16)]);
  const prices = new Set<number>();
  const numbers = new Set<number>([0]);
  const spans = new Set<number>();
  const texts: string[] = [];

  const take = (text: string, key: string) => {
    texts.push(text);
    for (const fact of statedFacts(text, context.locale)) {
      if (fact.kind === 'time') for (const reading of exact(fact.readings)) times.add(reading);
      if (fact.kind === 'price') prices.add(fact.value);
      if (fact.kind === 'span') spans.add(fact.minutes);
      if (fact.kind === 'price' || fact.kind === 'span' || fact.kind === 'number') numbers.add(fact.value);
      if (fact.kind === 'number' && PRICE_KEY.test(key)) prices.add(fact.value);
    }
  };
  for (const outcome of rounds.flat()) {
    const own = echoesOf(outcome);
    const visit = (value: string | number | object, key: string) => {
      if (typeof value === 'string') {
        if (!own.has(value)) take(value, key);
      } else if (typeof value === 'number') takeNumber(value, key, numbers, prices, spans);
      else if (Array.isArray(value)) numbers.add(value.length);
      else takeDuration(value, spans);
    };
    walk(outcome.data, '', visit);
    for (const card of outcome.cards) walk(card, '', visit);
  }
  for (const text of [...dialogue.said, ...dialogue.stated.map((fact) => fact.value), context.now, ...openGoals(request)]) take(text, '');
  for (const text of [...context.preferences.diets, ...context.preferences.avoid, context.preferences.name ?? '']) texts.push(text);
  for (const fact of statedFacts(input.text, context.locale)) if (fact.kind === 'number') numbers.add(fact.value);
  // What was so on an earlier visit may have changed: of it names and plain numbers alone.
  for (const { text } of recalledTurns(request)) {
    texts.push(text);
    for (const fact of statedFacts(text, context.locale)) if (fact.kind === 'number') numbers.add(fact.value);
  }
  // Names a guest may be answered about, and whose kiosk this is.
  texts.push(input.text, context.kioskName, venue.name, venue.eventName ?? '');
  for (const clock of times) spans.add(minutesFrom(context.now.slice(11, 16), clock));
  texts.push(...namesOfDates(texts, context.locale));
  return { times, prices, numbers, spans, words: ` ${texts.flatMap(foldedWords).join(' ')} ` };
}

/** Ids and what is drawn on a plan hold numbers that nobody is told. */
function isUntold(key: string, value: unknown): boolean {
  return /^(?:id|.+Ids?)$/.test(key) || isDrawn(key, value);
}

const PRICE_KEY = /price|cost|fee|amount/i;

/** "9:30" in the data is half past nine in the morning unless it says otherwise. */
function exact(readings: readonly string[]): readonly string[] {
  return readings.slice(0, 1);
}

/** Texts that the model itself put in. */
function echoesOf({ input }: ToolOutcome): Set<string> {
  const own = new Set<string>();
  walk(input, '', (value) => {
    if (typeof value === 'string' && !/^[a-z0-9-]+$/.test(value)) own.add(value);
  });
  return own;
}

function takeNumber(value: number, key: string, numbers: Set<number>, prices: Set<number>, spans: Set<number>): void {
  // Metres are said rounded.
  for (const said of [value, Math.round(value), Math.round(value / 5) * 5, Math.round(value / 10) * 10]) numbers.add(said);
  if (PRICE_KEY.test(key)) prices.add(value);
  if (/min/i.test(key)) spans.add(value);
  if (/seconds?$|Ms$|S$/.test(key)) spans.add(Math.round(value / (key.endsWith('Ms') ? 60_000 : 60)));
}

function takeDuration(value: object, spans: Set<number>): void {
  const { startsAt, endsAt } = value as { startsAt?: unknown; endsAt?: unknown };
  if (typeof startsAt !== 'string' || typeof endsAt !== 'string') return;
  const minutes = (Date.parse(`${endsAt}Z`) - Date.parse(`${startsAt}Z`)) / 60_000;
  if (Number.isFinite(minutes)) spans.add(Math.round(minutes));
}

function minutesFrom(now: string, clock: string): number {
  const of = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return Math.abs(of(clock) - of(now));
}

/** Weekday and month of each date, as a guest hears them. */
function namesOfDates(texts: readonly string[], locale: string): string[] {
  const dates = new Set(texts.flatMap((text) => text.match(/\d{4}-\d\d-\d\d/g) ?? []));
  const format = new Intl.DateTimeFormat([locale, 'en'], { weekday: 'long', month: 'long', timeZone: 'UTC' });
  return [...dates].map((date) => Date.parse(`${date}T00:00:00Z`)).flatMap((at) => (Number.isNaN(at) ? [] : [format.format(at)]));
}

/** Visits every text, number, list and object in plain data, each with the key it stands under. */
function walk(value: unknown, key: string, visit: (value: string | number | object, key: string) => void): void {
  if (typeof value === 'string' || typeof value === 'number') visit(value, key);
  if (typeof value !== 'object' || value === null) return;
  visit(value, key);
  if (Array.isArray(value)) for (const item of value) walk(item, key, visit);
  else for (const [name, inner] of Object.entries(value)) if (!isUntold(name, inner)) walk(inner, name, visit);
}
