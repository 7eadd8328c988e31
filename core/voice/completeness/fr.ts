import { type CompletenessWords, phrases, words } from './language.ts';

/** "la" and "le" end no sentence but "là" does; verbs are left to stand ("Où est-ce que c’est ?"). */
export const fr: CompletenessWords = {
  fillers: words('euh heu hum hmm ben bah'),
  openings: words('alors bon donc bonjour salut et mais voilà'),
  dangling: words(
    'et ou mais car si que qui quand comme parce puisque lorsque le la les un une des du de d l au aux à en dans sur sous pour par avec sans chez vers entre',
    'mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces très je j voudrais jusque jusqu’à',
  ),
  stranded: { prepositions: words(''), openers: words('') },
  beforeNumber: words('numéro'),
  numbered: { nouns: words('salle chambre stand hall étage porte table quai'), after: words('à la au est en de du') },
  numbers: words(
    'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante',
  ),
  modifiers: words(
    'prochain prochaine premier première dernier dernière grand grande petit petite nouveau nouvelle autre quel quelle quels quelles est sont a',
  ),
  transitive: words('cherche veux réserver trouver prendre avoir demander montrez dites'),
  questions: words('où quand quel quelle quels quelles qui comment combien pourquoi est-ce qu’est-ce'),
  verbFirst: words('y a-t-il peut-on puis-je pouvez-vous avez-vous pouvez avez est sont peut'),
  beginnings:
    phrases(`où est|où sont|où est-ce que|où se trouve|où puis-je|qu’est-ce que|est-ce que|est-ce qu’il y a|y a-t-il|il y a|quand est|à quelle heure
    |comment|combien|combien coûte|je voudrais|je cherche|je veux|j’ai besoin|j’ai|je suis|pouvez-vous|avez-vous|dites-moi|montrez-moi|puis-je|je m’appelle`),
  lacking: [
    /(?:^| )(?:peut|puis|peux|pouvez|pourriez|dois|doit|veux|voulez|est-ce)[- ](?:je|on|vous|nous|tu|que)$/,
    /^(?:où|quand|comment|combien|qui) (?:est|sont|peut|puis|coûte|ouvre|ferme|commence)$/,
    /^(?:le|la|les|mon|ma|mes|notre) \S+ (?:est|sont|a)$/,
  ],
  closed: phrases(
    'oui|non|merci|oui merci|non merci|merci beaucoup|s’il vous plaît|oui s’il vous plaît|aidez-moi|au secours|stop|annuler|au revoir|c’est tout',
  ),
};
