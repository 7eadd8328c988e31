import { type Exhibitor, type Faq, type GroupPrice, groupPriceSchema, type Service } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Sources } from '../sources.ts';
import { admissionOf } from './admission.ts';
import { findingOf, listOf, optional } from './judge-session.ts';
import { localText, oneLine, slugOf } from './plain-text.ts';
import type { Rooms } from './rooms.ts';

export function exhibitorsOf(
  source: string,
  records: readonly RawRecord[],
  rooms: Rooms,
  sources: Sources,
  report: (finding: Finding) => void,
): Exhibitor[] {
  const ids = new Set<string>();
  return records.flatMap((raw) => {
    const { value } = raw;
    const name = oneLine(value.name);
    if (name === undefined) {
      report(findingOf(raw, 'row-skipped', 'name', 'has no name; the row was left out', 'Give the exhibitor a name.'));
      return [];
    }
    const stand = oneLine(value.stand);
    const exhibitor: Exhibitor = {
      id: freshId(`${source}:${oneLine(value.guid) ?? slugOf(name)}`, ids),
      name,
      ...optional('description', localText(value.description)),
      ...optional('stand', stand),
      ...optional('placeId', placeOfStand(stand, oneLine(value.place), raw, rooms)),
      categories: [...listOf(value.categories), ...listOf([value.country])],
      aliases: listOf(value.aliases),
      ...optional('website', oneLine(value.website)),
    };
    if (exhibitor.id.includes('~')) {
      const reason = `the name "${name}" is there more than once; each was kept`;
      report(findingOf(raw, 'duplicate-name', 'name', reason, 'Delete one, or tell them apart by their names.'));
    }
    sources.add('exhibitor', exhibitor, raw);
    return [exhibitor];
  });
}

/** The stand where a plan has it, else its hall: of its own column, or before the stand ("Hall 4 / C12"). */
function placeOfStand(stand: string | undefined, hall: string | undefined, raw: RawRecord, rooms: Rooms): string | undefined {
  const own = stand === undefined ? undefined : (rooms.find(stand) ?? rooms.find(`Stand ${stand}`));
  if (own !== undefined) return own;
  const before = /^((?:hall|halle|pavil+i?on|pabellón|padiglione)\s*[\w.]+)\s*[/,·|–-]/i.exec(stand ?? '')?.[1];
  const named = hall ?? before;
  if (named === undefined) return undefined;
  const full = /^\w{1,3}$/.test(named) ? `Hall ${named}` : named;
  return rooms.find(named) ?? rooms.find(full) ?? rooms.placeOf(full, raw, 'hall');
}

export function faqsOf(source: string, records: readonly RawRecord[], sources: Sources, report: (finding: Finding) => void): Faq[] {
  const ids = new Set<string>();
  return records.flatMap((raw) => {
    const question = localText(raw.value.question);
    const answer = localText(raw.value.answer);
    if (question === undefined || answer === undefined) {
      const column = question === undefined ? 'question' : 'answer';
      report(findingOf(raw, 'row-skipped', column, `has no ${column}; the row was left out`, 'Fill it in.'));
      return [];
    }
    const text = typeof question === 'string' ? question : (Object.values(question)[0] ?? '');
    const more: readonly unknown[] = Array.isArray(raw.value.questions) ? raw.value.questions.slice(1) : [];
    const others = more.flatMap((one) => {
      const other = localText(one);
      return other === undefined ? [] : [other];
    });
    const faq: Faq = { id: freshId(`${source}:${slugOf(text)}`, ids), questions: [question, ...others], answer, exact: false, tags: [] };
    sources.add('faq', faq, raw);
    return [faq];
  });
}

const YES = /^(?:true|yes|y|1|x|ja|oui|s[ií])$/i;

export function servicesOf(
  source: string,
  records: readonly RawRecord[],
  rooms: Rooms,
  sources: Sources,
  report: (finding: Finding) => void,
): Service[] {
  const ids = new Set<string>();
  const priced = records.filter(({ value }) => value.group !== undefined && value.name === undefined);
  const unread = (raw: RawRecord): void =>
    report(
      findingOf(
        raw,
        'row-skipped',
        'price',
        'has no group of guests with a price; the row was left out',
        'Write the price as 12.50, or "free".',
      ),
    );
  const admission = admissionOf(priced, unread);
  const named = records.filter((raw) => !priced.includes(raw));
  return [...named, ...(admission === null ? [] : [admission])].flatMap((raw) => {
    const { value } = raw;
    const name = localText(value.name);
    if (name === undefined) {
      report(findingOf(raw, 'row-skipped', 'name', 'has no name; the row was left out', 'Give the service a name.'));
      return [];
    }
    const place = oneLine(value.place);
    const service: Service = {
      id: freshId(`${source}:${oneLine(value.guid) ?? slugOf(oneLine(name) ?? '')}`, ids),
      name,
      ...optional('description', localText(value.description)),
      ...optional('placeId', place === undefined ? undefined : rooms.placeOf(place, raw, 'service')),
      ...optional('hours', typeof value.hours === 'string' ? oneLine(value.hours) : undefined),
      aliases: listOf(value.aliases),
      requestable: value.requestable === true || YES.test(String(value.requestable ?? '').trim()),
      ...optional('priceText', localText(value.price)),
      ...optional('prices', pricesOf(value.prices)),
    };
    sources.add('service', service, raw);
    return [service];
  });
}

function pricesOf(value: unknown): GroupPrice[] | undefined {
  const good = (Array.isArray(value) ? value : []).flatMap((price: unknown) => {
    const read = groupPriceSchema.safeParse(price);
    return read.success ? [read.data] : [];
  });
  return good.length === 0 ? undefined : good;
}

function freshId(wanted: string, taken: Set<string>): string {
  const start = wanted.slice(0, 180);
  let id = start;
  for (let n = 2; taken.has(id); n += 1) id = `${start}~${n}`;
  taken.add(id);
  return id;
}
