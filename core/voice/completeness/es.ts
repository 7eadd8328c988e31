import { type CompletenessWords, phrases, words } from './language.ts';

export const es: CompletenessWords = {
  fillers: words('eh em este mmm hmm'),
  openings: words('pues bueno entonces hola oye y pero'),
  dangling: words(
    'y e o u pero porque si que cuando como aunque el la los las un una unos unas del al de a en con sin por para sobre entre hasta desde hacia según',
    'mi mis tu tus su sus nuestro nuestra este esta ese esa muy quisiera',
  ),
  stranded: { prepositions: words(''), openers: words('') },
  beforeNumber: words('número'),
  numbered: { nouns: words('sala habitación puerta planta piso mesa andén stand'), after: words('a la en es de el') },
  numbers: words(
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta',
  ),
  modifiers: words('próximo próxima primer primera último última gran otro otra qué cuál cuáles es son está están hay'),
  transitive: words('necesito quiero busco reservar encontrar tener pedir dame dime'),
  questions: words('dónde cuándo qué quién cuál cuáles cómo cuánto cuánta cuántos cuántas'),
  verbFirst: words('hay es son está están puede puedo tiene tienen'),
  beginnings:
    phrases(`dónde está|dónde están|dónde hay|dónde puedo|qué es|qué hay|cuándo es|cuándo empieza|a qué hora|cómo llego|cómo puedo|cuánto cuesta|cuánto
    |hay|quiero|quisiera|necesito|busco|me gustaría|puede|puede decirme|puedo|tiene|tienen|dígame|muéstreme|tengo|soy|me llamo`),
  lacking: [
    /(?:^| )(?:puedo|puede|puedes|podemos|podría|quiero|debo)$/,
    /^(?:dónde|cuándo|cómo|qué|quién|cuánto) (?:es|está|están|hay|puedo|puede|abre|cierra|empieza)$/,
    /^(?:el|la|los|las|mi|nuestro|nuestra) \S+ (?:es|está|son|están|no)$/,
  ],
  closed: phrases('sí|no|gracias|sí por favor|no gracias|muchas gracias|ayuda|para|cancelar|adiós|eso es todo|nada más'),
};
