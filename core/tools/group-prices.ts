import type { GroupPrice } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { foldedWords } from '../venue/search/fold.ts';
import { texts } from './knowledge.ts';
import { listText, priceText } from './speech-words.ts';
import type { ToolContext } from './tool.ts';

/** Who pays, and for what: each row is one thing said in several ways, in the languages that questions are understood in. */
const SAME: readonly ReadonlySet<string>[] = [
  'adult adults grown grownup grownups erwachsene erwachsener erwachsenen adulte adultes adulto adultos adulti',
  'child children kid kids son daughter boy girl kind kinder under unter year olds enfant enfants nino ninos nina ninas bambino bambini',
  'student students studying studierende studenten student etudiant etudiants etudiante estudiante estudiantes studente studenti',
  'senior seniors pensioner pensioners retired elderly oap rentner senioren retraite retraites jubilado jubilados anziani pensionati',
  'family families familie familien famille familles familia familias famiglia famiglie',
  'group groups school class gruppe gruppen schulklasse groupe groupes grupo grupos gruppo gruppi',
  'ticket tickets entry entrance admission enter getting in eintritt eintrittskarte karten billet billets entree entrada entradas biglietto biglietti ingresso',
  'disabled wheelchair carer carers companion behinderte begleitperson handicape handicapes discapacitado disabili',
  'member members membership mitglied mitglieder membre membres socio socios soci',
].map((row) => new Set(row.split(' ')));

/** The words that mean the same payer or the same thing paid for; null for any other word. */
export function samePayer(word: string): ReadonlySet<string> | null {
  return SAME.find((row) => row.has(word)) ?? null;
}

/** The prices for whoever is named in `words`; all of them where nobody is, or nobody who has a price of their own. */
export function pricesFor(prices: readonly GroupPrice[], words: readonly string[]): readonly GroupPrice[] {
  const named = prices.filter(({ group }) => {
    const groupWords = texts(group).flatMap(foldedWords);
    return words.some((word) => groupWords.includes(word) || groupWords.some((own) => samePayer(own)?.has(word) === true));
  });
  return named.length === 0 ? prices : named;
}

/** "Adults €14.00, children under 12 free of charge and families €32.00". */
export function pricesText(prices: readonly GroupPrice[], context: Pick<ToolContext, 'know' | 'locale' | 't' | 'now'>): string {
  const { know, locale, t } = context;
  const main = know.venue.languages[0];
  const rows = prices.map(({ group, price, note }) => {
    const amount = price === 0 ? t('price.free') : priceText(price, know.venue.currency, locale);
    const said = t('price.group', { group: textIn(group, locale, main), price: amount });
    return note === undefined ? said : `${said} (${textIn(note, locale, main)})`;
  });
  return listText(rows, context);
}
