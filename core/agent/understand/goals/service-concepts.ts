/** What guests want of staff without naming the service, and what a house may call it: both over folded words in five languages. */
export interface ServiceConcept {
  readonly said: RegExp;
  readonly called: RegExp;
  /** To say it is to want it: "the shower is cold" asks for no price. */
  readonly plain?: true;
}

const APPLIANCE =
  '(?:shower|heating|heater|radiator|air ?con\\w*|a ?c|aircon|tv|telly|television|remote|light|lights|lamp|bulb|toilet|loo|sink|basin|tap|drain|bathtub|door|lock|window|blinds?|curtains?|socket|plug|fridge|minibar|safe|kettle|phone|key ?card|water|dusche|heizung|klimaanlage|klima|fernseher|fernbedienung|licht|lampe|toilette|klo|waschbecken|abfluss|wasserhahn|wanne|tur|schloss|fenster|rollladen|steckdose|kuhlschrank|tresor|safe|wasser|douche|chauffage|radiateur|clim\\w*|tele|televiseur|lumiere|lampe|wc|lavabo|robinet|porte|serrure|fenetre|prise|coffre|eau|ducha|calefaccion|aire|television|luz|lampara|inodoro|lavabo|grifo|puerta|ventana|enchufe|nevera|agua|doccia|riscaldamento|condizionat\\w*|televisore|luce|lampada|gabinetto|bagno|lavandino|rubinetto|porta|serratura|finestra|presa|frigo|acqua)';
const WRONG =
  '(?:broken|broke|not work\\w*|not (?:open|close|turn|flush|drain|switch)\\w*|does not (?:work|open|close|turn|flush|drain|switch)\\w*|will not \\w+|wont \\w+|leak\\w*|cold|freezing|stuck|dripping|drips|blocked|clogged|jammed|out of order|dead|gone|flicker\\w*|buzz\\w*|rattl\\w*|stopped|blowing|only runs|running over|overflow\\w*|not come on|kaputt|defekt|geht nicht\\w*|funktioniert nicht|tropft|verstopft|kalt|klemmt|flackert|lauft nicht|nicht ab|spinnt|en panne|casse\\w*|ne marche (?:pas|plus)|ne fonctionne (?:pas|plus)|ne s \\w+ pas|marche pas|fuit|bouche\\w*|froide?|no funciona\\w*|no va|averiad\\w*|rot[oa]|estropead\\w*|gotea|atascad\\w*|fri[oa]|non funziona\\w*|non va|guast\\w*|rott[oa]|perde|gocciola|intasat\\w*|fredd[oa]|non si \\w+)';

const words = (all: string) => new RegExp(`\\b(?:${all})\\b`);

/** In this order: what is meant more narrowly comes first. */
export const SERVICE_CONCEPTS: readonly ServiceConcept[] = [
  {
    said: words(
      '(?:wake|get|call|ring) (?:me|us)(?: \\w+){0,3}? up|wake (?:me|us)|waking (?:me|us)|wake ?up call|alarm call|(?:have|need|got) to be up|make sure (?:i am|we are|i m|i) (?:up|awake)|over ?sleep|weck\\w*|geweckt|verschlafen|reveill\\w*|despert\\w*|svegli\\w*',
    ),
    called: words('wake|weck\\w*|reveil|despertador|sveglia'),
    plain: true,
  },
  {
    said: words(
      'cots?|cribs?|travel bed|baby bed|(?:baby|infant|toddler|little one|newborn)\\b.*\\b(?:sleep\\w*|bed|lie)|(?:sleep\\w*|bed) (?:\\w+ ){0,4}(?:baby|infant|toddler|little one)|babybett|kinderbett|reisebett|lit (?:bebe|parapluie|d enfant)|cuna|culla|lettino',
    ),
    called: words('cots?|crib|baby bed|babybett|kinderbett|lit bebe|cuna|culla'),
  },
  {
    said: words(
      'irons?|ironing|iron board|creased|crumpled|wrinkled|press(?:ed|ing)? (?:my|a) (?:shirt|suit|dress|trousers)|bugel\\w*|zerknittert|fer a repasser|repass\\w*|plancha\\w*|arrugad\\w*|ferro da stiro|stir(?:are|atura)',
    ),
    called: words('iron\\w*|bugel\\w*|repass\\w*|planch\\w*|stir\\w+|pressing'),
  },
  {
    said: words(
      '(?:toilet|loo|bath) ?(?:paper|rolls?)|soap|shampoo|conditioner|toothbrush\\w*|toothpaste|razors?|tampons?|pads|tissues|klopapier|toilettenpapier|seife|zahnburste\\w*|zahnpasta|rasierer|duschgel|papier (?:toilette|wc)|savon|shampoing|brosse a dents|dentifrice|rasoir|papel higienico|jabon|champu|cepillo de dientes|carta igienica|sapone|spazzolino|dentifricio',
    ),
    called: words('toiletries|toiletry|amenities|soap|toothbrush|hygieneartikel|zahnburste|seife'),
  },
  {
    said: words(
      '(?:toilet|loo) ?(?:paper|rolls?)|soap|klopapier|toilettenpapier|seife|papier (?:toilette|wc)|papel higienico|carta igienica',
    ),
    called: words('housekeeping|room cleaning|zimmerreinigung'),
  },
  {
    said: words('towels?|bath ?robes?|handtuch\\w*|badetuch\\w*|serviettes?|toallas?|asciugaman\\w*'),
    called: words('towels?|handtuch\\w*'),
  },
  {
    said: words(
      'pillows?|blankets?|duvets?|quilts?|(?:extra|more|something|another \\w+) (?:\\w+ )?(?:for|on) (?:the|my|our) beds?|(?:cold|freezing|froze) (?:\\w+ ){0,3}(?:night|bed)|kissen|decken?|bettdecke|oreillers?|couvertures?|couette|almohadas?|mantas?|cuscin\\w*|coperte?|coperta',
    ),
    called: words('pillows?|kissen|blankets?|decken?|bedding'),
  },
  {
    said: words(
      `${APPLIANCE}\\b.*\\b${WRONG}|${WRONG} (?:\\w+ ){0,3}?${APPLIANCE}|(?:look at|fix|repair|mend|sort out) (?:\\w+ ){0,2}?${APPLIANCE}|only cold water|no (?:hot )?water|kein (?:warmes )?wasser|pas d eau chaude|(?:no hay|sin) agua caliente|(?:non c e|manca l) acqua calda|no (?:power|electricity|light)`,
    ),
    called: words(
      'repair\\w*|maintenance|broken|technician|engineer|reparatur\\w*|technik\\w*|defekt\\w*|hausmeister|fix|reparation|entretien|mantenimiento|manutenzione',
    ),
    plain: true,
  },
  {
    said: words(
      '(?:keep|have|stay in|hold on to|extend) (?:the|our|my) room (?:\\w+ ){0,3}?(?:longer|until|till|later)|stay (?:in (?:the|our|my) room )?(?:a (?:bit|little) )?longer|(?:check ?out|leave the room) (?:a (?:bit|little) )?later|late(?:r)? check ?out|spater\\w* (?:aus ?checken|abreisen|auschecken)|langer (?:im zimmer|bleiben)|depart tardif|garder la chambre|partir plus tard|salir mas tarde|partire piu tardi|tenere la (?:camera|stanza)',
    ),
    called: words('late(?:r)? check ?out|spater\\w* check ?out|check ?out\\w* spat\\w*|depart tardif|salida tardia'),
  },
  {
    said: words(
      '(?:fetch|collect|carry|bring (?:up|down)|take (?:up|down)|pick up|get|help (?:\\w+ )?with) (?:\\w+ )?(?:our|my|the|these) (?:bags?|luggage|suitcases?|cases|stuff)|(?:koffer|gepack|taschen)\\b.*\\b(?:holen|abholen|tragen|bringen|runter\\w*)|(?:porter|monter|descendre) (?:nos|mes|les) (?:bagages|valises)|(?:subir|bajar|llevar) (?:mis|nuestras|las) maletas|portare (?:\\w+ ){0,2}(?:bagagli|valigie)|(?:bags?|luggage|suitcases?) (?:\\w+ )?(?:picked up|collected|carried|brought)',
    ),
    called: words('luggage collection|porter|bellboy|bell ?hop|carry my bags|gepackabholung|gepacktrager|bagagiste|facchino'),
  },
  {
    said: words(
      '(?:keep|store|leave|look after|hold) (?:our|my|the) (?:bags?|luggage|suitcases?|cases)|(?:koffer|gepack)\\b.*\\b(?:lassen|abgeben|abstellen|lagern)|(?:laisser|deposer) (?:nos|mes|les) (?:bagages|valises)|dejar (?:mis|nuestras|las) maletas|lasciare (?:\\w+ ){0,2}(?:bagagli|valigie)',
    ),
    called: words('luggage|bags?|gepack\\w*|koffer\\w*|bagages?|equipaje|bagagli\\w*'),
  },
  { said: words('taxi|cab|uber|(?:lift|ride|car) to the (?:airport|station)'), called: words('taxi|cab') },
  { said: words('massages?|masaje|massaggio|facial'), called: words('massage|facial|spa treatment|wellnesstermin') },
  {
    said: words(
      '(?:clean|make up|tidy|do) (?:up )?(?:my|our|the) (?:room|bathroom)|(?:empty|change) (?:the|my|our) (?:bins?|sheets|bedding)|fresh sheets|spilt|spilled|zimmer (?:\\w+ )?(?:sauber|reinig|putz|machen)\\w*|bett\\w* (?:neu )?bezieh\\w*|faire (?:la|ma|notre) chambre|limpi\\w+ (?:la|mi|nuestra) habitacion|pulire (?:la|mia|nostra) (?:camera|stanza)',
    ),
    called: words('cleaning|housekeeping|reinigung\\w*|zimmerreinigung|menage|limpieza|pulizia'),
  },
];
