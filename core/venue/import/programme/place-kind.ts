import { type PlaceKind, placeKindSchema } from '../../model.ts';

/** What people call kinds of places, in the languages of venues; the first that matches counts. */
const WORDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/\b(?:toilets?|wcs?|loos?|restrooms?|bathrooms?|lavator\w+|toiletten?|toilettes|aseos?|baños?|bagn[io]|sanit\w+)\b/, 'toilet'],
  [/\b(?:lifts?|elevators?|aufz(?:ug|üge)|fahrst[uü]hle?|ascenseurs?|ascensor\w*)\b/, 'lift'],
  [/\b(?:stairs?|staircases?|stairway|treppen?\w*|escaliers?|escaleras?|scale)\b/, 'stairs'],
  [/\b(?:emergency exits?|notausg[aä]ng\w*|fire exits?|sorties? de secours)\b/, 'exit'],
  [/\b(?:entrances?|eing[aä]ng\w*|entrées?|entradas?|ingress[io])\b/, 'entrance'],
  [/\b(?:car parks?|parking\w*|parkplat\w*|parkhaus\w*|parkplätze|garages?)\b/, 'parking'],
  [/\b(?:bus stops?|taxis?|tram\w*|haltestellen?|stations?|bahnhof)\b/, 'transport'],
  [/\b(?:caf[eé]s?|coffee\w*|tea ?rooms?|kaffee\w*|bakery|bäckerei|ice cream)\b/, 'cafe'],
  [/\b(?:bars?|pubs?|beer gardens?|biergarten|taproom)\b/, 'bar'],
  [/\b(?:restaurants?|bistros?|canteens?|kantinen?|mensa|diner|food|pizz\w+|imbiss|cafeterias?|ristorante|eatery|stalls?)\b/, 'restaurant'],
  [/\b(?:shops?|\w*shop|stores?|l[aä]den|boutiques?|tiendas?|negozio|kiosk shop)\b/, 'shop'],
  [/\b(?:desks?|reception\w*|rezeption|information\w*|info\w*|ticket office|box office|kassen?|front desk|accueil|helpdesk)\b/, 'desk'],
  [
    /\b(?:prayer|quiet|cloakrooms?|garderoben?|lockers?|schliessfächer|schließfächer|first aid|erste hilfe|nursery|baby\w*|chapel|atm)\b/,
    'service',
  ],
  [/\b(?:gym|spa|pool|sauna|terrace|terrasse|gardens?|garten|playground|spielplatz|fitness\w*|jardin|leisure)\b/, 'leisure'],
  [/\b(?:halls?|hallen?|\w*halle|auditorium|ballrooms?|aula|audimax|theat\w+|arena|stages?|bühnen?)\b/, 'hall'],
  [/\b(?:stands?|booths?)\b/, 'stand'],
  [/\b(?:rooms?|r[aä]um\w*|studios?|labs?|classrooms?|s[aä]l\w*|salles?|salas?|meeting)\b/, 'room'],
];

/** "Toilets", "Prayer room" or "Hall" as a kind of the model; undefined when no word says one. */
export function readPlaceKind(text: string): PlaceKind | undefined {
  const plain = text.trim().toLowerCase();
  const exact = placeKindSchema.safeParse(plain.replace(/s$/, ''));
  if (exact.success) return exact.data;
  const whole = placeKindSchema.safeParse(plain);
  return whole.success ? whole.data : WORDS.find(([pattern]) => pattern.test(plain))?.[1];
}
