/** Words that a concierge writes with a capital, or begins a sentence with, and that name nobody: English and German. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `i im ill ive id ok okay tv wi fi wifi qr am pm faq english german french spanish italian deutsch englisch franzosisch
sure certainly absolutely gladly welcome thanks thank sorry unfortunately alternatively afterwards there here breakfast lunch dinner brunch coffee
tea water food drinks doors dogs pets children guests people everyone both all yes no none nothing each every either neither also then after before
during between with without from take turn go walk head follow pass enter leave use press lift elevator stairs floor left right straight
ahead opening closing open closed currently right now today tomorrow tonight later soon next please just only because since although though if when
while where what which who how why would could should can may might must do does did is are was were have has had let lets enjoy good great perfect
nice lovely happy glad speak speaks ask feel see look try check it its that this these those they them their he she his her we our you your my me one
two three four five six seven eight nine ten another more most many some any few several parking towels luggage taxi reception toilets restrooms
guten gern gerne naturlich selbstverstandlich leider sie ihr ihre ihnen ihren ihrem ihrer tag morgen abend nacht mittag nachmittag vormittag uhr
minuten minute stunden stunde meter metern euro prozent stock etage obergeschoss untergeschoss erdgeschoss geschoss keller aufzug fahrstuhl treppe
treppen eingang ausgang weg wege richtung seite ende mitte ecke flur gang raum saal halle zimmer platz tisch bar restaurant cafe hotel haus
rezeption empfang toilette toiletten wc garderobe parkplatz garage fruhstuck mittagessen abendessen kuche speisekarte karte gericht gerichte essen
getranke getrank kaffee tee wasser wein bier preis preise frage fragen antwort hilfe person personen mitarbeiter mitarbeiterin team gast gaste
kinder hund hunde haustiere handtucher gepack taxi programm vortrag vortrage sitzung veranstaltung thema name namen zeit zeiten offnungszeiten
montag dienstag mittwoch donnerstag freitag samstag sonntag moment augenblick bescheid wunsch kiosk bildschirm plan angebot auswahl anfang beginn
schluss pause wochenende jahr monat woche nahe blick minibar sauna pool fitnessraum spa kasse ticket tickets ausstellung stand stande`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
