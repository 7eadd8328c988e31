import type { PlaceKind } from '../venue/model.ts';

/**
 * Sorts of places guests ask for, in the words they use. `kinds` alone decides where the venue model
 * has such a kind; `marks` are looked for in names, aliases and tags where it has none.
 */
export interface Category {
  readonly id: string;
  readonly kinds: readonly PlaceKind[];
  readonly marks: readonly string[];
  readonly words: { readonly en: readonly string[]; readonly de: readonly string[] };
}

const words = (en: string, de: string) => ({ en: en.split(', '), de: de.split(', ') });

export const CATEGORIES: readonly Category[] = [
  { id: 'toilet', kinds: ['toilet'], marks: [], words: words('toilet, toilets, restroom, restrooms, rest room, bathroom, loo, lavatory, wc, washroom, wash my hands, wash hands, ladies, ladies room, mens room, mens toilet, womens toilet, gents, powder room, toilette', 'toilette, toiletten, klo, klos, wc, herrentoilette, damentoilette, behindertentoilette, ortchen, pinkeln, haende waschen') },
  { id: 'lift', kinds: ['lift'], marks: [], words: words('lift, lifts, elevator, elevators', 'aufzug, aufzuge, fahrstuhl, lift, fahrstuhle') },
  { id: 'stairs', kinds: ['stairs'], marks: [], words: words('stairs, staircase, stairway, stairwell, steps', 'treppe, treppen, treppenhaus') },
  { id: 'exit', kinds: ['exit', 'entrance'], marks: [], words: words('exit, exits, way out, entrance, main entrance, front door', 'ausgang, ausgange, eingang, haupteingang, notausgang') },
  { id: 'parking', kinds: ['parking'], marks: ['parking', 'garage', 'car park'], words: words('parking, car park, parking lot, parking garage, garage, park my car', 'parkplatz, parkplatze, parken, parkhaus, tiefgarage, garage') },
  { id: 'charging-car', kinds: [], marks: ['ev', 'ev charging', 'ladesaule', 'wallbox', 'electric car'], words: words('ev charger, ev charging, electric car charging, charge my car, charging station for cars', 'ladesaule, ladesaulen, e auto laden, wallbox') },
  { id: 'transport', kinds: ['transport'], marks: [], words: words('bus stop, taxi rank, taxi stand, tram, shuttle, shuttle bus, bike rack', 'bushaltestelle, haltestelle, taxistand, shuttle, fahrradstander') },
  { id: 'food', kinds: ['restaurant', 'cafe', 'bar'], marks: [], words: words('restaurant, restaurants, food, something to eat, eat, eating, hungry, meal, dine, dining, bite, grab a bite, lunch, dinner, supper, snack, snacks', 'restaurant, restaurants, essen, etwas zu essen, was zu essen, hunger, hungrig, speisen, mahlzeit, mittagessen, abendessen, imbiss, snack, snacks, mittag essen, zu abend essen') },
  { id: 'breakfast', kinds: [], marks: ['breakfast', 'fruhstuck', 'brunch', 'petit dejeuner', 'desayuno', 'colazione'], words: words('breakfast, brunch', 'fruhstuck, fruhstucken, fruhstucksbuffet, fruhstucksraum, brunch') },
  { id: 'coffee', kinds: ['cafe'], marks: ['coffee', 'kaffee', 'espresso', 'caffe', 'cafeteria'], words: words('coffee, coffee shop, cafe, cafes, cappuccino, espresso, latte, tea, cake', 'kaffee, cafe, cafes, cappuccino, espresso, tee, kuchen') },
  { id: 'bar', kinds: ['bar'], marks: ['bar', 'cocktail'], words: words('bar, bars, pub, cocktail, cocktails, beer, wine, drink, drinks, something to drink', 'bar, bars, kneipe, cocktail, cocktails, bier, wein, etwas zu trinken, was zu trinken, trinken') },
  { id: 'shop', kinds: ['shop'], marks: ['shop', 'souvenir', 'gift', 'boutique', 'tienda', 'negozio'], words: words('shop, shops, store, gift shop, souvenir, souvenirs, newsstand, convenience store', 'laden, geschaft, geschafte, shop, souvenir, souvenirs, kiosk, andenken') },
  { id: 'cash', kinds: [], marks: ['atm', 'cash', 'geldautomat', 'bankomat', 'cash machine', 'distributeur', 'cajero', 'bancomat'], words: words('atm, cash machine, cashpoint, cash point, get cash, withdraw money, cash', 'geldautomat, bankomat, bargeld, geld abheben, geld holen') },
  { id: 'reception', kinds: [], marks: ['reception', 'front desk', 'rezeption', 'lobby desk', 'check in', 'check-in', 'accueil', 'recepcion'], words: words('reception, front desk, hotel desk, check in desk, hotel reception', 'rezeption, empfang, hotelrezeption') },
  { id: 'registration', kinds: [], marks: ['registration', 'badge', 'akkreditierung', 'registrierung', 'accreditation', 'inscriptions', 'acreditaciones', 'accrediti'], words: words('registration, registration desk, pick up my badge, collect my badge, get my badge, badge pickup, accreditation', 'registrierung, anmeldung, akkreditierung, badge abholen, namensschild') },
  { id: 'information', kinds: ['desk'], marks: ['information', 'info', 'concierge', 'help desk', 'auskunft', 'accueil', 'renseignements', 'informacion', 'informazioni'], words: words('information desk, info desk, information point, info point, concierge, concierge desk, help desk, service desk', 'information, infopunkt, infostand, auskunft, concierge, infoschalter') },
  { id: 'cloakroom', kinds: [], marks: ['cloakroom', 'coat', 'garderobe', 'coat check', 'vestiaire', 'guardarropa', 'guardaroba'], words: words('cloakroom, coat check, coat room, wardrobe, leave my coat, hang my coat, hang up my coat, my coat', 'garderobe, jacke abgeben, mantel abgeben, meine jacke') },
  { id: 'luggage', kinds: [], marks: ['luggage', 'baggage', 'gepack', 'locker', 'suitcase', 'bagages', 'bagagerie', 'consigne', 'casiers', 'equipaje', 'consigna', 'taquillas', 'bagagli', 'armadietti'], words: words('luggage, luggage storage, luggage room, baggage, suitcase, suitcases, bag drop, lockers, locker, left luggage, leave my bag, leave my bags, store my bag', 'gepack, gepackaufbewahrung, gepackraum, koffer, schliessfach, schliessfacher, tasche abgeben') },
  { id: 'first-aid', kinds: [], marks: ['first aid', 'erste hilfe', 'medical', 'sanitats', 'nurse', 'doctor', 'infirmerie', 'premiers secours', 'enfermeria', 'primeros auxilios', 'infermeria', 'primo soccorso'], words: words('first aid, first aid room, medical room, nurse, plaster, band aid, medic', 'erste hilfe, erste hilfe raum, sanitatsraum, sanitater, pflaster') },
  { id: 'defibrillator', kinds: [], marks: ['defibrillator', 'aed', 'defi'], words: words('defibrillator, aed', 'defibrillator, defi') },
  { id: 'prayer', kinds: [], marks: ['prayer', 'gebet', 'chapel', 'multi faith', 'multifaith', 'meditation', 'andacht', 'priere', 'chapelle', 'oracion', 'capilla', 'preghiera', 'cappella'], words: words('prayer room, pray, chapel, multi faith room, meditation room, place to pray', 'gebetsraum, beten, kapelle, andachtsraum, raum der stille') },
  { id: 'quiet', kinds: [], marks: ['quiet', 'silent', 'ruhe', 'relax', 'lounge', 'calme', 'repos', 'tranquila', 'silencio', 'tranquilla', 'silenzio'], words: words('quiet room, quiet place, somewhere quiet, silent room, calm room, quiet space, relax, lounge', 'ruheraum, ruhiger ort, ruhe, stiller raum, ruhig, lounge') },
  { id: 'baby', kinds: [], marks: ['baby', 'nursing', 'wickel', 'changing', 'parent', 'family room', 'still', 'langer', 'allaitement', 'lactancia', 'cambiador', 'fasciatoio'], words: words('baby changing, changing table, change my baby, nursing room, breastfeed, breastfeeding, family room, parent room, diaper, nappy', 'wickelraum, wickeltisch, stillraum, stillen, baby wickeln, windel, eltern kind raum') },
  { id: 'children', kinds: [], marks: ['kids', 'children', 'kinder', 'play', 'creche', 'childcare', 'spiel', 'enfants', 'jeux', 'ninos', 'juegos', 'bambini', 'giochi'], words: words('kids corner, childcare, creche, playground, play area, kids club, children', 'kinderbetreuung, spielplatz, spielecke, kinder, kita') },
  { id: 'smoking', kinds: [], marks: ['smoking', 'raucher', 'smoke', 'fumeurs', 'fumadores', 'fumatori'], words: words('smoking area, smoke, smoking, cigarette, place to smoke', 'raucherbereich, rauchen, raucherecke, zigarette, raucherraum') },
  { id: 'charging', kinds: [], marks: ['charging', 'power', 'lade', 'charge', 'charger', 'recharge', 'recarga', 'ricarica'], words: words('charging station, charging point, charge my phone, charge my laptop, power outlet, socket, plug', 'ladestation, handy laden, handy aufladen, steckdose, steckdosen, laptop laden') },
  { id: 'business', kinds: [], marks: ['business', 'print', 'copy', 'drucker', 'computer', 'imprimante', 'impresora', 'stampante'], words: words('business center, business centre, printer, print, printing, photocopy, copy shop, computer', 'business center, drucker, drucken, ausdrucken, kopierer, kopieren') },
  { id: 'gym', kinds: [], marks: ['gym', 'fitness', 'workout', 'salle de sport', 'gimnasio', 'palestra'], words: words('gym, fitness, fitness room, fitness center, fitness centre, work out, workout, exercise', 'fitness, fitnessraum, fitnessstudio, sport, trainieren, gym') },
  { id: 'pool', kinds: [], marks: ['pool', 'swimming', 'schwimm', 'piscine', 'piscina'], words: words('pool, swimming pool, swim, swimming', 'pool, schwimmbad, schwimmen, schwimmbecken, hallenbad') },
  { id: 'spa', kinds: [], marks: ['spa', 'sauna', 'wellness', 'massage', 'steam', 'bien etre', 'hammam', 'benessere'], words: words('spa, sauna, wellness, massage, steam room', 'spa, sauna, wellness, massage, dampfbad, wellnessbereich') },
  { id: 'water', kinds: [], marks: ['water', 'wasser', 'fountain', 'eau potable', 'fontaine', 'agua', 'acqua'], words: words('water fountain, drinking water, refill my bottle, water refill, water dispenser, fill my bottle, water station, tap water', 'trinkwasser, wasserspender, flasche auffullen, trinkbrunnen, wasser') },
  { id: 'lost-found', kinds: [], marks: ['lost', 'fundburo', 'found', 'fundsachen', 'lost property', 'objets trouves', 'objetos perdidos', 'oggetti smarriti'], words: words('lost and found, lost property, lost property office', 'fundburo, fundsachen, fundstelle') },
  { id: 'exhibition', kinds: [], marks: ['expo', 'exhibition', 'ausstellung', 'exhibit', 'exposition', 'exposicion', 'mostra'], words: words('exhibition hall, exhibition, expo, expo hall, exhibit hall, exhibition area', 'ausstellung, ausstellungshalle, messe, messehalle') },
  { id: 'terrace', kinds: [], marks: ['terrace', 'terrasse', 'garden', 'rooftop', 'outside', 'courtyard', 'balcony', 'jardin', 'terraza', 'terrazza', 'giardino'], words: words('terrace, rooftop, outside area, fresh air, outdoor area', 'terrasse, dachterrasse, frische luft, draussen sitzen') },
  { id: 'press', kinds: [], marks: ['press', 'media', 'presse'], words: words('press room, press centre, press center, media centre', 'presseraum, pressezentrum, pressestelle') },
  { id: 'photo', kinds: [], marks: ['photo', 'foto', 'selfie'], words: words('photo booth, photo wall, selfie spot, photo spot', 'fotobox, fotowand, selfie spot') },
]; // biome-ignore format: a table

export function categoryById(id: string): Category | undefined {
  return CATEGORIES.find((category) => category.id === id);
}
