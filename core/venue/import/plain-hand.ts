import { type Finding, shown } from './finding.ts';
import { readPrice } from './programme/admission.ts';
import { areAllergens, readAllergens, readDiets } from './programme/diets.ts';
import { readPlaceKind } from './programme/place-kind.ts';
import { oneLine, slugOf } from './programme/plain-text.ts';
import { readClock, readDate, readTime } from './programme/times.ts';
import { readStatus } from './programme/titles.ts';
import type { RawRecord } from './raw-record.ts';
import { isRecord } from './read-yaml.ts';

type Value = Readonly<Record<string, unknown>>;
type Report = (column: string, code: string, reason: string, remedy: string) => void;

/**
 * A record of Foyer's folder as people write it by hand: "Prayer room" for a kind, "01/06/2026 13:30" for a time, "£4.00" for a
 * price, "question" for "questions", an id forgotten. What can mean one thing only is put as the schema wants it; what had to be
 * guessed is reported. Everything else stays, for the schema to complain about.
 */
export function readPlainHand(kind: string, raw: RawRecord, findings: Finding[]): RawRecord {
  const report: Report = (column, code, reason, remedy) =>
    void findings.push({
      severity: 'warning',
      code,
      file: raw.file,
      line: raw.lineOf([column]),
      column,
      ...(raw.value[column] === undefined ? {} : { value: shown(raw.value[column]) }),
      ...(typeof raw.value.id === 'string' ? { id: raw.value.id } : {}),
      reason,
      remedy,
    });
  const read = READERS[kind];
  return read === undefined ? raw : { ...raw, value: read(raw.value, report) };
}

const READERS: Readonly<Record<string, (value: Value, report: Report) => Value>> = {
  place: (value, report) => withId(withKind(value, report), value.name, report),
  session: (value, report) => withId(withTimes(value, report), value.title, report),
  speaker: (value, report) => withId(value, value.name, report),
  exhibitor: (value, report) => withId(value, value.name, report),
  service: (value, report) => withId(withLists(value, ['aliases']), value.name, report),
  faq(value, report) {
    const { question, ...rest } = value;
    const asked = withLists(question === undefined ? rest : { ...rest, questions: value.questions ?? question }, ['questions', 'tags']);
    return withId(asked, Array.isArray(asked.questions) ? asked.questions[0] : undefined, report);
  },
  menu: (value) => ({ ...value, ...(Array.isArray(value.sections) ? { sections: value.sections.map(withDishes) } : {}) }),
  settings(value) {
    const holidays = Array.isArray(value.holidays) ? value.holidays.map(holidayOf) : undefined;
    return { ...withLists(value, ['languages']), ...(holidays === undefined ? {} : { holidays }) };
  },
};

function withKind(value: Value, report: Report): Value {
  if (typeof value.kind !== 'string') return value;
  const kind = readPlaceKind(value.kind);
  if (kind === undefined)
    report('kind', 'field-ignored', `"kind" is "${value.kind}", which is not known; taken as "other"`, 'Use a kind that the README names.');
  return { ...value, kind: kind ?? 'other' };
}

function withId(value: Value, name: unknown, report: Report): Value {
  const text = oneLine(name);
  if ((value.id !== undefined && value.id !== '') || text === undefined) return value;
  const id = slugOf(text);
  report('id', 'id-made', `has no id; it was given "${id}", after its name`, 'Write an id that stays the same when the name changes.');
  return { ...value, id };
}

function withTimes(value: Value, report: Report): Value {
  const start = localOf(value.startsAt);
  const clock = typeof value.endsAt === 'string' ? readClock(value.endsAt)?.clock : undefined;
  const end = localOf(value.endsAt) ?? (start !== undefined && clock !== undefined ? `${start.slice(0, 10)}T${clock}` : undefined);
  const written = /^\s*(\d{1,2})\/(\d{1,2})\/\d{2,4}/.exec(String(value.startsAt ?? ''));
  if (start !== undefined && written !== null && Number(written[1]) <= 12 && Number(written[2]) <= 12 && written[1] !== written[2]) {
    report(
      'startsAt',
      'date-order-guessed',
      'can be read day first or month first; the day was taken to come first',
      'Write dates as 2026-05-12.',
    );
  }
  const status = typeof value.status === 'string' && readStatus(value.status) === 'cancelled' ? 'cancelled' : value.status;
  return {
    ...value,
    ...(start === undefined ? {} : { startsAt: start }),
    ...(end === undefined ? {} : { endsAt: end }),
    ...(status === undefined ? {} : { status }),
  };
}

/** A clock time as the model writes it; undefined for one with a zone of its own, which the model has no place for. */
function localOf(value: unknown): string | undefined {
  const read = typeof value === 'string' ? readTime(value) : null;
  return read === null || read.offsetMin !== null ? undefined : read.local;
}

function withDishes(section: unknown): unknown {
  if (!isRecord(section) || !Array.isArray(section.items)) return section;
  return { ...section, items: section.items.map((item: unknown) => (isRecord(item) ? withDish(item) : item)) };
}

function withDish(item: Record<string, unknown>): Value {
  const price = typeof item.price === 'string' ? readPrice(item.price) : undefined;
  const texts = (list: unknown): list is string[] => Array.isArray(list) && list.every((entry) => typeof entry === 'string');
  // A text that names something else than allergens ("none known") is no list of them.
  const named = typeof item.allergens === 'string' && areAllergens(item.allergens);
  const lists = withLists(item, named ? ['allergens', 'diets'] : ['diets']);
  return {
    ...lists,
    ...(price === undefined ? {} : { price }),
    ...(texts(lists.allergens) ? { allergens: readAllergens(lists.allergens) } : {}),
    ...(texts(lists.diets) ? { diets: readDiets(lists.diets) } : {}),
  };
}

function withLists(value: Value, keys: readonly string[]): Value {
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      keys.includes(key) && (typeof field === 'string' || isText(field)) ? [field] : field,
    ]),
  );
}

/** { en: …, de: … } where a list of texts belongs. */
function isText(field: unknown): boolean {
  return isRecord(field) && Object.keys(field).length > 0 && Object.keys(field).every((key) => /^[a-z]{2}$/.test(key));
}

function holidayOf(entry: unknown): unknown {
  const date = typeof entry === 'string' ? readDate(entry)?.date : undefined;
  return date === undefined ? entry : { date };
}
