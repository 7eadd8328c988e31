import { z } from 'zod';
import type { Exhibitor } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { floorName, placeName, placeView } from './views.ts';

export const exhibitorsInput = z.object({
  exhibitor: z.string().max(200).optional().describe('Id or name of one exhibitor, or its stand'),
  place: z.string().max(200).optional().describe('Id of the hall that they should be in'),
  about: z.string().max(200).optional().describe('What it should offer, in the guest’s words'),
});

export interface ExhibitorView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly stand: string;
  readonly placeId: string | undefined;
  readonly placeName: string;
  readonly floorName: string;
}

export interface ExhibitorsData {
  readonly exhibitors: readonly ExhibitorView[];
  readonly total: number;
  readonly asked: string;
  readonly about: string | undefined;
}

const SHOWN = 12;

export const exhibitors = defineTool({
  name: 'exhibitors',
  description: 'Exhibitors by name, stand or what they offer; without input all of them. Gives stand, hall and what they do.',
  input: exhibitorsInput,
  effect: 'none',
  run(context, input) {
    const found = find(input, context);
    const views = found.slice(0, SHOWN).map((exhibitor) => viewOf(exhibitor, context));
    const data: ExhibitorsData = { exhibitors: views, total: found.length, asked: input.exhibitor ?? '', about: input.about };
    const only = found.length === 1 ? found[0] : undefined;
    return { found: views.length > 0, data, cards: views.length === 0 ? [] : [only === undefined ? list() : card(only)] };

    function list() {
      return {
        id: context.ids.next(),
        kind: 'list' as const,
        title: context.t('list.exhibitors'),
        total: found.length,
        items: views.map((view) => ({
          id: view.id,
          title: view.name,
          subtitle: view.description.slice(0, 200),
          ...(view.stand === '' ? {} : { label: view.stand }),
          ask: context.t('ask.exhibitor', { exhibitor: view.name }),
        })),
      };
    }

    function card(exhibitor: Exhibitor) {
      const place = exhibitor.placeId === undefined ? undefined : context.know.places.get(exhibitor.placeId);
      const description = textIn(exhibitor.description, context.locale);
      return {
        id: context.ids.next(),
        kind: 'exhibitor' as const,
        name: exhibitor.name,
        categories: [...exhibitor.categories],
        ...(description === '' ? {} : { description }),
        ...(exhibitor.stand === undefined ? {} : { stand: exhibitor.stand }),
        ...(exhibitor.website === undefined ? {} : { website: exhibitor.website }),
        ...(place === undefined ? {} : { place: placeView(place, context) }),
      };
    }
  },
});

function find(input: z.infer<typeof exhibitorsInput>, context: ToolContext): Exhibitor[] {
  const found = findAnywhere(input, context);
  return input.place === undefined ? found : found.filter(({ placeId }) => placeId === input.place);
}

function findAnywhere(input: z.infer<typeof exhibitorsInput>, { know }: ToolContext): Exhibitor[] {
  if (input.exhibitor !== undefined) {
    const known = know.exhibitors.get(input.exhibitor);
    if (known !== undefined) return [known];
    const links = know.names.link(foldedWords(input.exhibitor), new Set(['exhibitor'])).filter((link) => link.ofName >= 0.6);
    const best = links[0];
    return best === undefined
      ? []
      : links.filter((link) => link.ofName >= best.ofName - 0.05).flatMap((link) => know.exhibitors.get(link.id) ?? []);
  }
  if (input.about === undefined) return [...know.venue.exhibitors];
  const hits = know.index.search(input.about, { kinds: ['exhibitor'], limit: 40, minConfidence: 0.4 });
  const top = hits[0];
  return top === undefined ? [] : hits.filter((hit) => hit.confidence >= top.confidence - 0.12).map((hit) => hit.exhibitor);
}

function viewOf(exhibitor: Exhibitor, context: ToolContext): ExhibitorView {
  const place = exhibitor.placeId === undefined ? undefined : context.know.places.get(exhibitor.placeId);
  return {
    id: exhibitor.id,
    name: exhibitor.name,
    description: textIn(exhibitor.description, context.locale),
    stand: exhibitor.stand ?? '',
    placeId: place?.id,
    placeName: place === undefined ? '' : placeName(place, context),
    floorName: place === undefined ? '' : floorName(place.floorId, context),
  };
}
