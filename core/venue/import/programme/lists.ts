import type { Exhibitor, Faq } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Sources } from '../sources.ts';
import { findingOf, listOf, optional } from './judge-session.ts';
import { localText, oneLine, slugOf } from './plain-text.ts';

export function exhibitorsOf(
  source: string,
  records: readonly RawRecord[],
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
    const exhibitor: Exhibitor = {
      id: freshId(`${source}:${oneLine(value.guid) ?? slugOf(name)}`, ids),
      name,
      ...optional('description', localText(value.description)),
      ...optional('stand', oneLine(value.stand)),
      categories: listOf(value.categories),
      aliases: [],
      ...optional('website', oneLine(value.website)),
    };
    sources.add('exhibitor', exhibitor, raw);
    return [exhibitor];
  });
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
    const faq: Faq = { id: freshId(`${source}:${slugOf(text)}`, ids), questions: [question], answer, exact: false, tags: [] };
    sources.add('faq', faq, raw);
    return [faq];
  });
}

function freshId(wanted: string, taken: Set<string>): string {
  const start = wanted.slice(0, 180);
  let id = start;
  for (let n = 2; taken.has(id); n += 1) id = `${start}~${n}`;
  taken.add(id);
  return id;
}
