/** What a table can be about. Of two kinds that fit equally well, the earlier is taken. */
export const TABLE_KINDS = ['sessions', 'people', 'exhibitors', 'faqs', 'rooms', 'dishes', 'services'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** Names of columns in the tables people keep, in several languages, lower case, separated by "|", the most telling first. */
export const COLUMN_NAMES: Readonly<Record<TableKind, Readonly<Record<string, string>>>> = {
  sessions: {
    title:
      'title|proposal title|session title|talk title|session|talk|session name|event|event name|event title|subject|titel|thema|vortrag|vortragstitel|programmpunkt|veranstaltung|titre|título|titulo|titolo|name|activity|aktivität|film|movie|show|act|artist|band|performer|künstler|artiste|artista|course|kurs|class',
    date: 'date|datum|day|tag|start date|startdatum|session date|fecha|data|jour|giorno|día',
    start:
      'start|starts at|start time|starttime|startzeit|begin|begins|beginn|from|von|uhrzeit|time|zeit|heure|début|hora|inicio|ora|inizio|scheduled at|start date/time|datetime|when',
    endDate: 'end date|enddatum',
    end: 'end|ends at|end time|endtime|endzeit|ende|bis|until|to|finish|fin|fine',
    duration: 'duration|dauer|length|länge|minutes|minuten|min|mins|durée|duración|durata',
    room: 'room|raum|location|ort|saal|venue|place|stage|bühne|hall|halle|salle|lieu|sala|room name|raumname|lugar|luogo|where',
    people:
      'speakers|speaker|speaker names|speaker name|presenter|presenters|vortragende|vortragender|referent|referenten|referentin|sprecher|speaker(s)|host|hosts|author|authors|intervenant|intervenants|ponente|ponentes|relatore|relatori|instructor|artist|artists|performer|performers|act|band|künstler|leader|leitung|teacher',
    track: 'track|stream|strand|category|kategorie|themenfeld|catégorie|categoría',
    kind: 'type|session type|session format|format|art|typ|kind',
    language: 'language|sprache|langue|idioma|lingua|lang',
    abstract: 'abstract|description|beschreibung|details|inhalt|zusammenfassung|summary|descripción|descrizione|résumé|body',
    subtitle: 'subtitle|untertitel|sous-titre',
    tags: 'tags|keywords|topics|schlagworte|level|niveau|audience',
    status: 'status|state|zustand',
    guid: 'id|session id|code|guid|uid|uuid|proposal id|nr|nummer',
  },
  people: {
    name: 'name|full name|speaker|speaker name|vollständiger name|nom|nombre|nome|person',
    firstName: 'first name|firstname|given name|vorname|prénom',
    lastName: 'last name|lastname|surname|family name|nachname|nom de famille',
    bio: 'bio|biography|about|about me|biografie|biographie|biografía|biografia|vita|kurzvita',
    organisation: 'company|your company|organisation|organization|firma|unternehmen|affiliation|employer|société|empresa|azienda',
    role: 'job title|your job title|role|position|funktion|rolle|tagline|tag line|title|jobtitle|poste|cargo',
    guid: 'id|speaker id|code|guid',
  },
  exhibitors: {
    name: 'exhibitor|exhibitor name|company|company name|name|brand|marke|aussteller|ausstellername|firma|unternehmen|exposant|expositor|espositore|organisation|organization',
    stand:
      'stand|booth|stand number|booth number|stand no|booth no|booth nr|stand id|standnummer|stand nr|standnr|standplatz|stand-nr|numéro de stand|n° de stand|stand n°|numero stand|número de stand',
    place: 'hall|halle|pavilion|pavillon|hall name|hall no|hallenummer|pabellón|padiglione|location|place|area|bereich|room|raum',
    country: 'country|land|pays|país|paese|nation',
    description:
      'description|beschreibung|about|profile|profil|short profile|company profile|firmenprofil|kurzprofil|kurzbeschreibung|short description|products|produkte|what they do|descripción|descrizione|présentation',
    categories:
      'categories|category|kategorie|kategorien|branche|sector|sectors|industry|tags|product groups|product group|produktgruppen|produktgruppe|warengruppe|topics|catégorie|catégories|categoría|categoria',
    website: 'website|url|web|homepage|site|internet',
    guid: 'id|code|exhibitor id',
  },
  faqs: {
    question: 'question|frage|pregunta|domanda|q',
    answer: 'answer|antwort|réponse|respuesta|risposta|a',
  },
  rooms: {
    name: 'exhibit|exhibit name|exponat|objekt|object|artwork|kunstwerk|objet|œuvre|obra|opera|attraction|attraktion|stall|food stall|vendor|outlet|facility|facilities|einrichtung|room|room name|place|place name|name|raum|raumname|area|bereich|ort|saal|salle|sala|lieu|lugar|luogo|shop|restaurant',
    place: 'gallery|galerie|saal|salle|sala|hall|halle|room|raum|zone|in|where|location|standort|building|gebäude|place',
    floor: 'floor|level|etage|stockwerk|stock|geschoss|étage|niveau|planta|piano',
    capacity: 'capacity|seats|kapazität|plätze|capacité|capacidad|capacità|size',
    hours:
      'opening hours|hours|opening times|openinghours|open|opening|öffnungszeiten|geöffnet|zeiten|horaires|heures d’ouverture|horario|orari|orario',
    monday: 'monday|mondays|mon|mo|montag|montags|lundi|lun|lunes|lunedì|lunedi',
    tuesday: 'tuesday|tuesdays|tue|tues|tu|di|dienstag|dienstags|mardi|mar|martes|martedì|martedi',
    wednesday: 'wednesday|wednesdays|wed|we|mi|mittwoch|mittwochs|mercredi|mer|miércoles|mercoledì|mercoledi',
    thursday: 'thursday|thursdays|thu|thur|thurs|th|do|donnerstag|donnerstags|jeudi|jeu|jueves|giovedì|giovedi',
    friday: 'friday|fridays|fri|fr|freitag|freitags|vendredi|ven|viernes|venerdì|venerdi',
    saturday: 'saturday|saturdays|sat|sa|samstag|samstags|sonnabend|samedi|sam|sábado|sabato',
    sunday: 'sunday|sundays|sun|su|so|sonntag|sonntags|dimanche|dim|domingo|domenica',
    description:
      'description|beschreibung|kurzbeschreibung|short description|what|offer|angebot|details|about|info|text|notes|bemerkung|location|descripción|descrizione',
    kind: 'kind|type|art|typ',
    phone: 'phone|telephone|telefon|téléphone|teléfono|telefono|tel',
    aliases: 'aliases|also known as|other names|andere namen',
    vegan: 'vegan|végane|vegano',
    vegetarian: 'vegetarian|vegetarisch|végétarien|vegetariano|veggie',
    glutenFree: 'gluten-free|gluten free|glutenfrei|sans gluten|sin gluten|senza glutine',
    guid: 'id|code|guid|inv -nr|inv nr|inventarnummer|inventory number|nr|no',
  },
  dishes: {
    name: 'dish|dish name|menu item|item|gericht|speise|getränk|drink|plat|plato|piatto|name|title|titel',
    price: 'price|preis|prix|precio|prezzo|cost|amount',
    section: 'section|course|menu section|gang|category|kategorie|rubrik|catégorie|categoría|categoria|group',
    place: 'restaurant|bar|café|cafe|place|outlet|venue|location|lokal|ort|menu',
    description: 'description|beschreibung|ingredients|zutaten|details|descripción|descrizione',
    allergens: 'allergens|allergen|allergene|allergies|allergènes|alérgenos|allergeni|contains|enthält',
    diets: 'diets|diet|suitable for|suitable for diet|ernährung|kost|régime|dieta|dietary',
    vegan: 'vegan|végane|vegano',
    vegetarian: 'vegetarian|vegetarisch|végétarien|vegetariano|veggie',
    glutenFree: 'gluten-free|gluten free|glutenfrei|sans gluten|sin gluten|senza glutine',
  },
  services: {
    group:
      'visitor group|besuchergruppe|personengruppe|visitor|visitors|besucher|ticket|ticket type|ticketart|tarif|tariff|tariffa|rate|age group|altersgruppe|category|kategorie|catégorie|categoría|categoria|admission type|biglietto|billet|who|wer',
    name: 'service|service name|amenity|dienstleistung|leistung|angebot|prestation|servicio|servizio|name|title',
    description: 'description|beschreibung|details|descripción|descrizione',
    place: 'place|location|where|ort|lieu|lugar|luogo|room|raum',
    hours: 'opening hours|hours|opening times|times|öffnungszeiten|horaires|horario|orari|available',
    price: 'price|preis|prix|precio|prezzo|cost|fee|gebühr|admission|entry|eintritt|eintrittspreis|einzelpreis|regular|entrada|ingresso',
    note: 'note|notes|remark|remarks|bemerkung|bemerkungen|hinweis|conditions|remarque',
    requestable: 'requestable|can be requested|on request|bestellbar|auf anfrage|sur demande',
    aliases: 'aliases|also known as|other names|andere namen',
    guid: 'id|code',
  },
};

/** Fields without which a table is not of that kind; one of each group. */
export const NEEDED: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  sessions: [['title'], ['start', 'date']],
  people: [
    ['name', 'lastName'],
    ['bio', 'organisation', 'role'],
  ],
  exhibitors: [['name'], ['stand', 'website', 'categories']],
  faqs: [['question'], ['answer']],
  rooms: [['name'], ['capacity', 'hours', 'place', 'floor', 'monday', 'saturday']],
  dishes: [['name'], ['price', 'allergens', 'diets', 'vegan', 'vegetarian']],
  services: [
    ['name', 'group'],
    ['requestable', 'price'],
  ],
};

/** What the name of a file or sheet says it is a list of. */
const HINTS: readonly (readonly [RegExp, TableKind])[] = [
  [/faq|questions|fragen|preguntas|domande/i, 'faqs'],
  [/exhibitor|aussteller|exposant|expositor|sponsor/i, 'exhibitors'],
  [/menu|menü|speise|getränke|dishes|drinks|carta\b|carte\b/i, 'dishes'],
  [/services?\b|dienst|amenit|servizi|servicios|prices|preis|tickets?\b|tarif|admission|eintritt/i, 'services'],
  [/speaker|people|referent|sprecher|intervenant|ponentes|relatori/i, 'people'],
  [/rooms?\b|places|räume|venues|restaurants|salles|outlets|exhibits|exponat|objekte|stalls|hours|öffnungszeit|horaires/i, 'rooms'],
  [/session|talks|schedule|program|agenda|events/i, 'sessions'],
];

export function kindOfName(name: string): TableKind | undefined {
  return HINTS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Lower case, without what is in brackets. */
export function plainName(cell: string): string {
  return cell
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\((?!s\))[^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[_*:#.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
