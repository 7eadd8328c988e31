import { type CompletenessWords, phrases, words } from './language.ts';

export const it: CompletenessWords = {
  fillers: words('ehm eh uhm mmm hmm'),
  openings: words('allora beh dunque ciao salve senta e ma'),
  dangling: words(
    'e ed o ma perché se che quando come anche il lo la i gli le un uno una l del dello della dei degli delle al allo alla ai agli alle dal dalla nel nella',
    'sul sulla di a da in con su per tra fra senza verso mio mia tuo tua suo sua nostro nostra questo questa quel quella molto vorrei',
  ),
  stranded: { prepositions: words(''), openers: words('') },
  beforeNumber: words('numero'),
  numbered: { nouns: words('sala stanza camera piano uscita tavolo binario stand'), after: words('alla la in è al di') },
  numbers: words(
    'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici venti trenta quaranta cinquanta',
  ),
  modifiers: words('prossimo prossima primo prima ultimo ultima  altro altra quale quali è sono c’è ci'),
  transitive: words('cerco voglio prenotare trovare avere chiedere mostrami dimmi'),
  questions: words('dove dov’è quando cosa cos’è chi quale quali come com’è quanto quanti quante'),
  verbFirst: words('c’è ci è sono può posso avete ha'),
  beginnings:
    phrases(`dov’è|dove è|dove sono|dove si trova|dove posso|cos’è|che cosa|quando è|quando inizia|a che ora|come arrivo|come posso|quanto costa|quanto
    |c’è|ci sono|vorrei|voglio|cerco|ho bisogno|può|può dirmi|posso|avete|mi dica|mi mostri|ho|sono|mi chiamo`),
  lacking: [
    /(?:^| )(?:posso|può|potete|possiamo|potrebbe|voglio|devo)$/,
    /^(?:dove|quando|come|cosa|chi|quanto) (?:è|sono|posso|può|apre|chiude|inizia)$/,
    /^(?:il|la|lo|i|le|la mia|il mio) \S+ (?:è|sono|non)$/,
  ],
  closed: phrases('sì|no|grazie|sì grazie|no grazie|grazie mille|per favore|sì per favore|aiuto|basta|annulla|arrivederci|è tutto'),
};
