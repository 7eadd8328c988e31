/** Words people ask with: they say what is wanted to be known, and are no topic. English and German. */
const ASKING: ReadonlySet<string> = new Set(
  `talk talks session sessions lecture lectures presentation presentations speech keynote keynotes workshop workshops panel panels
  event events show shows track tracks devroom room speaker speakers speak speaks speaking present presents presenting topic subject
  related regarding concerning many much number what which who when where there anything interesting schedule programme program
  agenda happening know count list all every start starts begin begins end ends giving give gives given sehen besuchen anschauen
  ansehen horen watching seeing hosting hosts leading leads playing performing why cancelled canceled still actually first last
  final latest earliest next now later day today tomorrow morning afternoon evening tonight halt halten gehalten warum wieso weshalb
  fallt fallen aus abgesagt ausgefallen noch macht machen konzert konzerte vortrag vortrage vortragen vorlesung veranstaltung
  veranstaltungen programm zeitplan sprecher referent thema themen uber rund viele wie gibt erste ersten erster letzte letzten
  letzter nachste heute morgen nachmittag vormittag abend lauft findet statt beginnt endet talking talked discuss discusses
  discussing discussed teach teaches teaching mention mentions mentioned redet reden sprechen very anybody anyone somebody someone
  everybody everyone people folks guys leute jemand irgendjemand good best should recommend attend watch visit see going running
  hold held on deals deal cover covers exhibitor exhibitors company companies stand stands booth booths sells sell make makes offer
  offers aussteller firma firmen unternehmen verkauft verkaufen bietet bieten anbieter worum geht gehts handelt baut bauen zeigt
  builds build does produces do doing done did get gets getting got left remaining remain remains work works working worked place
  places take takes taking took taken happens happened happen put use used using come comes coming came bring stay stays keep miss
  missed catch join joining register sign enter leave leaves call called tell ask asking help need needs want wants wanted like
  likes love think believe mean means meant try trying let lets run runs ran play plays played hear heard listen learn part parts
  stuff thing things kind kinds sort sorts type types one ones bit lot lots more most other others else each both half whole entire
  full really quite just also too even maybe perhaps probably please thanks thank possible possibly sure able available soon early
  late time times minute minutes hour hours upstairs downstairs exactly own new old big small great nice cool fun free busy open
  closed name names named title titles person persons man woman guy lady topics subjects altogether total overall combined insgesamt gesamt building buildings host hosted recommend recommended suggest suggestion interesting interested kill spare hall halls hallway raum saal halle buhne ort platz stattfinden
  laufen kommt kommen gehen tun tut hat haben wird werden ubrig verbleibend bleibt einen eine welchem welchen welcher welches welche
  wieviel etwas irgendwas irgendetwas dinge sachen teil teile neu neue neuen gut gute gern gerne bitte danke vielleicht moglich fuhrung fuhrungen vorfuhrung vorfuhrungen auffuhrung auffuhrungen fangt fangen steht stehen`.split(
    /\s+/,
  ),
);

export function isAsking(word: string): boolean {
  return ASKING.has(word);
}
