/** Words that carry no name: never matched by likeness, and next to nothing in a score. English and German. */
const EN = `a an and are as at be been but by can could did do does for from get give go got had has have he her hers hey hi him his how i if in into
is it its just know like may me might mine more most much my near need no not now of off on one or our out over please she should show so some
tell than that the their them then there these they this those to too under up us was we were what when where which who whom whose why will with
would yes yet you your okay ok um uh er hmm hello any about also anything something someone again already time am im id ive whats wheres whos
want looking look find take see let way here another other thing things called name named going gonna really actually maybe today tomorrow tonight
until till since still mr mrs ms dr frau herr next first last second happening minutes hour hours oclock pm`;
const DE = `viel viele wieviel wieviele bis ab seit aber alle als am an auch auf aus bei bin bis bitte da dann das dass dem den der des die dies diese dieser dieses doch dort du ein eine einem
einen einer eines er es etwas finde finden fur gab geben gerade gern gerne gibt habe haben hat hier ich ihm ihn ihr ihre im in ins ist ja jetzt kann kannst konnen
konnte konnten komme kommen kommt lauft machen mal man mehr mein meine mich mir mit mochte muss nach nachste nachsten nein nicht noch nun nur ob oder ohne schon sehr
sein seine sich sie sind so suche uber um und uns unser vom von vor wann war was weg welche welcher welches wem wen wenn wer werden wie wieder will wir
wird wo wohin zeig zeigen zu zum zur heute morgen uhr sagen sag gehe gehen hin hinkomme hinkommen hinkommt hingehen heisst spricht findet statt`;

export const STOP_WORDS: ReadonlySet<string> = new Set(`${EN} ${DE}`.split(/\s+/));

/** Everyday words of asking: they may name something, but are never a misheard name. */
const PLAIN = `speaking speak speaks speaker speakers talking talk talks session sessions workshop workshops keynote keynotes open opening opens opened close closes
closing closed start starts starting begin begins end ends finish finishes finished running happening event events show shows programme program schedule agenda today tonight morning
afternoon evening tomorrow night now later early late long far much many lange price cost costs near nearest closest where place places room rooms floor floors hall help
person people somebody someone food eat drink eating drinking menu order book call bring send make makes sell sells offer offers work working nearby works made best good nice
great free bored boring question answer sorry hear heard say said language english german different same possible allowed
vortrag vortrage sprecher offen geoffnet offnet schliesst geschlossen beginnt endet anfang ende programm heute abend mittag nachmittag vormittag preis kostet kosten
nahe raum raume etage halle hilfe mensch person leute essen trinken karte bestellen buchen rufen bringen gut frei frage antwort sprache englisch deutsch moglich
erlaubt devroom devrooms track tracks stand stande firma firmen aussteller exhibitor exhibitors company companies booth service services steht stehen fangt fuhrung fuhrungen vorfuhrung vorfuhrungen`;

export const PLAIN_WORDS: ReadonlySet<string> = new Set(PLAIN.split(/\s+/));
