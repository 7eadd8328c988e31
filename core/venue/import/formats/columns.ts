/** What a table can be about. */
export type TableKind = 'sessions' | 'people' | 'exhibitors' | 'faqs' | 'rooms';

/** Names of columns in the tables people keep, in several languages, lower case, without what is in brackets. */
const NAMES: Readonly<Record<TableKind, Readonly<Record<string, readonly string[]>>>> = {
  sessions: {
    title: [
      'title',
      'proposal title',
      'session title',
      'talk title',
      'session',
      'talk',
      'session name',
      'event',
      'event name',
      'event title',
      'subject',
      'titel',
      'thema',
      'vortrag',
      'vortragstitel',
      'programmpunkt',
      'veranstaltung',
      'titre',
      'título',
      'titulo',
      'titolo',
      'name',
    ],
    date: ['date', 'datum', 'day', 'tag', 'start date', 'startdatum', 'session date', 'fecha', 'data', 'jour', 'giorno', 'día'],
    start: [
      'start',
      'starts at',
      'start time',
      'starttime',
      'startzeit',
      'begin',
      'begins',
      'beginn',
      'from',
      'von',
      'uhrzeit',
      'time',
      'zeit',
      'heure',
      'début',
      'hora',
      'inicio',
      'ora',
      'inizio',
      'scheduled at',
      'start date/time',
      'datetime',
      'when',
    ],
    endDate: ['end date', 'enddatum'],
    end: ['end', 'ends at', 'end time', 'endtime', 'endzeit', 'ende', 'bis', 'until', 'to', 'finish', 'fin', 'fine'],
    duration: ['duration', 'dauer', 'length', 'länge', 'minutes', 'minuten', 'min', 'mins', 'durée', 'duración', 'durata'],
    room: [
      'room',
      'raum',
      'location',
      'ort',
      'saal',
      'venue',
      'place',
      'stage',
      'bühne',
      'hall',
      'halle',
      'salle',
      'lieu',
      'sala',
      'room name',
      'raumname',
      'lugar',
      'luogo',
      'where',
    ],
    people: [
      'speakers',
      'speaker',
      'speaker names',
      'speaker name',
      'presenter',
      'presenters',
      'vortragende',
      'vortragender',
      'referent',
      'referenten',
      'referentin',
      'sprecher',
      'speaker(s)',
      'host',
      'hosts',
      'author',
      'authors',
      'intervenant',
      'intervenants',
      'ponente',
      'ponentes',
      'relatore',
      'relatori',
      'instructor',
    ],
    track: ['track', 'stream', 'strand', 'category', 'kategorie', 'themenfeld', 'catégorie', 'categoría'],
    kind: ['type', 'session type', 'session format', 'format', 'art', 'typ', 'kind'],
    language: ['language', 'sprache', 'langue', 'idioma', 'lingua', 'lang'],
    abstract: [
      'abstract',
      'description',
      'beschreibung',
      'details',
      'inhalt',
      'zusammenfassung',
      'summary',
      'descripción',
      'descrizione',
      'résumé',
      'body',
    ],
    subtitle: ['subtitle', 'untertitel', 'sous-titre'],
    tags: ['tags', 'keywords', 'topics', 'schlagworte', 'level', 'niveau', 'audience'],
    status: ['status', 'state', 'zustand'],
    guid: ['id', 'session id', 'code', 'guid', 'uid', 'uuid', 'proposal id', 'nr', 'nummer'],
  },
  people: {
    name: ['name', 'full name', 'speaker', 'speaker name', 'vollständiger name', 'nom', 'nombre', 'nome', 'person'],
    firstName: ['first name', 'firstname', 'given name', 'vorname', 'prénom'],
    lastName: ['last name', 'lastname', 'surname', 'family name', 'nachname', 'nom de famille'],
    bio: ['bio', 'biography', 'about', 'about me', 'biografie', 'biographie', 'biografía', 'biografia', 'vita', 'kurzvita'],
    organisation: [
      'company',
      'your company',
      'organisation',
      'organization',
      'firma',
      'unternehmen',
      'affiliation',
      'employer',
      'société',
      'empresa',
      'azienda',
    ],
    role: [
      'job title',
      'your job title',
      'role',
      'position',
      'funktion',
      'rolle',
      'tagline',
      'tag line',
      'title',
      'jobtitle',
      'poste',
      'cargo',
    ],
    guid: ['id', 'speaker id', 'code', 'guid'],
  },
  exhibitors: {
    name: [
      'exhibitor',
      'exhibitor name',
      'company',
      'company name',
      'name',
      'aussteller',
      'firma',
      'unternehmen',
      'exposant',
      'expositor',
      'espositore',
      'organisation',
      'organization',
    ],
    stand: [
      'stand',
      'booth',
      'stand number',
      'booth number',
      'stand no',
      'booth no',
      'standnummer',
      'stand nr',
      'standnr',
      'standplatz',
      'stand-nr',
      'numéro de stand',
    ],
    description: ['description', 'beschreibung', 'about', 'profile', 'profil', 'products', 'produkte'],
    categories: ['categories', 'category', 'kategorie', 'kategorien', 'branche', 'sector', 'tags', 'product groups'],
    website: ['website', 'url', 'web', 'homepage', 'site', 'internet'],
    guid: ['id', 'code', 'exhibitor id'],
  },
  faqs: {
    question: ['question', 'frage', 'pregunta', 'domanda', 'q'],
    answer: ['answer', 'antwort', 'réponse', 'respuesta', 'risposta', 'a'],
  },
  rooms: {
    name: ['room', 'room name', 'name', 'raum', 'raumname', 'saal', 'salle', 'sala'],
    capacity: ['capacity', 'seats', 'kapazität', 'plätze', 'capacité', 'capacidad', 'size'],
    description: ['description', 'beschreibung', 'location', 'floor', 'etage'],
    guid: ['id', 'code', 'guid'],
  },
};

/** Fields without which a table is not of that kind; one of each group. */
const NEEDED: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  sessions: [['title'], ['start', 'date']],
  people: [
    ['name', 'lastName'],
    ['bio', 'organisation', 'role'],
  ],
  exhibitors: [['name'], ['stand']],
  faqs: [['question'], ['answer']],
  rooms: [['name'], ['capacity']],
};

export interface Columns {
  readonly kind: TableKind;
  /** Field of each column; null for one that is left out. */
  readonly fields: readonly (string | null)[];
  /** How many columns are known. */
  readonly known: number;
}

/**
 * What the columns of a header row are, by their names; null when it is no header of anything known.
 * @param filled how many cells below each column have something in them: of two that could be the title, a half empty one is not it.
 */
export function readHeader(header: readonly string[], filled: readonly number[] = []): Columns | null {
  let best: Columns | null = null;
  for (const kind of Object.keys(NAMES) as TableKind[]) {
    const fields = fieldsOf(kind, header, filled);
    const there = new Set(fields);
    if (!NEEDED[kind].every((group) => group.some((field) => there.has(field)))) continue;
    const known = fields.filter((field) => field !== null).length;
    if (best === null || known > best.known) best = { kind, fields, known };
  }
  return best;
}

/** The column with the first of a field's names gets the field; people and tags may come from several columns. */
function fieldsOf(kind: TableKind, header: readonly string[], filled: readonly number[]): (string | null)[] {
  const cells = header.map(plain);
  const fields: (string | null)[] = cells.map(() => null);
  for (const [field, names] of Object.entries(NAMES[kind])) {
    const groups = names.map((name) => cells.flatMap((cell, i) => (cell === name && fields[i] === null ? [i] : [])));
    const candidates = groups.flat();
    const most = Math.max(0, ...candidates.map((i) => filled[i] ?? 0));
    const taken =
      field === 'tags'
        ? candidates
        : field === 'people'
          ? groups.find(({ length }) => length > 0)
          : candidates.filter((i) => (filled[i] ?? 0) >= most * (field === 'title' ? 0.9 : 0.5)).slice(0, 1);
    for (const i of taken ?? []) fields[i] = field;
  }
  return fields;
}

function plain(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/\((?!s\))[^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[_*:#]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
