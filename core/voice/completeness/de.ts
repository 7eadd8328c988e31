import { type CompletenessWords, phrases, words } from './language.ts';

/**
 * Left out on purpose: separable prefixes ("Wann macht die Bar auf?", "Wann fängt sie an?"), "das" ("Was ist das?"), "ich"
 * ("Wo bin ich?"), "mit" ("Kommen Sie mit?").
 */
export const de: CompletenessWords = {
  fillers: words('äh ähm öh öhm hm hmm mh em'),
  openings: words('also tja naja na okay ok hallo und aber hey ja so'),
  dangling: words(
    'und oder aber weil dass ob wenn sowie sondern als denn der die dem den des ein eine einen einem einer eines kein keine keinen mein meine meinen',
    'meinem meiner unser unsere ihr ihre im am zum zur vom beim ins ans für von bei nach ohne durch gegen zwischen wegen während in unter über neben',
    'möchte würde könnte sehr ganz ziemlich dieser diese dieses jeder jede jedes',
  ),
  stranded: { prepositions: words(''), openers: words('') },
  beforeNumber: words('nummer viertel halb'),
  numbered: {
    nouns: words('raum zimmer halle saal stand stockwerk etage ebene tisch gleis'),
    after: words('ist zu zum in nach aus bei im auf'),
  },
  numbers: words(
    'null eins ein zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  ),
  modifiers: words(
    'nächste nächsten nächster nächstes letzte letzten erste ersten zweite zweiten großen große kleine kleinen neue neuen andere anderen vegetarisches',
    'vegetarische vegane welche welcher welches wie wo wann was ist sind hat haben kann können viele mehr',
  ),
  transitive: words('brauche suche finde will bestelle buche reserviere nehme zeigen zeig sagen sag mir'),
  questions: words('wo wann was wer wie welche welcher welches welchen warum wohin woher wieso wieviel gibt'),
  verbFirst: words('ist sind kann können könnten haben hat darf hätten wird muss fährt kommt gilt'),
  beginnings:
    phrases(`wo ist|wo sind|wo finde ich|wo kann ich|was ist|was sind|was kostet|wann ist|wann sind|wann beginnt|wie komme ich|wie viel|wie teuer ist
    |wer ist|kann ich|können sie|könnten sie|gibt es|haben sie|ich möchte|ich brauche|ich suche|ich hätte gern|ich hätte gerne|ich will|zeig mir
    |zeigen sie mir|sag mir|sagen sie mir|ich heiße|mein name ist|bitte|ich bin|ich habe|entschuldigung|können sie mir|wir möchten|wir brauchen`),
  lacking: [
    /^(?:ist|sind|kann|können|könnten|gibt|haben|hat|darf|ich|wir|mein|meine)$/,
    /(?:^| )(?:kann|können|könnte|könnten|darf|dürfen|muss|müssen|soll|sollen|will|wollen) (?:ich|man|wir|sie|du|er|es)$/,
    /^(?:wo|wann|wie|was|wer|warum|welche[rs]?)(?: \S+)? (?:ist|sind|hat|haben|kann|können|fährt|beginnt|öffnet|schließt)$/,
    /^(?:der|die|das|mein|meine|unser|unsere) \S+ (?:ist|sind|hat|geht)$/,
  ],
  closed:
    phrases(`ja|nein|ja bitte|nein danke|danke|danke schön|vielen dank|danke sehr|hilfe|stopp|halt|abbrechen|tschüss|auf wiedersehen|das war alles|das ist alles
    |zurück|noch einmal|noch mal|egal|beide|keins|genau|richtig`),
};
