import type { PlaceKind } from '../model.ts';
import { wordsOf } from './normalise.ts';

/**
 * Words guests use for the same thing. Each concept is a term of its own in the index: a record
 * that shows one of the words, or is of one of the kinds, answers to all of them. An entry of several
 * words is matched as a phrase.
 */
export interface Concept {
  readonly id: string;
  readonly words: readonly string[];
  readonly kinds: readonly PlaceKind[];
}

const concept = (id: string, kinds: readonly PlaceKind[], words: string): Concept => ({
  id: `§${id}`,
  kinds,
  words: words.split(',').map((word) => word.trim()),
});

export const CONCEPTS: readonly Concept[] = [
  concept(
    'toilet',
    ['toilet'],
    'toilet, toilets, restroom, restrooms, rest room, bathroom, bathrooms, bath room, washroom, loo, loos, wc, lavatory, ladies room, mens room, gents, powder room, pee, toilette, toiletten, klo, waschraum, sanitar, aseo, aseos, bano, banos, toilettes, bagno, bagni, servizi',
  ),
  concept('lift', ['lift'], 'lift, lifts, elevator, elevators, aufzug, aufzuge, aufzuege, fahrstuhl, ascenseur, ascensor, ascensore'),
  concept('stairs', ['stairs'], 'stairs, stair, staircase, stairway, steps, treppe, treppen, treppenhaus, escaliers, escalera, scale'),
  concept('escalator', [], 'escalator, escalators, rolltreppe, rolltreppen'),
  concept(
    'food',
    ['restaurant', 'cafe'],
    'eat, eating, food, hungry, meal, meals, lunch, dinner, supper, dining, dine, snack, snacks, bite, essen, mittagessen, abendessen, hunger, hungrig, speisen, manger, comer, mangiare',
  ),
  concept('restaurant', ['restaurant'], 'restaurant, restaurants, eatery, bistro, gaststatte, lokal, ristorante, restaurante'),
  concept('breakfast', [], 'breakfast, fruhstuck, fruehstueck, petit dejeuner, desayuno, colazione'),
  concept('coffee', ['cafe'], 'coffee, cafe, cafes, espresso, cappuccino, kaffee, coffee shop, caffe'),
  concept('bar', ['bar'], 'bar, bars, pub, drinks, drink, cocktail, cocktails, beer, wine, getranke, bier, trinken'),
  concept('water', [], 'water, drinking water, water fountain, refill, wasser, trinkwasser, trinkbrunnen'),
  concept('menu', [], 'menu, menus, speisekarte, karte, gericht, gerichte, dish, dishes'),
  concept('room', ['room'], 'room, rooms, raum, raume, meeting room, conference room, konferenzraum, saal, salle, sala'),
  concept('hall', ['hall'], 'hall, halls, ballroom, auditorium, exhibition hall, expo, halle, saal, ausstellung'),
  concept('stand', ['stand'], 'stand, stands, booth, booths, messestand'),
  concept('reception', [], 'reception, front desk, check in, checkin, lobby desk, rezeption, empfang, reception desk, hotel desk'),
  concept('registration', [], 'registration, register, badge pickup, badges, badge, accreditation, registrierung, anmeldung'),
  concept(
    'information',
    ['desk'],
    'information desk, info desk, info point, help desk, helpdesk, concierge, auskunft, infopoint, infostand',
  ),
  concept(
    'cloakroom',
    [],
    'cloakroom, cloak room, coat check, coatroom, coats, coat, wardrobe, garderobe, jacke, jacken, vestiaire, guardarropa',
  ),
  concept(
    'luggage',
    [],
    'luggage, baggage, bag, bags, suitcase, suitcases, bag drop, left luggage, gepack, gepaeck, koffer, gepackaufbewahrung, bagages',
  ),
  concept(
    'firstaid',
    [],
    'first aid, nurse, doctor, medic, medical, paramedic, sick, injured, erste hilfe, arzt, sanitater, premiers secours',
  ),
  concept('defibrillator', [], 'defibrillator, aed, defi'),
  concept('pharmacy', [], 'pharmacy, chemist, drugstore, apotheke, pharmacie, farmacia'),
  concept('lost', [], 'lost and found, lost property, lost, fundburo, fundbuero, fundsachen, verloren, objets trouves'),
  concept('cash', [], 'atm, cash machine, cash point, cashpoint, cash, geldautomat, bankomat, bargeld, distributeur'),
  concept('wifi', [], 'wifi, wi fi, wlan, internet, wireless, network, netz, netzwerk'),
  concept(
    'charging',
    [],
    'charge, charging, charger, power outlet, outlet, outlets, socket, sockets, plug, power bank, laden, ladestation, ladegerat, steckdose, aufladen',
  ),
  concept('taxi', [], 'taxi, taxis, cab, cabs, taxi rank, ride share'),
  concept(
    'transport',
    ['transport'],
    'bus, bus stop, tram, train, subway, metro, underground, public transport, shuttle, haltestelle, bahn, zug, ubahn, s bahn, u bahn, station, bahnhof',
  ),
  concept(
    'parking',
    ['parking'],
    'parking, car park, parking lot, garage, park my car, parken, parkplatz, parkhaus, tiefgarage, parcheggio',
  ),
  concept('gym', [], 'gym, fitness, workout, work out, fitnessraum, fitnessstudio, sport'),
  concept('pool', [], 'pool, swimming pool, swimming, swim, schwimmbad, schwimmen, piscine, piscina'),
  concept('spa', [], 'spa, sauna, wellness, massage, steam room'),
  concept('terrace', [], 'terrace, rooftop, roof, outdoor seating, terrasse, dachterrasse'),
  concept('shop', ['shop'], 'shop, shops, store, gift shop, souvenirs, buy, laden, geschaft, kaufen, boutique, tienda'),
  concept('prayer', [], 'prayer room, prayer, pray, chapel, mosque, gebetsraum, beten, multi faith, multifaith'),
  concept('quiet', [], 'quiet room, quiet, silent room, calm, ruheraum, ruhe, sensory room'),
  concept(
    'baby',
    [],
    'baby, nursing, nursing room, breastfeeding, baby change, changing room, diaper, diapers, nappy, nappies, wickelraum, wickeltisch, stillen, stillraum, parents room',
  ),
  concept('children', [], 'kids, children, child, childcare, creche, kinder, kinderbetreuung, play area, spielplatz'),
  concept('smoking', [], 'smoke, smoking, smoking area, cigarette, cigarettes, vape, rauchen, raucherbereich'),
  concept('accessible', [], 'accessible, wheelchair, disabled, step free, barrierefrei, rollstuhl, handicapped, accessibility'),
  concept('entrance', ['entrance'], 'entrance, main entrance, front door, eingang, haupteingang, way in, entree, entrada'),
  concept('exit', ['exit'], 'exit, exits, way out, ausgang, notausgang, emergency exit, sortie, salida, uscita'),
  concept('business', [], 'business centre, business center, printer, print, printing, copier, drucken, drucker, kopierer'),
  concept('floor', [], 'floor, level, storey, etage, ebene, stock, stockwerk, geschoss, obergeschoss'),
  concept('session', [], 'session, sessions, talk, talks, lecture, lectures, presentation, vortrag, vortrage, sitzung'),
  concept('workshop', [], 'workshop, workshops, hands on, tutorial'),
  concept('keynote', [], 'keynote, keynotes, opening talk, eroffnungsvortrag'),
  concept(
    'housekeeping',
    [],
    'housekeeping, cleaning, clean my room, towel, towels, pillow, pillows, blanket, handtuch, handtucher, kissen, decke, zimmerservice',
  ),
  concept('roomservice', [], 'room service, in room dining'),
  concept('checkout', [], 'check out, checkout, leave my room, auschecken'),
  concept('umbrella', [], 'umbrella, umbrellas, regenschirm'),
  concept('laundry', [], 'laundry, dry cleaning, ironing, iron, wasche, waschen, bugeleisen, reinigung'),
  concept('vegetarian', [], 'vegetarian, veggie, meatless, vegetarisch, vegetariano'),
  concept('vegan', [], 'vegan, plant based, vegane, veganes, vegano'),
  concept(
    'photo',
    [],
    'photo, photos, photograph, photographs, photography, picture, pictures, camera, selfie, film, filming, foto, fotos, fotografieren, filmen, kamera',
  ),
  concept('pets', [], 'dog, dogs, pet, pets, puppy, animal, animals, hund, hunde, haustier, haustiere, tiere'),
  concept('ticket', [], 'ticket, tickets, admission, entry fee, entrance fee, get in, eintritt, eintrittskarte, eintrittskarten'),
  concept('discount', [], 'discount, discounts, concession, concessions, reduced price, rabatt, ermassigung, ermassigt'),
  concept('ownfood', [], 'own food, packed lunch, sandwiches, picnic, picnics, brought food, snacks, eigenes essen, picknick'),
  concept(
    'payment',
    [],
    'pay by card, credit card, card payment, contactless, cash only, apple pay, kartenzahlung, kreditkarte, mit karte, bar bezahlen',
  ),
  concept('pram', [], 'pram, prams, buggy, buggies, stroller, strollers, pushchair, pushchairs, kinderwagen'),
  concept('audioguide', [], 'audio guide, audioguide, audio guides, headset, audiofuhrer'),
  concept(
    'closing',
    [],
    'closing, closing ceremony, closing session, closing remarks, farewell, abschluss, abschlussveranstaltung, schlussveranstaltung',
  ),
  concept('opening', [], 'opening, opening ceremony, opening session, opening remarks, welcome, welcoming, eroffnung, begrussung'),
  // Topics: a programme is often written in one language and asked about in the other.
  concept('access', [], 'accessibility, step free, barrierefreiheit, barrierefrei, inclusion, inklusion'),
  concept('climate', [], 'sustainability, sustainable, climate, environment, nachhaltigkeit, nachhaltig, klima, umwelt'),
  concept('energy', [], 'energy, energie, strom'),
  concept('security', [], 'security, sicherheit, safety'),
  concept('privacy', [], 'privacy, data protection, gdpr, datenschutz, dsgvo'),
  concept('ai', [], 'ai, artificial intelligence, machine learning, ki, kunstliche intelligenz'),
  concept('robots', [], 'robot, robots, robotics, roboter, robotik'),
  concept('acoustics', [], 'acoustics, sound, noise, akustik, larm, schall'),
  concept('lighting', [], 'lighting, light, beleuchtung, licht'),
  concept('wayfinding', [], 'wayfinding, signage, signs, wegeleitung, beschilderung, schilder'),
  concept('beds', [], 'bed, beds, mattress, mattresses, bett, betten, matratze, matratzen'),
  concept('locks', [], 'lock, locks, schloss, schlosser, turschloss, turschlosser'),
  concept('music', [], 'music, live music, concert, concerts, jazz, musik, livemusik, konzert, konzerte'),
  concept('work', [], 'work, working conditions, labour, arbeit, arbeitsbedingungen'),
  concept('glutenfree', [], 'gluten free, without gluten, coeliac, celiac, glutenfrei'),
  concept('lactosefree', [], 'lactose free, without lactose, dairy free, laktosefrei'),
];

/** Concepts that so many things answer to that the word tells little. */
const GENERIC: ReadonlySet<string> = new Set(['§room', '§hall', '§stand', '§floor', '§session', '§menu', '§information', '§bar']);

/** True for a concept that by itself says what a guest wants. */
export function isTelling(concept: string): boolean {
  return !GENERIC.has(concept);
}

/** True where the words of a concept mean the same; lunch and dinner both are food, but not each other. */
export function isSynonym(concept: string): boolean {
  return !GENERIC.has(concept) && !BROADER.has(concept);
}

const BROADER: ReadonlySet<string> = new Set(['§food', '§coffee', '§transport', '§children', '§quiet', '§baby', '§housekeeping']);

const LONGEST_PHRASE = 3;
const BY_PHRASE = new Map<string, string[]>();
const BY_KIND = new Map<string, string[]>();
for (const { id, words, kinds } of CONCEPTS) {
  for (const phrase of new Set(words.map((word) => wordsOf(word).join(' ')))) BY_PHRASE.set(phrase, [...(BY_PHRASE.get(phrase) ?? []), id]);
  for (const kind of kinds) BY_KIND.set(kind, [...(BY_KIND.get(kind) ?? []), id]);
}

const FIRST_WORDS = new Set([...BY_PHRASE.keys()].map((phrase) => phrase.split(' ', 1)[0] ?? ''));

/** Concepts of a phrase of one to three words, as they are in the table. */
export function conceptsOfPhrase(words: readonly string[]): readonly string[] {
  return BY_PHRASE.get(words.join(' ')) ?? [];
}

/** The longest phrase that names a concept and begins at `start`. */
export function phraseAt(
  words: readonly string[],
  start: number,
): { readonly length: number; readonly concepts: readonly string[] } | null {
  if (!FIRST_WORDS.has(words[start] ?? '')) return null;
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length -= 1) {
    const concepts = conceptsOfPhrase(words.slice(start, start + length));
    if (concepts.length > 0) return { length, concepts };
  }
  return null;
}

export function conceptsIn(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i);
    if (phrase !== null) found.push(...phrase.concepts);
    i += phrase?.length ?? 1;
  }
  return found;
}

export function conceptsOfKind(kind: string | undefined): readonly string[] {
  return kind === undefined ? [] : (BY_KIND.get(kind) ?? []);
}
