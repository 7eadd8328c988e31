import { z } from 'zod';
import { openAt } from '../venue/hours.ts';
import type { Service } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { pricesFor, pricesText } from './group-prices.ts';
import { createRequest, type StaffRequestData } from './staff-request.ts';
import { defineTool, type ToolContext, type ToolResult } from './tool.ts';
import { floorName, hoursText, placeName, placeView } from './views.ts';

const serviceName = z.string().min(1).max(200).describe('Id or name of a service: towels, luggage storage, taxi, late check-out');

export const hotelServiceInput = z.object({
  service: serviceName,
  detail: z.string().max(500).default('').describe('What is needed: how many, when, where, room number if the guest gave it'),
});

export const serviceInfoInput = z.object({
  service: serviceName.optional().describe('Left out: all services'),
  who: z.string().max(200).optional().describe('Whose price: "child", "two adults and a student"; left out: everybody\'s'),
});

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly price: string;
  readonly hours: string | undefined;
  readonly placeId: string | undefined;
  readonly placeName: string;
  readonly floorName: string;
  readonly requestable: boolean;
}

export interface ServiceInfoData {
  readonly services: readonly ServiceView[];
  readonly total: number;
  readonly asked: string;
}

export const hotelService = defineTool({
  name: 'hotel_service',
  description:
    'Asks staff to do something for the guest that the venue offers (towels, luggage, taxi, wake-up call). The guest has to confirm it first.',
  input: hotelServiceInput,
  effect: 'request',
  compensate: 'cancel_request',
  run(context, { service: asked, detail }): ToolResult<StaffRequestData | null> {
    const service = findService(asked, context);
    if (service === null || !service.requestable) return { found: false, data: null, cards: [] };
    return createRequest(context, `service-${service.id}`, (locale) => textIn(service.name, locale), detail);
  },
});

export const serviceInfo = defineTool({
  name: 'service_info',
  description: 'What services the venue offers (laundry, luggage, taxi, spa, late check-out): what it is, price, hours, where.',
  input: serviceInfoInput,
  effect: 'none',
  run(context, { service: asked, who = '' }) {
    const one = asked === undefined ? null : findService(asked, context);
    const services = one !== null ? [one] : asked === undefined ? context.know.venue.services : [];
    const views = services.slice(0, 20).map((service) => serviceView(service, context, foldedWords(who)));
    const data: ServiceInfoData = { services: views, total: services.length, asked: asked ?? '' };
    const place = one?.placeId === undefined ? undefined : context.know.places.get(one.placeId);
    const card =
      place !== undefined
        ? { id: context.ids.next(), kind: 'place' as const, place: placeView(place, context) }
        : {
            id: context.ids.next(),
            kind: 'list' as const,
            title: context.t('list.services'),
            total: views.length,
            items: views.map((view) => ({
              id: view.id,
              title: view.name,
              subtitle: view.description.slice(0, 300),
              ask: view.name,
              ...(view.price === '' ? {} : { label: view.price }),
            })),
          };
    return { found: views.length > 0, data, cards: views.length === 0 ? [] : [card] };
  },
});

export function findService(asked: string, { know }: ToolContext): Service | null {
  const known = know.services.get(asked);
  if (known !== undefined) return known;
  const link = know.names.link(foldedWords(asked), new Set(['service']))[0];
  return link !== undefined && link.ofName >= 0.6 ? (know.services.get(link.id) ?? null) : null;
}

/** @param who whose price, in folded words. */
export function serviceView(service: Service, context: ToolContext, who: readonly string[] = []): ServiceView {
  const place = service.placeId === undefined ? undefined : context.know.places.get(service.placeId);
  const { locale } = context;
  return {
    id: service.id,
    name: textIn(service.name, locale),
    description: textIn(service.description, locale),
    price: service.prices === undefined ? textIn(service.priceText, locale) : pricesText(pricesFor(service.prices, who), context),
    hours: hoursText(openAt(service.hours ?? place?.hours, context.now, context.know.holidays), context),
    placeId: place?.id,
    placeName: place === undefined ? '' : placeName(place, context),
    floorName: place === undefined ? '' : floorName(place.floorId, context),
    requestable: service.requestable,
  };
}
