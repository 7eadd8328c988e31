import type { Cues } from './cues.ts';

/** German ways of asking, over tidied words (umlauts folded). */
export const CUES_DE: Cues = {
  greeting: /^(hallo|hi|hey|moin( moin)?|servus|gruss gott|gruezi|grussi|tag|guten (morgen|tag|abend))\b/,
  thanks: /\b(danke|dankeschon|vielen dank|herzlichen dank|besten dank|das (war|ist) (alles|super|perfekt|nett)|merci)\b/,
  goodbye:
    /\b(tschuss|tschuess|auf wiedersehen|auf wiederschauen|bis (bald|dann|spater|morgen)$|ciao|ade|schonen (tag|abend)|gute nacht)\b/,
  howAreYou: /\b(wie geht es (dir|ihnen)|wie gehts|wie geht es$)\b/,
  whoAreYou:
    /\b(wer (bist du|sind sie)|wie heisst du|wie heissen sie|bist du (ein |eine )?(roboter|mensch|maschine|ki)|sind sie (ein |eine )?(roboter|mensch|maschine|ki)|was bist du)\b/,
  canDo:
    /\b(was (kannst du|konnen sie|kann ich fragen|kann man fragen|weisst du)|wobei (kannst|konnen)|wie kannst du helfen|wie konnen sie (mir )?helfen|wie funktioniert|^hilfe$|(kannst du|konnen sie) mir helfen$)/,
  repeat: /\b(wiederhol\w*|noch ?mal|noch einmal|wie bitte|was (hast du|haben sie) gesagt|nicht verstanden|nochmals|^bitte$|^was$)/,
  louder: /\b(lauter|zu leise|lautstarke|hore nichts|nicht horen)\b/,
  slower: /\b(langsamer|zu schnell)\b/,
  nevermind:
    /\b(vergiss es|vergessen sie es|abbrechen|abbruch|stopp?|egal|nicht mehr notig|hat sich erledigt|schon gut|lass gut sein|nein danke|von vorn)\b/,
  yes: /^(ja|jep|jo|jawohl|klar|gerne|gern|ja bitte|ja gerne|ja gern|bitte|ok|okay|genau|richtig|stimmt|naturlich|selbstverstandlich|mach das|machen sie das|unbedingt|auf jeden fall|passt|in ordnung|einverstanden|sehr gerne)( bitte| danke| gerne| gern| genau| mach das| machen sie das)*$/,
  no: /^(nein|ne|nee|no|nicht|lieber nicht|nein danke|falsch|stimmt nicht|noch nicht|jetzt nicht)\b/,
  other:
    /\b(d(as|ie|er|en) ander(e|en|er|es)|nicht d(as|ie|er|en)|ein(e|en)? ander(e|en|er|es)|noch (etwas|eins|einen|eine)|sonst noch|weitere|andere|etwas anderes|was anderes)\b/,
  abuse:
    /\b(scheisse|scheiss|arschloch|fick\w*|idiot|blod(e|es|er)? (maschine|ding|kiste)|du bist (dumm|blod|nutzlos|doof)|halt die (klappe|fresse|schnauze)|drecks\w*|hurensohn|wichser)\b/,
  staff:
    /\b((mit )?(einem |einer )?(menschen|mitarbeiter|mitarbeiterin|person|jemandem|jemanden|personal|manager|chef|angestellten|rezeptionisten|mensch) ?(sprechen|reden|holen|rufen|schicken)?$|(mit )(einem |einer |jemandem|jemand).*(sprechen|reden)|(jemand|jemanden|mitarbeiter|personal|einen menschen|security|sicherheitsdienst) .*(rufen|holen|schicken|kommen|helfen|brauche)|(brauche|mochte|will) (einen |eine )?(menschen|mitarbeiter|jemanden|echten menschen|echte person)|hilfe von einem menschen|echter? (mensch|person)|kann (mir )?(jemand|bitte jemand) (helfen|kommen)|mich beschweren|beschwerde)\b/,
  lost: /\b((ich|wir) (habe|haben|hab) (\w+ ){0,4}?(verloren|vergessen|liegen ?lassen|liegengelassen|verlegt)|(ich|wir) (finde|finden|vermisse|vermissen) (mein|meine|meinen|unser|unsere|unseren)\b|mein\w* (\w+ )?(ist|sind|wurde|wurden) (weg|verschwunden|gestohlen|geklaut|verloren))\b/,
  found: /\bich habe (gerade )?(ein|eine|einen|diese|dieses|diesen) (\w+ ){1,3}gefunden\b/,
  where:
    /\b(wo|wohin|woher|auf welche[rmn]? (etage|ebene|stock|stockwerk)|welche[rs]? (etage|ebene|stockwerk|stock|raum|saal|halle)|in welche[rm] (raum|saal|halle)|ich suche|suche|finde ich|liegt|befindet)\b/,
  near: /\b(nachst(e|en|er|es|gelegene\w*)|in der nahe|hier in der nahe|am nachsten)\b/,
  exists:
    /\b(gibt es|gibts|gibt|haben sie|habt ihr|hast du|irgendwo|ich brauche|brauche|ich mochte|mochte|wurde gern|wurde gerne|kann (ich|man)|konnte ich|konnen wir|ich muss|muss mal|ich will|will)\b/,
  way: /\b(wie komm\w* (ich|wir|man)|wie (gelange|finde|gehe|lauf\w*) (ich|wir|man)|weg (zu|zum|zur|in|ins|nach|dorthin|dahin)|den weg|wegbeschreibung|bring(en)? (mich|uns|sie mich)|fuhr(e|en)? (mich|uns|sie mich)|zeig(e|en)? (mir|sie mir|uns|sie uns)( bitte| mal)? (den weg|wo|wie)|^(ok |ja |bitte |dann )*(zeig|zeige|zeigen|fuhr|bring) (sie )?(mir|es mir|mich|uns)( bitte| das| hin| dahin| dorthin| es)*$|(muss|mochte|will|wollen) (\w+ ){0,3}?(in|zu|zum|zur|ins|nach) |route|navigier\w*|hin ?komm\w*|hin ?geh\w*|dorthin|dahin|wohin muss|wo muss ich hin|wo geht es)\b/,
  far: /\b(wie weit|ist (es|das) weit|weit (weg|entfernt)|wie lange (dauert|brauche|lauf|geht)\w*)\b/,
  opens: /\b(offnet|offnen|aufmach\w*|macht .*auf|machen .*auf|aufgemacht|offen|geoffnet|auf$|auf hat)\b/,
  closes: /\b(schliesst|schliessen|zumach\w*|macht .*zu|machen .*zu|geschlossen|bis wann|wie lange|zu hat|endet|ende|enden|zu$)\b/,
  hours:
    /\b(zu spat fur|zu fruh fur|offnungszeit\w*|geoffnet|offen|offnet|offnen|schliesst|schliessen|geschlossen|bis wann|ab wann|hat .* auf|haben .* auf|macht .* (auf|zu)|machen .* (auf|zu)|auf haben|zu haben|um wie viel uhr gibt|wann gibt|wie lange|uhrzeiten|zeiten)\b/,
  begins:
    /\b(beginnt|beginnen|beginn|startet|start|fangt|fangen|anfangt|los ?geht|geht .*los|findet .*statt|finden .*statt|stattfinde\w*|stattfindet)\b/,
  when: /\b(wann|um wie ?viel uhr|wie ?viel uhr|welche[nmr]? (tag|uhrzeit)|wie spat|zu welcher zeit|ab wann|bis wann)\b/,
  programme:
    /\b(was (lauft|ist los|ist|gibt es|passiert|findet|steht|kommt)( .*)?(jetzt|gerade|heute|morgen|danach|als nachstes|nachher|nachmittag|abend|vormittag|uhr|statt|programm|im \w+|in \w+( \w+)?)|was lauft|programm|zeitplan|ablauf|agenda|veranstaltungsplan|was kann (ich|man) (\w+ ){0,4}?(sehen|besuchen|anschauen|ansehen|horen))\b/,
  talk: /\b(\w*(vortrag|vortrage|vortragen|vorlesung|vorlesungen|workshop|workshops|keynote|keynotes|session|sessions|sitzung|panel|panels|podium|podiumsdiskussion|veranstaltung|veranstaltungen|prasentation|prasentationen|seminar|seminare|konzert|konzerte|fuhrung|fuhrungen|talk|talks|lesung|lesungen|show|shows|kurs|kurse|track|tracks|eroffnung))\b/,
  speak: /\b(spricht|sprechen|redet|reden|vortragt|tragt .*vor|halt|halten|prasentiert|prasentieren|tritt .*auf|auftritt|dran)\b/,
  speaker:
    /\b(wer (spricht|redet|halt|prasentiert|tritt|leitet|moderiert|referiert|tragt|ist (der|die) (sprecher|referent|redner)\w*)|sprecher\w*|referent\w*|redner\w*|vortragende\w*|von wem)\b/,
  who: /\b(wer|wen|wem)\b/,
  whoIs:
    /\b(wer (ist|sind)|erzahl\w* (mir |uns )?(etwas |was |mehr )?(uber|von)|was (weisst du|wissen sie) uber|informationen (uber|zu))\b/,
  about:
    /\b(worum geht|um was geht|uber|zum thema|thema|handelt|inhalt|beschreibung|mehr (dazu|daruber|uber|infos|informationen|details)|erzahl|details)\b/,
  count: /\b(wie ?viele|anzahl)\b/,
  first: /\b(erste[rnsm]?|fruheste[rns]?|zuerst)\b/,
  last: /\b(letzte[rnsm]?|spateste[rns]?|zuletzt)\b/,
  menu: /\b(speisekarte|karte|menu|gericht|gerichte|essen (bei|im|in)|speisen|tagesgericht|nachtisch|dessert|desserts|vorspeise\w*|hauptspeise\w*|hauptgericht\w*|was gibt es (\w+ )*zu (essen|trinken)|was kann ich (\w+ )*(essen|trinken|bestellen)|serviert|serviert ihr)\b/,
  eat: /\b(essen|hunger|hungrig|mittagessen|abendessen|speisen|restaurants?|imbiss|snack|mahlzeit|fruhstucken|mittag)\b/,
  options: /\b(optionen|auswahl|gerichte?|essen|etwas|was|speisen|karte|menu|haben|anbieten|gibt|bietet)\b/,
  price:
    /\b(was kostet|was kosten|wie ?viel kostet|wie ?viel kosten|wie teuer|billig\w*|gunstig\w*|preiswert\w*|preis|preise|kosten|kostet|gebuhr|gebuhren|kostenlos|umsonst|gratis)\b/,
  contains: /\b(enthalt|enthalten|allergen\w*|allergie|allergisch|zutaten|drin|ist .* in |sind .* in )\b/,
  exhibitor:
    /\b(aussteller\w*|messestand|stand|stande|firmen|firma|unternehmen|anbieter|sponsor\w*|wer (macht|verkauft|bietet|baut|zeigt))\b/,
  service: /\b(service|services|dienstleistung\w*|angebote?|was bietet)\b/,
  request:
    /\b(ich (brauche|mochte|hatte|will|wurde)|wir (brauchen|mochten|hatten|wollen|wurden)|(kann|konnte|konnten|konnen|kannst) (ich|wir|sie|du|mir|ihr)|bitte|bestell\w*|buch\w*|bring\w*|schick\w*|organisier\w*|reservier\w*|ruf\w*|brauche)\b/,
  stepFree:
    /\b(rollstuhl\w*|barrierefrei\w*|stufenlos\w*|stufenfrei\w*|ohne (treppen?|stufen)|keine (treppen?|stufen)|mit (dem )?(kinderwagen|rollator|krucken)|mit (dem )?(aufzug|fahrstuhl|lift)|behindertengerecht\w*|behinderten\w*)\b/,
  there: /\b(dort|da|dahin|dorthin|hin|es|das|der|die|den|dies|diese|dieser|dieses|ihn|ihm|er|sie|deren|dessen|davon|dazu|daruber|drin)\b/,
  and: /^(und|was ist mit|wie ist es mit|wie sieht es mit|also|auch)\b/,
  openNow:
    /\b((jetzt|gerade|noch|aktuell|schon|heute) (offen|geoffnet|auf|zu|geschlossen)|(ist|sind|hat|haben) .*(offen|geoffnet|auf$|geschlossen|zu$))\b/,
  forget:
    /\b(vergiss (das|was|alles|mich|meine?)|vergessen sie (das|was|alles|mich|meine?)|losch\w* (das|alles|mich|meine?|was)|ich bin (kein|keine) (vegetarier|veganer|vegetarierin|veganerin)( mehr)?|merk dir das nicht)\b/,
  aboutMe:
    /\b(was (weisst du|wissen sie|hast du|haben sie) (\w+ )?(uber|von) mi(ch|r)|(kennst du|kennen sie|erkennst du|erinnerst du dich an|erinnern sie sich an) mich|meine (daten|vorlieben)|wie heisse ich|was habe ich (dir|ihnen) (gesagt|erzahlt))\b/,
  openThreads:
    /\b((ist|war|gibt es|habe ich) (\w+ ){0,3}?(noch )?(etwas |was )?(offen|offenes|unerledigt\w*)( fur mich)?$|etwas offen fur mich|noch offen|(gibt es )?(was |etwas )?neues (fur mich|zu meinem|zu meiner|von)|letztes mal|wo waren wir)\b/,
  settled:
    /\b(ich habe (es|ihn|sie|mein\w*)( \w+)? (wieder ?)?gefunden|hat sich (erledigt|gefunden)|ist (erledigt|gelost|wieder da|aufgetaucht)|wiedergefunden)\b/,
  clock: /\b(wie spat ist es|wie ?viel uhr ist es|welcher tag ist|welches datum|den wievielten)\b/,
  deictic:
    /\b(d(er|as|ie|en|em)|dies\w*) (vortrag|workshop|session|raum|restaurant|ort|stand|firma|bar|cafe|gericht|person|veranstaltung|sprecher\w*)\b/,
};
