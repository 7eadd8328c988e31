import { baseOf } from '../../core/i18n/tags.ts';

/** What the page says itself; everything else comes with the link. */
interface PhoneWords {
  readonly noWay: string;
  readonly scanAgain: string;
  readonly metres: (metres: number) => string;
}

const metric = (metres: number) => `${metres} m`;

const WORDS: Readonly<Record<string, PhoneWords>> = {
  en: { noWay: 'No way in this link', scanAgain: 'Please scan the code on the kiosk once more.', metres: metric },
  de: { noWay: 'Kein Weg in diesem Link', scanAgain: 'Bitte scannen Sie den Code am Kiosk noch einmal.', metres: metric },
  fr: { noWay: 'Aucun trajet dans ce lien', scanAgain: 'Veuillez scanner à nouveau le code sur la borne.', metres: metric },
  es: { noWay: 'No hay ningún camino en este enlace', scanAgain: 'Escanee de nuevo el código del quiosco, por favor.', metres: metric },
  it: { noWay: 'Nessun percorso in questo link', scanAgain: 'Scansioni di nuovo il codice sul chiosco, per favore.', metres: metric },
  ar: { noWay: 'لا يوجد طريق في هذا الرابط', scanAgain: 'نرجو مسح الرمز على الجهاز مرة أخرى.', metres: (metres) => `${metres} م` },
  ja: { noWay: 'このリンクに道順はありません', scanAgain: 'キオスクのコードをもう一度読み取ってください。', metres: metric },
};

const [ENGLISH] = Object.values(WORDS);

export function phoneWords(locale: string): PhoneWords {
  const words = WORDS[baseOf(locale)] ?? ENGLISH;
  if (words === undefined) throw new Error('the phone page has no words');
  return words;
}
