import { z } from 'zod';
import { type Opening, openAt, openingsOn } from '../venue/hours.ts';
import type { Place } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { findPlace } from './directions.ts';
import { dateOf } from './local-time.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { placeView } from './views.ts';

export const openingHoursInput = z.object({
  place: z.string().min(1).max(200).describe('Id or name of a place or service'),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Day asked about; left out: today'),
  at: z.string().optional().describe('Moment asked about, "2026-11-22T20:00"; left out: now'),
});

export interface OpeningHoursData {
  readonly name: string | null;
  readonly asked: string;
  readonly placeId: string | null;
  /** State at `at`. */
  readonly opening: Opening;
  readonly at: string;
  readonly date: string;
  /** Spans of that day; null when the venue gives no hours. */
  readonly spans: readonly { readonly from: string; readonly to: string }[] | null;
  readonly phone: string | undefined;
}

export const openingHours = defineTool({
  name: 'opening_hours',
  description: 'Opening hours of a place or service on a day, and whether it is open now or at a given time.',
  input: openingHoursInput,
  effect: 'none',
  run(context, input) {
    const thing = findThing(input.place, context);
    const at = input.at ?? context.now;
    const date = input.date ?? dateOf(at);
    const data: OpeningHoursData = {
      name: thing === null ? null : thing.name,
      asked: input.place,
      placeId: thing?.place?.id ?? null,
      opening: openAt(thing?.hours, at, context.know.holidays),
      at,
      date,
      spans: thing?.hours === undefined ? null : openingsOn(thing.hours, date, context.know.holidays),
      phone: thing?.place?.phone,
    };
    const cards =
      thing?.place === undefined ? [] : [{ id: context.ids.next(), kind: 'place' as const, place: placeView(thing.place, context) }];
    return { found: thing !== null && data.spans !== null, data, cards };
  },
});

function findThing(asked: string, context: ToolContext): { name: string; hours: string | undefined; place: Place | undefined } | null {
  const { know, locale } = context;
  const service = know.services.get(asked);
  if (service !== undefined) {
    const place = service.placeId === undefined ? undefined : know.places.get(service.placeId);
    return { name: textIn(service.name, locale), hours: service.hours ?? place?.hours, place };
  }
  const place = findPlace(asked, context);
  return place === null ? null : { name: textIn(place.name, locale), hours: place.hours, place };
}
