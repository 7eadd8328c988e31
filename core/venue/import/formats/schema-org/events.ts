import { record } from '../format.ts';
import type { Graph, Node } from './nodes.ts';
import { listOf, shortName, textOf, typesOf, wordOf, wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

const EVENT = /(?:Event|Festival|Hackathon|EventSeries|CourseInstance)$/;

export function isEvent(node: Node): boolean {
  return typesOf(node).some((type) => EVENT.test(type));
}

/** An event with parts is the programme that the parts belong to; one without is a session. */
export function readEvent(node: Node, graph: Graph, reading: Reading): void {
  const parts = [...graph.nodes(node.subEvent), ...graph.nodes(node.subEvents), ...graph.nodes(node.hasPart).filter(isEvent)];
  if (parts.length === 0) {
    addSession(node, graph, reading);
    return;
  }
  const place = graph.node(node.location);
  const [name, venueName, firstDay, lastDay] = [wordOf(node.name), wordOf(place?.name), wordOf(node.startDate), wordOf(node.endDate)];
  reading.setEvent({
    ...(name === undefined ? {} : { name }),
    ...(venueName === undefined ? {} : { venueName }),
    ...(firstDay === undefined ? {} : { firstDay }),
    ...(lastDay === undefined ? {} : { lastDay }),
  });
  reading.visit(place);
  for (const part of parts) reading.visit(part);
}

function addSession(node: Node, graph: Graph, reading: Reading): void {
  const place = graph.node(node.location);
  const status = shortName(wordOf(node.eventStatus) ?? '');
  const people = [
    ...graph.nodes(node.performer),
    ...graph.nodes(node.performers),
    ...graph.nodes(node.speaker),
    ...graph.nodes(node.actor),
  ];
  const value = {
    guid: wordOf(node.identifier) ?? idOf(node) ?? wordOf(node.url),
    title: textOf(node.name) ?? textOf(graph.node(node.workPresented)?.name) ?? textOf(graph.node(node.workFeatured)?.name),
    subtitle: status === 'EventPostponed' ? 'Postponed.' : undefined,
    start: wordOf(node.startDate),
    end: wordOf(node.endDate),
    duration: wordOf(node.duration),
    room: place === undefined ? wordOf(node.location) : wordOf(place.name),
    people: [...people.map((person) => ({ guid: idOf(person), name: wordOf(person.name) })), ...namesOf(node.performer)],
    kind: kindOf(node),
    language: wordOf(node.inLanguage),
    abstract: withPrice(textOf(node.description), graph.nodes(node.offers)),
    tags: wordsOf(node.keywords).flatMap((word) => word.split(',')),
    status: status === 'EventCancelled' || status === 'EventPostponed' ? 'cancelled' : undefined,
  };
  reading.add(
    'sessions',
    record(reading.file, reading.lineOf(node), value, ([key]) => reading.lineOf(node, FIELDS[String(key)] ?? key)),
  );
  for (const person of people) addPerson(person, reading);
  const whole = graph.node(node.superEvent);
  const name = wordOf(whole?.name);
  if (name !== undefined) reading.setEvent({ name });
}

/** What a ticket costs is said after what it is for. */
function withPrice(description: string | Record<string, string> | undefined, offers: readonly Node[]): typeof description {
  const prices = offers.flatMap((offer) => {
    const price = wordOf(offer.price);
    const currency = wordOf(offer.priceCurrency);
    if (price === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency) || !/^\d{1,6}([.,]\d{1,2})?$/.test(price)) return [];
    const name = wordOf(offer.name);
    return [`${name === undefined ? '' : `${name} `}${price} ${currency}`];
  });
  if (prices.length === 0) return description;
  const told = `${prices.join(', ')}.`;
  if (description === undefined) return told;
  const after = (text: string) => `${text}\n${told}`;
  return typeof description === 'string'
    ? after(description)
    : Object.fromEntries(Object.entries(description).map(([language, text]) => [language, after(text)]));
}

const FIELDS: Readonly<Record<string, string>> = {
  title: 'name',
  start: 'startDate',
  end: 'endDate',
  room: 'location',
  status: 'eventStatus',
};

export function addPerson(person: Node, reading: Reading): void {
  const value = {
    guid: idOf(person),
    name: wordOf(person.name),
    role: textOf(person.jobTitle),
    organisation: wordOf(person.affiliation) ?? wordOf(person.worksFor),
    bio: textOf(person.description),
  };
  if (value.name !== undefined) reading.add('people', record(reading.file, reading.lineOf(person), value));
}

function namesOf(value: unknown): { readonly name: string }[] {
  return listOf(value).flatMap((item) => (typeof item === 'string' ? [{ name: item }] : []));
}

/** An id of the page itself ("#e1", "https://…/e1") tells things apart; a blank one ("_:b0") changes with each export. */
export function idOf(node: Node): string | undefined {
  const id = node['@id'];
  return typeof id === 'string' && !id.startsWith('_:') ? id : undefined;
}

/** "Screening" of ScreeningEvent. */
function kindOf(node: Node): string | undefined {
  const type = typesOf(node).find((one) => one !== 'Event' && EVENT.test(one));
  return type?.replace(/Event$/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
}
