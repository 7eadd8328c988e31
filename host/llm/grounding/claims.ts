/** What a sentence may claim besides numbers and names, in the languages the kiosk answers in. All on folded text. */

/** "I have called a taxi", "towels are on their way": only a tool with an effect makes that true. */
export const DEED = new RegExp(
  [
    "\\b(?:i|we)(?:'ve| have|'ll have)?(?: just| already| now)? (?:called|booked|ordered|reserved|sent|notified|informed|arranged|requested|told|alerted|cancelled|scheduled|dispatched|unlocked|opened|refunded|charged)\\b",
    '\\bon (?:its|their|the|his|her) way\\b(?! to)',
    '\\b(?:is|are|has been|have been) (?:now )?(?:booked|ordered|reserved|requested|confirmed|arranged|notified|unlocked|refunded)\\b(?= (?:for you|now)|[.!]|$)',
    '\\bhabe (?:ich )?.{0,60}(?:gerufen|bestellt|gebucht|reserviert|informiert|benachrichtigt|verstandigt|veranlasst|storniert|geschickt)\\b',
    '\\b(?:ist|sind) unterwegs\\b',
    '\\b(?:ist|sind|wurde|wurden) (?:fur sie )?(?:bestellt|gebucht|reserviert|informiert|storniert)\\b',
    "\\b(?:j'ai|nous avons|on a) (?:deja |bien )?(?:appele|reserve|commande|prevenu|envoye|informe|demande|annule|rembourse)",
    '\\b(?:est|sont) en (?:route|chemin)\\b',
    '\\b(?:he|hemos) (?:ya )?(?:llamado|reservado|pedido|avisado|enviado|informado|solicitado|cancelado|reembolsado)\\b',
    '\\besta[n]? en camino\\b',
    '\\b(?:ho|abbiamo) (?:gia )?(?:chiamato|prenotato|ordinato|avvisato|inviato|informato|richiesto|annullato|rimborsato)\\b',
    '\\b(?:e|sono) in arrivo\\b',
  ].join('|'),
);

export const FREE =
  /\b(?:free of charge|for free|(?:is|are|its|it's) free|complimentary|no (?:extra )?(?:charge|cost)|kostenlos\w*|kostenfrei\w*|gratis|umsonst|inbegriffen|included|gratuit\w*|offerts?|inclus\w*|gratuito|gratuita|incluido\w*|incluso|inclusa)\b/;
/** Any of these in the evidence makes it true. */
export const FREE_WORD =
  / (?:free|complimentary|included|charge|kostenlos\w*|kostenfrei\w*|gratis|umsonst|inbegriffen|inklusive|gratuit\w*|offert|inclus\w*|incluid\w*) /;

export const FLOOR =
  /\b([\p{L}\d]+)[ -](?:floor|level|storey|story|stock|stockwerk|etage|obergeschoss|untergeschoss|planta|piso|piano)\b|\b(upstairs|downstairs|basement|rooftop|erdgeschoss|keller|dachterrasse|rez-de-chaussee|sous-sol|sotano|seminterrato)\b|\b(?:planta|piano) (baja|terra)\b/gu;

export const DIRECTION =
  /\b(?:turn|on the|on your|to the|to your|keep|bear|first|second|the) (left|right)\b|\b(links|rechts|gauche|droite|izquierda|derecha|sinistra|destra)\b/g;

export const WEEKDAY =
  /\b((?:sun|mon|tues|wednes|thurs|fri|satur)day|sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)(?:s|abend|nachmittag|vormittag|morgen)?\b/g;

/** Before "floor", these tell no floor. */
export const NO_FLOOR: ReadonlySet<string> = new Set(
  'the this that which what same each every my your our any a one another der die das dem den im diesem dieser welchem jedem jeder l le au un quel cet meme la el esta este misma il lo questo stesso che al sul del'.split(
    ' ',
  ),
);

/** Different words for one thing: the data may have another than the sentence. */
export const SAME_WORDS: readonly (readonly string[])[] = [
  ['first', '1', '1st', 'ersten', 'erste', 'premier', 'primera', 'primer', 'primo'],
  ['second', '2', '2nd', 'zweiten', 'zweite', 'deuxieme', 'segunda', 'segundo', 'secondo'],
  ['third', '3', '3rd', 'dritten', 'dritte', 'troisieme', 'tercera', 'tercer', 'terzo'],
  ['fourth', '4', '4th', 'vierten', 'vierte', 'quatrieme', 'cuarta', 'cuarto', 'quarto'],
  ['fifth', '5', '5th', 'funften', 'funfte', 'cinquieme', 'quinta', 'quinto'],
  ['ground', 'erdgeschoss', 'eg', 'rez-de-chaussee', 'chaussee', 'baja', 'terra'],
  ['left', 'links', 'gauche', 'izquierda', 'sinistra'],
  ['right', 'rechts', 'droite', 'derecha', 'destra'],
];
