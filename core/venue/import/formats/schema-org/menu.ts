import { record } from '../format.ts';
import { type Graph, type Node, textOf, wordOf, wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

const DEEPEST = 8;

/** A Menu with its sections, sections in them, and dishes. @param place name of the restaurant */
export function readMenu(menu: Node, place: string | undefined, graph: Graph, reading: Reading, section?: string, depth = 0): void {
  const items = [...graph.nodes(menu.hasMenuItem), ...graph.nodes(menu.menuItem)];
  for (const item of items) reading.add('dishes', dishOf(item, place, section, graph, reading));
  if (depth >= DEEPEST) return;
  for (const part of [...graph.nodes(menu.hasMenuSection), ...graph.nodes(menu.menuSection)]) {
    readMenu(part, place, graph, reading, wordOf(part.name) ?? section, depth + 1);
  }
}

function dishOf(item: Node, place: string | undefined, section: string | undefined, graph: Graph, reading: Reading) {
  const offer = graph.node(item.offers);
  const currency = wordOf(offer?.priceCurrency);
  if (currency !== undefined) reading.setEvent({ currency });
  const value = {
    place,
    section,
    name: textOf(item.name),
    description: textOf(item.description),
    price: wordOf(offer?.price) ?? wordOf(graph.node(offer?.priceSpecification)?.price),
    diets: wordsOf(item.suitableForDiet),
    allergens: wordsOf(item.allergens),
  };
  return record(reading.file, reading.lineOf(item), value, ([key]) => reading.lineOf(item, key));
}
