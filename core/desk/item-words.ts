import { fold } from '../venue/search/fold.ts';

/** Words of one colour, in the kiosk's languages. */
const COLOURS: Readonly<Record<string, string>> = {
  black: 'schwarz schwarze schwarzer schwarzes schwarzen noir noire negro negra nero nera',
  white: 'weiss weisse weisser weisses weissen blanc blanche blanco blanca bianco bianca cream',
  grey: 'gray grau graue grauer graues grauen gris grise grigio grigia silver silbern silberne',
  red: 'rot rote roter rotes roten rouge rojo roja rosso rossa burgundy bordeaux',
  blue: 'blau blaue blauer blaues blauen bleu bleue azul blu azzurro navy',
  green: 'gruen gruene gruener gruenes grun grune gruner grunes grunen vert verte verde olive',
  yellow: 'gelb gelbe gelber gelbes gelben jaune amarillo amarilla giallo gialla',
  orange: 'naranja arancione',
  pink: 'rosa rose fuchsia',
  purple: 'lila violett violet violette morado morada viola',
  brown: 'braun braune brauner braunes braunen brun brune marron marrone castano beige tan',
  gold: 'golden goldene goldenes dore dorado dorada dorato oro',
};

/** Things that get lost, under all the names that people give them. */
const THINGS: Readonly<Record<string, string>> = {
  phone: 'mobile smartphone iphone handy telefon telephone portable movil telefono cellulare cellphone cell',
  charger: 'ladegerat ladekabel netzteil chargeur cargador caricatore caricabatterie caricabatteria',
  umbrella: 'regenschirm schirm parapluie paraguas ombrello',
  wallet: 'purse geldborse geldbeutel portemonnaie brieftasche portefeuille cartera monedero portafoglio billfold',
  glasses: 'spectacles brille lunettes gafas occhiali eyeglasses',
  sunglasses: 'sonnenbrille',
  keys: 'key schlussel schlusselbund cle cles clef clefs llave llaves chiave chiavi keyring',
  bag: 'handbag tasche handtasche sac bolso bolsa borsa tote',
  backpack: 'rucksack daypack mochila zaino',
  suitcase: 'koffer valise maleta valigia luggage trolley',
  jacket: 'jacke veste chaqueta giacca blazer anorak',
  coat: 'mantel manteau abrigo cappotto',
  scarf: 'schal echarpe bufanda sciarpa foulard',
  hat: 'cap hut mutze chapeau bonnet casquette sombrero gorra gorro cappello berretto beanie',
  gloves: 'glove handschuhe handschuh gants guantes guanti',
  laptop: 'notebook macbook ordinateur portatil computer',
  headphones: 'headphone earphones earbuds airpods kopfhorer ecouteurs casque auriculares cuffie auricolari',
  watch: 'uhr armbanduhr montre reloj orologio',
  ring: 'bague anillo anello',
  necklace: 'kette halskette collier collar collana',
  earring: 'earrings ohrring ohrringe boucle pendiente orecchino',
  bottle: 'flasche wasserflasche trinkflasche bouteille gourde botella bottiglia borraccia flask thermos',
  passport: 'reisepass pass passeport pasaporte passaporto',
  badge: 'ausweis lanyard identification',
  toy: 'teddy plush kuscheltier stofftier teddybar peluche doudou doll puppe',
  book: 'buch livre libro notizbuch',
  tablet: 'ipad',
  card: 'karte bankkarte kreditkarte carte tarjeta carta tessera',
  sweater: 'pullover hoodie jumper sweatshirt pulli pull sudadera jersey maglione felpa cardigan',
  shoes: 'shoe schuhe schuh chaussures zapatos scarpe sneakers turnschuhe',
  powerbank: 'batterie bateria',
  pen: 'stift kugelschreiber stylo boligrafo penna fountainpen',
  camera: 'kamera appareil macchina fotoapparat',
};

function lookUp(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(table).flatMap(([name, words]) => [name, ...words.split(' ')].map((word) => [fold(word), name] as const)));
}

const COLOUR_OF = lookUp(COLOURS);
const THING_OF = lookUp(THINGS);

/** The colour a folded word names, in English; null for any other word. */
export function colourOf(word: string): string | null {
  return COLOUR_OF.get(word) ?? null;
}

/** The thing a folded word names, in English; null for one that is in no list. */
export function thingOf(word: string): string | null {
  return THING_OF.get(word) ?? THING_OF.get(word.replace(/s$/, '')) ?? null;
}
