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
moment augenblick bescheid wunsch kiosk bildschirm plan angebot auswahl anfang beginn
schluss pause wochenende jahr monat woche nahe blick minibar sauna pool fitnessraum spa kasse ticket tickets ausstellung stand stande eintritt vorstellung
gutschein schlussel zimmernummer nummer telefon telefonnummer anruf nachricht fahrrad auto bus bahn zug flughafen bahnhof haltestelle innenstadt
garten terrasse dach balkon fenster tur turen lobby foyer lounge theke buffet tasse teller glas salat suppe fleisch fisch huhn gemuse obst dessert
kuchen brot milch saft zutaten allergene nusse gluten laktose portion kunst werk werke kunstler fuhrung fuhrungen rundgang museum galerie bild
bilder sammlung kurs workshop redner rednerin sprecher sprecherin leute kollege kollegin herr frau dame damen herren familie familien kind baby
rollstuhl rampe stufe stufen meter schritt schritte kurve linke rechte seitenwand uhrzeit datum termin termine dauer reservierung buchung bestellung
rechnung bezahlung karte kreditkarte bargeld wechsel geld internet passwort netz strom steckdose ladegerat koffer tasche jacke mantel regenschirm
schirm verlust fund fundburo polizei arzt arztin apotheke notfall erste notausgang sicherheit ruhe larm temperatur klima wetter sonne regen feedback
beschwerde problem losung grund thematik bereich fall falle art weise teil teile rest liste reihe reihenfolge wahl entscheidung`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
