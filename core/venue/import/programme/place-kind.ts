import { type PlaceKind, placeKindSchema } from '../../model.ts';

/** What people call kinds of places, in the languages of venues; the first that matches counts. */
const WORDS: readonly (readonly [words: string, kind: PlaceKind])[] = [
  ['toilets?|wcs?|loos?|restrooms?|bathrooms?|lavator\\w+|toiletten?|toilettes|aseos?|baños?|bagn[io]|sanit\\w+', 'toilet'],
  ['lifts?|elevators?|aufz(?:ug|üge)|fahrst[uü]hle?|ascenseurs?|ascensor\\w*', 'lift'],
  ['stairs?|staircases?|stairway|treppen?\\w*|escaliers?|escaleras?|scale', 'stairs'],
  ['emergency exits?|notausg[aä]ng\\w*|fire exits?|sorties? de secours', 'exit'],
  ['entrances?|eing[aä]ng\\w*|entrées?|entradas?|ingress[io]', 'entrance'],
  ['car parks?|parking\\w*|parkplat\\w*|parkhaus\\w*|parkplätze|garages?', 'parking'],
  ['bus stops?|taxis?|tram\\w*|haltestellen?|stations?|bahnhof', 'transport'],
  ['caf[eé]s?|coffee\\w*|tea ?rooms?|kaffee\\w*|bakery|bäckerei|ice cream', 'cafe'],
  ['bars?|pubs?|beer gardens?|biergarten|taproom', 'bar'],
  ['restaurants?|bistros?|canteens?|kantinen?|mensa|diner|food|pizz\\w+|imbiss|cafeterias?|ristorante|eatery|stalls?', 'restaurant'],
  ['shops?|\\w*shop|stores?|l[aä]den|boutiques?|tiendas?|negozio|kiosk shop', 'shop'],
  ['desks?|reception\\w*|rezeption|information\\w*|info\\w*|ticket office|box office|kassen?|front desk|accueil|helpdesk', 'desk'],
  [
    'prayer|quiet|cloakrooms?|garderoben?|lockers?|schliessfächer|schließfächer|first aid|erste hilfe|nursery|baby\\w*|chapel|atm',
    'service',
  ],
  ['gym|spa|pool|sauna|terrace|terrasse|gardens?|garten|playground|spielplatz|fitness\\w*|jardin|leisure', 'leisure'],
  ['halls?|hallen?|\\w*halle|auditorium|ballrooms?|aula|audimax|theat\\w+|arena|stages?|bühnen?', 'hall'],
  ['stands?|booths?', 'stand'],
  ['rooms?|r[aä]um\\w*|studios?|labs?|classrooms?|s[aä]l\\w*|salles?|salas?|meeting', 'room'],
];

const PATTERNS = WORDS.map(([words, kind]) => {
  const letters = words.replaceAll('\\w', '\\p{L}');
  return [new RegExp(`(?<![\\p{L}\\p{N}])(?:${letters})(?![\\p{L}\\p{N}])`, 'u'), kind] as const;
});

/** "Toilets", "Prayer room" or "Hall" as a kind of the model; undefined when no word says one. */
export function readPlaceKind(text: string): PlaceKind | undefined {
  const plain = text.trim().toLowerCase();
  const exact = placeKindSchema.safeParse(plain.replace(/s$/, ''));
  if (exact.success) return exact.data;
  const whole = placeKindSchema.safeParse(plain);
  return whole.success ? whole.data : PATTERNS.find(([pattern]) => pattern.test(plain))?.[1];
}
