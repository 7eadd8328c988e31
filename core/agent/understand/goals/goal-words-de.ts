import type { GoalWords } from './goal-words.ts';

const BOOK =
  '(?:buch\\w*|reservier\\w*|gebucht|reserviert|anmeld\\w*|melde|hatte|hatten|mochte|mochten|brauche\\w*|wurde\\w*|will|wollen|gern\\w*|bekomm\\w*)';

export const GOAL_WORDS_DE: GoalWords = {
  wants: [
    [
      'cancel-booking',
      /\b(?:stornier\w*|absag\w*|abbestell\w*|cancel\w*)\b|\b(?:tisch|reservierung|buchung|platz|platze|fuhrung) (?:\w+ ){0,3}?(?:absagen|stornieren|abbestellen|loschen|streichen|nicht mehr)\b|\bsage? (?:\w+ ){0,3}?ab\b/,
    ],
    [
      'change-booking',
      /\b(?:tisch|reservierung|buchung|platz|fuhrung) (?:\w+ ){0,5}?(?:ander\w*|umbuch\w*|verschieb\w*|verleg\w*)\b|\b(?:andere?|andern|umbuchen|verschieb\w*|verleg\w*) (?:\w+ ){0,3}?(?:tisch|reservierung|buchung|platz|fuhrung|es|das|ihn)\b|\b(?:verschieb\w*|verlegen|umbuch\w*)\b/,
    ],
    [
      'support-case',
      /\b(?:problem|reklamation|beschwerde|fall|ticket|storung) (?:\w+ )?(?:melden|aufmachen|eroffnen|anlegen|einreichen)\b|\b(?:doppelt|zweimal|falsch) (?:berechnet|abgebucht|abgerechnet)\b|\b(?:mochte|will|wurde) mich (?:\w+ )?beschweren\b|\bich habe ein problem\b|\bnicht (?:geputzt|gereinigt|sauber gemacht)\b|\b(?:sind|ist) (?:so |zu |wieder )?laut\b/,
    ],
    [
      'lead',
      /\b(?:hochzeit|konferenz|tagung|firmenfeier|weihnachtsfeier|firmenfest|kongress|seminar|off ?site|klausur|messestand|bankett|gala)\b.*\b(?:bei ihnen|hier|ausricht\w*|veranstalt\w*|feiern|abhalten|planen|mieten|buchen|organisieren|angebot)\b|\b(?:mieten|anmieten)\b.*|\bangebot (?:\w+ )?(?:bekommen|einholen|fur|haben)\b|\b(?:ausstellen|aussteller werden|sponsor werden)\b/,
    ],
    [
      'book-tour',
      new RegExp(
        `\\b${BOOK}\\b.*\\b(?:fuhrung|rundgang|tour|verkostung)|\\b(?:fuhrung|rundgang|tour)\\b.*\\b(?:buch\\w*|reservier\\w*|mitmachen|anmelden|teilnehmen)\\b`,
      ),
    ],
    [
      'book-seat',
      new RegExp(
        `\\b${BOOK}\\b.*\\b(?:platz|platze|sitzplatz|sitzplatze|plaetze)\\b|\\b(?:platz|platze|plaetze) (?:im|in|beim|bei|fur)\\b|\\b(?:melde|melden|trag|tragen|schreib|schreiben) (?:sie )?(?:mich|uns)\\b.*|\\b(?:teilnehmen|mitmachen)\\b|\\bfur (?:den|die|das) .*\\banmelden\\b`,
      ),
    ],
    [
      'book-table',
      new RegExp(
        `\\b${BOOK}\\b.*\\btische?\\b|\\btische? (?:fur|im|bei|in|um|frei|heute|morgen|reservier\\w*|buch\\w*)\\b|\\b(?:gibt es|haben sie|ist) (?:\\w+ ){0,3}?tisch\\b|\\b(?:reservier\\w*|buch\\w*)\\b.*\\b(?:abendessen|mittagessen|fruhstuck|restaurant|essen)\\b`,
      ),
    ],
  ],
  book: /\b(buch\w*|reservier\w*)\b/,
  bookOnly:
    /^(?:(?:ich|wir|wurde|mochte|mochten|will|kann|konnte|gern|gerne|bitte|etwas|was|eine|hier|hallo|buchen|buchung|reservieren|reservierung|machen) ?)+$/,
  cancels: /\b(stornier\w*|absag\w*|cancel\w*)\b/,
  names: {
    'book-table': /\b(tisch\w*|restaurant|reservierung|abendessen|mittagessen|buchung)\b/,
    'book-seat': /\b(platz|platze|sitzplatz|workshop|vortrag|buchung|reservierung)\b/,
    'book-tour': /\b(fuhrung|tour|rundgang|buchung)\b/,
    'change-booking': /\b(anderung|buchung|reservierung|tisch|platz|fuhrung)\b/,
    'cancel-booking': /\b(stornierung|absage|buchung|reservierung|tisch|platz|fuhrung)\b/,
    'hotel-request': /\b(anfrage|bitte|handtuch\w*|taxi|gepack|koffer|weckruf|kissen|zimmer)\b/,
    'lost-item': /\b(verlust\w*|verloren\w*|fundsache|sache)\b/,
    'found-item': /\b(fund\w*|gefunden\w*|sache)\b/,
    lead: /\b(anfrage|angebot|hochzeit|konferenz|feier|veranstaltung|stand)\b/,
    'support-case': /\b(fall|ticket|beschwerde|problem)\b/,
  },
  leave:
    /\b(vergiss (es|das|den|die)|vergessen sie (es|das|den|die)|lass (es|gut|mal)|lassen (sie|wir) (es|das|den|die)|doch nicht|egal|schon gut|abbrechen|abbruch|hat sich erledigt|brauche? (ich )?(nicht|keinen|keine) mehr|will (ich )?(nicht|keinen) mehr|keinen tisch mehr|nicht mehr notig)\b|^(stopp?|abbrechen)$/,
  back: /\b(zuruck (zu|zum|zur)|wo waren wir|wo war ich|weiter (mit|im|gehts|machen)|machen wir weiter|weiter$)\b/,
  yes: /^(?:(?:ah|oh|ok|okay|also|gut|super|prima|na|dann|und) )*(?:ja|jep|jo|jawohl|klar|gerne?|genau|richtig|stimmt|passt|ok|okay|bitte|naturlich|selbstverstandlich|mach(?:en)? (?:sie )?(?:das|es)|so ist es|in ordnung|einverstanden|unbedingt|auf jeden fall|perfekt|super|prima|gut|buchen sie|reservieren sie)\b/,
  yesBut: /\b(aber|nicht|nein|moment|was|wie|wann|wo|welche\w*|warum|wer|stattdessen|lieber|vielleicht|spater|doch|erst|wenn|kein\w*)\b/,
  change:
    /\b(nein|ne|nee|doch|lieber|stattdessen|eigentlich|ich meinte|ich meine|sondern|anders|ander\w*|moment|entschuldigung|sorry|nicht|machen sie|besser|quatsch)\b/,
  swap: /\b(lieber|stattdessen|sondern|ander\w*|verschieb\w*|machen sie|mach|doch|ich meinte)\b/,
  asks: /^(?:(?:ok|okay|und|aber|moment|also|ach|warte|warten sie|vorher|zuerst|kurz|ubrigens|danke) )*(wo|wohin|was|wann|welche\w*|wer|warum|wie|gibt|ist|sind|kann|konnen|konnte|konnten|haben|hat|zeig\w*|sag\w*|bring\w*)\b/,
  numbers: {
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
    zweit: 2,
    dritt: 3,
    viert: 4,
    funft: 5,
    sechst: 6,
    siebt: 7,
    acht: 8,
    zehnt: 10,
    zweien: 2,
    dreien: 3,
    vieren: 4,
  },
  partyBefore: /\b(?:fur|wir sind|wir waren|sind|zu|insgesamt|es sind) (?:etwa |ungefahr |nur )?$/,
  partyAfter: /^ (?:personen?|leute|gaste|platze|plaetze|erwachsene\w*|tickets?|karten|von uns|mann|menschen)\b/,
  notParty:
    /^ (?:uhr|minuten?|stunden?|tage?|nachte|euro|prozent|dreissig|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|quadratmeter|tausend|nach|vor)\b/,
  alone: /\b(nur ich|nur fur mich|allein|alleine|fur mich|ich allein)\b/,
  couple:
    /\b(zu zweit|wir beide|fur uns (zwei|beide)|mein\w* (frau|mann|partner\w*|freund\w*|kollege\w*|kollegin) und (ich|mich)|mich und mein\w*|ich und mein\w*)\b/,
  not: /\b(?:nicht) (?:fur |um |am |erst )?(?:heute|morgen|heute abend|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\d+(?::\d\d)?|ein\w*|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)\b/g,
  morning: /\b(fruh|morgens|vormittag|vormittags|fruhstuck|brunch)\b/,
  declines: /\b(lieber nicht|weiss (ich )?nicht|keine ahnung|noch nicht|mochte (ich )?nicht|egal|nein danke|keine angabe|keine)\b/,
};
