import type { Found } from '../../contract/index.ts';
import { type PathEdge, textIn, type Venue } from '../model.ts';
import { wordsOf } from '../search/normalise.ts';
import { connectorOf, pathIdOf, pathIdOfPlace } from './paths.ts';

type Kind = 'place' | 'session' | 'path' | 'faq';

/** What a quick edit can be about, by the beginnings of the words in its name; all of them for an empty text. */
export function findTargets(venue: Venue, kind: Kind, text: string): Found[] {
  const wanted = wordsOf(text);
  return targetsOf(venue, kind).filter(({ id, title, subtitle }) => {
    const words = wordsOf(`${title} ${subtitle} ${id}`);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function targetsOf(venue: Venue, kind: Kind): Found[] {
  const main = venue.languages[0] ?? 'en';
  const text = (value: Parameters<typeof textIn>[0]) => textIn(value, main, main);
  const floors = new Map(venue.floors.map((floor) => [floor.id, text(floor.name)]));
  const places = new Map(venue.places.map((place) => [place.id, text(place.name)]));
  switch (kind) {
    case 'place':
      return venue.places.map(({ id, name, kind: sort, floorId, hours }) => ({
        id,
        title: text(name),
        subtitle: [sort, floors.get(floorId)].filter(Boolean).join(', '),
        closed: hours === 'off',
        ...(hours === undefined ? {} : { hours }),
      }));
    case 'session':
      return venue.sessions.map(({ id, title, startsAt, endsAt, roomId, status }) => ({
        id,
        title: text(title),
        subtitle: [`${startsAt.replace('T', ' ')}–${endsAt.slice(11)}`, places.get(roomId ?? '')].filter(Boolean).join(', '),
        startsAt,
        endsAt,
        roomId,
        cancelled: status === 'cancelled',
      }));
    case 'faq':
      return venue.faqs.map(({ id, questions, answer }) => ({
        id,
        title: text(questions[0]),
        subtitle: text(answer).slice(0, 120),
        questions: questions.map(text),
        answer: text(answer),
      }));
    case 'path':
      return pathsOf(venue, places, floors);
  }
}

/** Lifts and stairs as one each, whatever floors they have, then every single way by what it connects. */
function pathsOf(venue: Venue, places: ReadonlyMap<string, string>, floors: ReadonlyMap<string, string>): Found[] {
  const nodes = new Map(venue.nodes.map((node) => [node.id, node]));
  const seen = new Set<PathEdge>();
  const connectors = [...new Set(venue.nodes.flatMap(({ placeId }) => placeId ?? []))].flatMap((placeId): Found[] => {
    const edges = [...connectorOf(venue, placeId)];
    if (edges.length === 0 || edges.some((edge) => seen.has(edge))) return [];
    for (const edge of edges) seen.add(edge);
    const levels = new Set(edges.flatMap(({ from, to }) => [from, to].map((id) => floors.get(nodes.get(id)?.floorId ?? '') ?? '')));
    const kinds = [...new Set(edges.map(({ kind }) => kind))].join(', ');
    return [
      {
        id: pathIdOfPlace(placeId),
        title: places.get(placeId) ?? placeId,
        subtitle: `${kinds}: ${[...levels].join(', ')}`,
        closed: edges.every(({ closed }) => closed),
      },
    ];
  });
  const nameOf = (id: string) => places.get(nodes.get(id)?.placeId ?? '') ?? id;
  const single = venue.edges.map((edge) => ({
    id: pathIdOf(edge),
    title: `${nameOf(edge.from)} – ${nameOf(edge.to)}`,
    subtitle: [edge.kind, floors.get(nodes.get(edge.from)?.floorId ?? '')].filter(Boolean).join(', '),
    closed: edge.closed,
  }));
  return [...connectors, ...single];
}
