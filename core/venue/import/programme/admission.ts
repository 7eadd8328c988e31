import type { GroupPrice } from '../../model.ts';
import type { RawRecord } from '../raw-record.ts';
import { localText, oneLine } from './plain-text.ts';

/** What entry is called; its aliases are found beside it. */
export const ADMISSION = { en: 'Admission', de: 'Eintritt', fr: 'Entrée', es: 'Entrada', it: 'Ingresso' };
export const ADMISSION_WORDS = ['ticket', 'tickets', 'entry', 'entrance fee'];
const FREE = /^(?:free|frei|gratis|kostenlos|gratuit|gratuito|free of charge|freier eintritt|0|-|–)$/i;

/** "14,50 €" is 14.5, "free" is 0; undefined for what is no price. */
export function readPrice(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  if (FREE.test(text)) return 0;
  const number = /^[^\d-]{0,8}(\d{1,6}(?:[.,]\d{1,2})?)(?:[.,][-–])?[^\d]{0,12}$/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number.replace(',', '.'));
}

/** Rows of a price list, a group each, as the record of one service. Null when no row is of a group with a price. */
export function admissionOf(records: readonly RawRecord[], unread: (raw: RawRecord) => void): RawRecord | null {
  const good = records.flatMap((raw) => {
    const group = localText(raw.value.group);
    const price = readPrice(raw.value.price);
    if (group === undefined || price === undefined) {
      unread(raw);
      return [];
    }
    const note = localText(raw.value.note);
    const text = `${oneLine(raw.value.group) ?? ''} ${oneLine(raw.value.price) ?? price}${note === undefined ? '' : ` (${oneLine(raw.value.note) ?? ''})`}`;
    return [{ raw, price: { group, price, ...(note === undefined ? {} : { note }) } satisfies GroupPrice, text }];
  });
  const [first] = good;
  if (first === undefined) return null;
  const value = {
    name: ADMISSION,
    prices: good.map(({ price }) => price),
    price: good.map(({ text }) => text).join(', '),
    aliases: ADMISSION_WORDS,
  };
  return { ...first.raw, value };
}
