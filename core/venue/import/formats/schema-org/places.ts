import type { PlaceKind } from '../../../model.ts';
import { ADMISSION, ADMISSION_WORDS } from '../../programme/admission.ts';
import { record } from '../format.ts';
import { addAnswers, addMissing } from './answers.ts';
import { idOf } from './events.ts';
import { hoursOf } from './hours.ts';
import { readMenu } from './menu.ts';
import { type Graph, type Node, textOf, typesOf, wordOf, wordsOf } from './nodes.ts';
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
  if (isHouse(node) || isLodging(node)) addAnswers(node, reading);
}

/** The house itself rather than something in it. */
function isHouse(node: Node): boolean {
  return typesOf(node).some((type) => PLACE.test(type) && !/^(?:Place|Organization|Accommodation)$/.test(type));
}

function addAmenities(node: Node, graph: Graph, reading: Reading): void {
  for (const amenity of graph.nodes(node.amenityFeature)) {
    if (amenity.value === false || /^(?:false|no|0)$/i.test(wordOf(amenity.value) ?? '')) {
      addMissing(amenity, reading);
      continue;
    }
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
