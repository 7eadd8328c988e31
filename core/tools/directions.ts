import { z } from 'zod';
import type { RouteView } from '../contract/index.ts';
import type { Opening } from '../venue/hours.ts';
import type { Place } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { routeView } from './route-view.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { floorName, openingOf, placeName, placeView } from './views.ts';

export const directionsInput = z.object({
  to: z.string().min(1).max(200).describe('Id or name of the place to go to'),
  from: z.string().max(200).optional().describe('Id or name of the place to start from; left out: this kiosk'),
  stepFree: z.boolean().optional().describe('Lifts and ramps only'),
});

export interface DirectionsData {
  readonly to: { readonly id: string; readonly name: string; readonly floorName: string; readonly sameFloor: boolean } | null;
  readonly asked: string;
  readonly fromName: string | null;
  readonly route: RouteView | null;
  /** No step-free way exists, and none but a stepped one is known. */
  readonly onlyWithSteps: boolean;
  /** The guest already stands there. */
  readonly here: boolean;
  readonly opening: Opening;
}

export const directions = defineTool({
  name: 'directions',
  description:
    'The way from this kiosk (or another place) to a place: floor, distance, time and steps, with the map. Step-free where asked.',
  input: directionsInput,
  effect: 'none',
  run(context, input) {
    const to = findPlace(input.to, context);
    const from = input.from === undefined ? null : findPlace(input.from, context);
    if (to === null) {
      const data: DirectionsData = {
        to: null,
        asked: input.to,
        fromName: null,
        route: null,
        onlyWithSteps: false,
        here: false,
        opening: { state: 'unknown' },
      };
      return { found: false, data, cards: [] };
    }
    const stepFree = input.stepFree ?? context.preferences.stepFree;
    const start = from?.id ?? context.here?.placeId;
    const here = start === to.id;
    const found = here ? null : routeFrom(context, from, to, stepFree);
    const stepped = found === null && stepFree && !here ? routeFrom(context, from, to, false) : null;
    const route = found === null ? null : routeView(found, fromName(context, from), to, context);
    const startFloor = from?.floorId ?? context.here?.floorId;
    const data: DirectionsData = {
      to: { id: to.id, name: placeName(to, context), floorName: floorName(to.floorId, context), sameFloor: to.floorId === startFloor },
      asked: input.to,
      fromName: from === null ? null : placeName(from, context),
      route,
      onlyWithSteps: stepped !== null,
      here,
      opening: openingOf(to, context),
    };
    const card = { id: context.ids.next(), kind: 'place' as const, place: placeView(to, context), ...(route === null ? {} : { route }) };
    return { found: true, data, cards: [card] };
  },
});

function routeFrom(context: ToolContext, from: Place | null, to: Place, stepFree: boolean) {
  const { here, know } = context;
  if (from !== null) return know.wayfinder.route({ from: { placeId: from.id }, to: to.id, stepFree });
  if (here === null) return null;
  const heading = 'headingDeg' in here && typeof here.headingDeg === 'number' ? { headingDeg: here.headingDeg } : {};
  return know.wayfinder.route({ from: { floorId: here.floorId, at: here.at }, to: to.id, stepFree, ...heading });
}

function fromName(context: ToolContext, from: Place | null): string {
  return from === null ? context.t('place.here') : placeName(from, context);
}

/** By id, else by name; an exhibitor's or a session's name leads to where it is. */
export function findPlace(asked: string, { know }: ToolContext): Place | null {
  const known = know.places.get(asked);
  if (known !== undefined) return known;
  for (const link of know.names.link(foldedWords(asked), new Set(['place', 'exhibitor', 'session', 'service']))) {
    if (link.ofName < 0.6) continue;
    const id =
      link.kind === 'place'
        ? link.id
        : link.kind === 'exhibitor'
          ? know.exhibitors.get(link.id)?.placeId
          : link.kind === 'service'
            ? know.services.get(link.id)?.placeId
            : know.sessions.get(link.id)?.roomId;
    const place = id === undefined || id === null ? undefined : know.places.get(id);
    if (place !== undefined) return place;
  }
  return null;
}
