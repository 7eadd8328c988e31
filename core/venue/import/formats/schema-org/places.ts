import type { PlaceKind } from '../../../model.ts';
import { ADMISSION, ADMISSION_WORDS } from '../../programme/admission.ts';
import { isRecord } from '../../read-yaml.ts';
import { record } from '../format.ts';
import { idOf } from './events.ts';
import { hoursOf } from './hours.ts';
import { readMenu } from './menu.ts';
import { type Graph, listOf, type Node, textOf, typesOf, wordOf, wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^CafeOrCoffeeShop|^Bakery|^IceCreamShop/, 'cafe'],
  [/^BarOrPub|^Brewery|^Winery|^Distillery|^NightClub/, 'bar'],
  [/Restaurant$|^FoodEstablishment/, 'restaurant'],
  [/Store$|Shop$|^ShoppingCenter/, 'shop'],
  [/^MusicVenue|^EventVenue|Theater$|^StadiumOrArena|^PerformingArtsTheater/, 'hall'],
  [/^MeetingRoom|^Room$|^ConferenceRoom/, 'room'],
  [/^ExerciseGym|^HealthClub|^DaySpa|Pool$|^SportsActivityLocation|^Park$|^Playground/, 'leisure'],
  [/^ParkingFacility/, 'parking'],
  [/^BusStop|^TaxiStand|^TrainStation|^SubwayStation/, 'transport'],
  [/^PublicToilet/, 'toilet'],
  [/^TouristInformationCenter/, 'desk'],
];
const LODGING = /^(?:LodgingBusiness|Hotel|Hostel|Motel|Resort|BedAndBreakfast|Campground|VacationRental)$/;
const PLACE =
  /^(?:Place|LocalBusiness|Museum|ArtGallery|Library|Zoo|Aquarium|TouristAttraction|LandmarksOrHistoricalBuildings|CivicStructure|EntertainmentBusiness|MovieTheater|AmusementPark|Organization|Accommodation)$/;

export function isPlace(node: Node): boolean {
  return isLodging(node) || kindOf(node) !== undefined || typesOf(node).some((type) => PLACE.test(type)) || node.hasMenu !== undefined;
}

function isLodging(node: Node): boolean {
  return typesOf(node).some((type) => LODGING.test(type));
}

function kindOf(node: Node): PlaceKind | undefined {
  return typesOf(node).flatMap((type) => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? [])[0];
}

/** A house, with what is in it, when it opens, its menu, amenities, prices and answers about it. */
export function readPlace(node: Node, graph: Graph, reading: Reading): void {
  const name = wordOf(node.name);
  const hours = hoursOf(node);
  const kind = kindOf(node) ?? (isLodging(node) || isHouse(node) ? 'other' : undefined);
  if (name !== undefined && (kind !== undefined || hours !== undefined)) {
    const value = {
      guid: idOf(node),
      name: textOf(node.name),
      kind: kind ?? 'other',
      description: textOf(node.description),
      hours,
      phone: wordOf(node.telephone),
      aliases: wordsOf(node.alternateName),
      tags: wordsOf(node.servesCuisine),
    };
    reading.add(
      'rooms',
      record(reading.file, reading.lineOf(node), value, ([key]) => reading.lineOf(node, key === 'hours' ? 'openingHours' : key)),
    );
  }
  if (name !== undefined && (isLodging(node) || isHouse(node))) reading.setEvent({ venueName: name });
  for (const key of ['hasMenu', 'menu'] as const) for (const menu of graph.nodes(node[key])) readMenu(menu, name, graph, reading);
  for (const key of ['containsPlace', 'location', 'department', 'subOrganization', 'event', 'events', 'employee', 'subjectOf'] as const) {
    for (const part of graph.nodes(node[key])) reading.visit(part);
  }
  addAmenities(node, graph, reading);
  addAdmission(node, graph, reading);
  addAnswers(node, reading);
}

/** The house itself rather than something in it. */
function isHouse(node: Node): boolean {
  return typesOf(node).some((type) => PLACE.test(type) && !/^(?:Place|Organization|Accommodation)$/.test(type));
}

function addAmenities(node: Node, graph: Graph, reading: Reading): void {
  for (const amenity of graph.nodes(node.amenityFeature)) {
    if (amenity.value === false || /^(?:false|no|0)$/i.test(wordOf(amenity.value) ?? '')) continue;
    const text = typeof amenity.value === 'string' && !/^(?:true|yes|1)$/i.test(amenity.value) ? amenity.value : undefined;
    const value = {
      guid: idOf(amenity),
      name: textOf(amenity.name),
      description: textOf(amenity.description) ?? text,
      hours: hoursOf(amenity),
    };
    reading.add('services', record(reading.file, reading.lineOf(amenity), value));
  }
}

/** What it costs to get in, by group where the offers have names. */
function addAdmission(node: Node, graph: Graph, reading: Reading): void {
  if (!isHouse(node)) return;
  const prices = graph.nodes(node.offers).flatMap((offer) => {
    const price = Number(wordOf(offer.price) ?? Number.NaN);
    const group = textOf(offer.name) ?? textOf(offer.eligibleCustomerType) ?? textOf(offer.category);
    return Number.isFinite(price) && price >= 0 ? [{ group: group ?? 'admission', price }] : [];
  });
  const free = node.isAccessibleForFree === true;
  if (prices.length === 0 && !free) return;
  const value = { name: ADMISSION, prices, price: prices.length === 0 ? FREE : undefined, aliases: ADMISSION_WORDS };
  reading.add('services', record(reading.file, reading.lineOf(node, 'offers'), value));
}

const FREE = { en: 'free', de: 'frei', fr: 'gratuite', es: 'gratuita', it: 'gratuito' };

/** What schema.org has a property for and guests have a question for. */
const QUESTIONS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'checkinTime',
    {
      en: 'When is check-in?',
      de: 'Ab wann kann man einchecken?',
      fr: 'À quelle heure est l’arrivée ?',
      es: '¿A qué hora es la entrada?',
      it: 'A che ora è il check-in?',
    },
  ],
  [
    'checkoutTime',
    {
      en: 'When is check-out?',
      de: 'Bis wann muss man auschecken?',
      fr: 'À quelle heure est le départ ?',
      es: '¿A qué hora es la salida?',
      it: 'A che ora è il check-out?',
    },
  ],
  [
    'address',
    {
      en: 'What is the address?',
      de: 'Wie ist die Adresse?',
      fr: 'Quelle est l’adresse ?',
      es: '¿Cuál es la dirección?',
      it: 'Qual è l’indirizzo?',
    },
  ],
];

function addAnswers(node: Node, reading: Reading): void {
  if (!isHouse(node) && !isLodging(node)) return;
  for (const [key, question] of QUESTIONS) {
    const answer = key === 'address' ? addressOf(node.address) : clockOf(wordOf(node[key]));
    if (answer !== undefined) reading.add('faqs', record(reading.file, reading.lineOf(node, key), { question, answer }));
  }
}

function clockOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (/(?:^|T)(\d{1,2}:\d{2})/.exec(text)?.[1] ?? text);
}

function addressOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  if (typeof first === 'string') return first;
  if (!isRecord(first)) return undefined;
  const town = [wordOf(first.postalCode), wordOf(first.addressLocality)].filter((part) => part !== undefined).join(' ');
  const lines = [wordOf(first.streetAddress), town].filter((line) => line !== undefined && line !== '');
  return lines.length === 0 ? undefined : lines.join(', ');
}
