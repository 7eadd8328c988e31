import { stemOf } from '../search/normalise.ts';
import { STOPWORDS } from '../search/stopwords.ts';

/**
 * What guests say that is no name: kept as heard even where a name of the venue sounds like it. Forms with a common ending
 * need not be listed. Together with the words of the venue's own descriptions this is what "an ordinary word" means here.
 */
const ENGLISH = `able about above absolutely accept access accident account across act actually add address adult afraid after afternoon again against age ago
 agree air airport alarm alcohol alive all allergic allergy allow almost alone along already although always amazing ambulance among amount angry animal another answer
 apart apartment app apple apply area arm around arrive art ask asleep assist attack attend aunt autumn away baby back bad badge bag baggage baker balcony ball ballroom bank banquet
 bar basement basket bath bathroom battery beach bean bear beat beautiful become bed bedroom beef beer before behind believe bell belong below belt bench beside between beyond bicycle big bike bill
 bird birthday bit bite bitter black blanket bleed blind block blood blow blue board boarding boat body boil book booking booth boring born borrow boss both bottle bottom bowl bowling box boy
 brand bread break breakfast breastfeed breath breathe bridge bright bring broken brother brown brush buffet build building burn bus business busy but butter button buy cab cable cafe cake call calm camera
 can cancel candle capital car card care careful carpet carry cart case cash cashier casino cat catch ceiling centre center certain certificate chair champagne chance change channel charge charger cheap check checkout cheers cheese
 chef chemist chicken child children chips chocolate choice choose church cigarette cinema circle city class classroom clean clear clever client climb cloakroom clock cloth clothes cloud club coach coat cocktail code
 coffee coin cold collapse colleague collect colour color comfort common company compare compass complain complete computer concert concierge confirm conference confuse connect consider contact continue control
 conversation cook cookie cool copy corner correct corridor cost cot cotton cough could count counter country couple course court cousin cover crash crazy cream credit cross crowd cry cup cupboard current curtain customer cut cycle
 dad daily dairy damage dance dangerous dark data daughter day dead deaf dear decide deep defibrillator degree delay delete deliver demo dentist department depend desk dessert detail device diabetic die diet difference different difficult digital
 dining dinner dirty disabled disability discount discuss dish disturb divide doctor dog dollar door double doubt down draw dream dress drink drive driver drop dry during dust duty each ear early earn earth easily east easy eat edge egg
 eight eighteen eighty either electric elevator eleven else email emergency empty end engine english enjoy enough enter entrance entry equal escalator escape euro evacuate evening event ever every everybody everyone everything everywhere exact
 example excellent except exchange excuse exercise exhibition exhibitor exit expect expensive experience explain extra eye face fact fail faint fair fall false family famous fan fancy far fashion fast fat father fault favour favourite fear feel
 fellow female ferry fever few field fifteen fifth fifty fight fill film final fine finger finish fire first fish fit fitness five fix flat flight floor flower fly follow food foot for forbidden forest forget fork form forty forward four
 fourteen fourth free freeze fresh friday fridge friend front fruit full fun funny furniture further future gallery game garage garden gas gate gather general gentle gentleman gift girl glad glass glasses gluten goat gold goodbye government
 grand grandmother grandfather great green grey grill ground group grow guess guest guide gym hair haircut halal half hall hand handbag handicapped hang happen happy harbour harbor hard hardly hat hate head headache health healthy hearing heart
 heat heavy height help helpful here high hill hire history hit hobby hold hole holiday home honest honey hope horrible horse hospital host hot hotel hour house housekeeping however huge human hundred hungry hurry hurt husband ice idea ill
 immediate important impossible include indoor industry injure inside instead insulin interest internet interpreter interview introduce invite iron island issue item jacket jam jazz job join joke journalist journey juice jump just keep key
 keynote kids kill kilometre kind kitchen knee knife knock knowledge kosher label lactose ladies lady lamp land landing language laptop large last late later laugh laundry law lead learn least leather leave lecture left leg lemon lend less lesson
 letter level library licence lie life lift light like line list listen literally litre live living loan lobby local lock locker lonely long loo loose lorry lose lost lots loud lounge love lovely low luck luggage lunch machine mad magazine mail
 main make male man manage manager map march mark market married massage match material matter mattress meal mean meaning meat medical medicine medium meet meeting member memory men mention menu message metal meter metre microphone middle midnight might
 mile milk million mind mine minus minute mirror miss mistake mix mobile modern moment monday money month moon morning mother motor mouth move movie mum mushroom music must name napkin narrow nappy nation nature near necessary neck needle neither nervous
 never new news newspaper next nice night nine nineteen ninety nobody noise noisy none noon nor normal north nose note nothing notice now number nurse nut nuts object obvious ocean offer office officer often oil old olive once one onion online
 only operate opinion opposite option orange order other ought out outdoor outlet outside oven over own owner pack package page pain paint pair pan panic pants paper parcel pardon parents park parking part partner party pass passenger passport password past
 paste path pay peace peanut pen pencil people pepper per perfect perhaps person phone photo photograph piano pick picnic picture piece pig pillow pink pizza plan plane planetarium planet plant plastic plate platform play playground pleasant please pleasure
 plenty plug plus pocket point police polite pool poor popular pork port porter position possible post postcard pot potato pound power practice pram pray prayer prefer pregnant prepare present president press pretty prevent price print printer private
 prize probably problem produce product professor programme program promise proper protect provide pub public pull purse push pushchair put quality quarter queen question queue quick quiet quite race radio rail rain raise range rare rather raw reach read ready
 real really reason receipt receive reception recommend record recycle red reduce refund regret relax remember remind rent repair repeat reply report request reserve reservation rest restaurant restroom result return rice rich ride right ring
 rise river road robot rock roof room round route row rubbish rude rule run sad safe safety salad sale salt same sand sandwich satisfied saturday sauce sauna sausage save saw scene schedule school science scissors scooter screen sea seafood search season seat
 second secret security seem self sell send senior sense sentence separate serious serve service sesame session set seven seventeen seventy several sex shade shadow shake shallow shame shampoo shape share sharp sheet shelf shelter shift shine ship shirt shock
 shoe shop short should shoulder shout shower shut shuttle shy sick side sign signal silent silly silver similar simple since sing single sink sir sister sit six sixteen sixty size ski skin skirt sky sleep slice slide slip slow small smart smell smile smoke smoking snack
 snow soap socket sofa soft software solid solve some son song soon sore sorry sound soup south soya spa space spare speaker special speech spell spend spicy spoon sport spot spread spring square stage stairs stairway stamp stand star start state station stay
 steak steal steam step stick still stomach stone stop store storm story straight strange stranger stream street stress string stroller strong student study stuff stupid style subject succeed sudden sugar suggest suit suitcase summer sun sunday
 supper supply support suppose sure surprise swap sweet swim swimming switch table taken talk tall tap taste tax taxi tea teach teacher team tell television ten tent terminal terrace terrible test text theatre theft their then there thermometer thick thief thin
 think third thirsty thirteen thirty though thought thousand three throat through throw thursday ticket tie tight till tired title together toilet tomato tongue too tool tooth toothbrush toothpaste top topic total touch tour tourist toward towel tower town toy track train
 tram translate transport travel treat tree trip trolley trouble trousers true trust try tuesday turn twelve twenty twice twin two type umbrella uncle under understand underground unhappy until unusual up upset upstairs downstairs use usual valet value vegan
 vegetable vegetarian very view village vip visit visitor vocal voice vomit wait waiter waitress wake walk wall wallet war warm warn wash waste watch water wave weak wear weather website wedding wednesday week weekend weight welcome well west wet wheel
 wheelchair whether while white whole wide wife wifi wild win wind window wine winter wire wise wish without woman women wonder wonderful wood word work worker workshop world worry worse worst would wound write wrong yard year yellow yesterday yet yoga young zero zone
 hadnt hasnt havent isnt arent wasnt werent dont doesnt didnt wont wouldnt cant couldnt shouldnt mustnt thats theres heres youve weve theyre theyve hes shes ill well wed id youd youll itll gonna wanna gotta kinda whoever whatever wherever
 hmm mhm mm uhhuh huh wow oops ouch bye okay yeah yep nope nah hiya hey howdy alright cheerio ta erm ah oh eh`;
const PROGRAMME = `abstract academic access accurate achieve action active activity actor adapt adopt advance advantage advice aid aim air algorithm alternative ambient analyse analysis analytics analyze apply approach architect architecture archive artificial aspect
 assess attend attention attempt audience audio author automate automatic automation average award aware background balance barrier basic basis behaviour behavior benchmark benefit binary biology block blog boost boot brain branch brief broad browser budget bug bunch
 campaign capable capacity career cause challenge chapter chart chat chemistry choir circuit citizen claim classic climate cloud cluster coding collaborate collection combine command comment commercial commit communicate communication community compact compatible compete compile
 complex compliance component compose composer compute concept concrete conclude condition conduct configure conflict connection consistent constant construction consume container content context contract contribute control convention convert council craft create creative crisis critical
 crucial culture cyber database dataset deal debate debug decade decision declare decline deliver delve demand demonstrate deploy depth derive describe design desktop detect develop developer device diagram dialogue discipline discover discussion display distribute diverse divide document
 domain download draft drama drive dynamic economy edit education effect effective efficient effort element embed emission emit employ empower enable encounter encourage energy engage engineer enhance ensure enterprise entire entity environment equip error essential establish estimate ethic evaluate evidence evolution evolve
 examine execute executive exist expand expectation experiment expert explain explore export expose express extend extension external extract extreme factor failure familiar feature federation feedback figure file finance financial firm firmware flexible flow focus force foreign formal format forum foster foundation
 framework freedom frequent fresh frontend function fund fundamental gain gap generate generation generic genius giant global goal govern governance graph graphic growth guarantee guidance habit handle hardware harm harness health heritage hero highlight historic hub hybrid identify identity image imagine immune impact
 implement implication import improve incident income increase indeed independent index individual industrial infer influence inform infrastructure initial initiative innovation innovative input insight inspire install instance institute instruction instrument integrate intelligence intelligent intend interact interface internal
 introduction invent invest investigate involve isolate issue java judge justice kernel keyboard labor labour lack landscape latency latest launch layer leader learning legacy legal leverage liberty lifestyle lightning limit link linux literature live load logic logistics machine magic maintain major manner manual manufacture marine
 mechanism media medicine mental merge mesh method metric migrate million minimal minimum mission mode model moderate modern modify module monitor motion motivate multiple museum narrative native navigate negative network neural neutral node normal notable novel nuclear object objective observe official ongoing online operation
 opportunity optical optimise optimize option orchestra organic organise organize organisation organization origin output outline overcome overview package panel paradigm parallel parameter participant participate patch patient pattern peer perform performance personal perspective phase philosophy physical physics pilot pipeline pitch
 plugin podcast poem poet policy political politics population portable position positive potential power precise prefer presence preserve pressure previous primary principle priority privacy proceed process production productive profile progress project promote proof proposal propose protocol prototype proxy psychology publish purpose pursue
 python quantum query random rank rapid react reality realise realize recognise recognize recognition recommend recover reference reflect reform regard region register regular regulate relate relation relationship relative release relevant reliable remain remote remove render renew replace repository represent reproduce require research researcher
 resilient resist resource respect respond response responsible retail revenue reveal reverse review revolution risk robot robust role routine satellite scale scan scenario schema scheme scope script sector secure seek segment select sensor series server setup shell shopping showcase silicon simplify simulate site situation skill
 smooth society solar solution source specific specification speed spirit stable stack stakeholder standard startup static statistic status storage strategy strength strike structure struggle style sustain sustainable symbol sync syntax system tackle target task technical technique technology template tension term testing theme theory therapy threat
 timeline tip token tool topic trace trade tradition traditional transfer transform transition trend tribute trigger tune tutorial typical unify union unique universe university update upgrade urban user utility vaccine valid valuable variable variety various vehicle vendor verify version versus via video virtual virus vision visual vital volume
 volunteer vote vulnerable wave wealth web welfare whole wildlife wireless wisdom withdraw workflow workload worldwide writer youth`;
const GERMAN = `abend abends aber abfahrt achtung alle allein allergie allergisch alles alt ambulanz andere angebot anrufen ansehen antwort arbeit arzt aufzug aufzuge aufzuege ausgang ausserdem ausstellung auto bad bahnhof balkon bald bank barrierefrei
 barrierefreiheit behindert bekommen bestellen besuch bett bezahlen bibliothek bier bild bitter bleiben blut boden brennt brot bruder buchen buffet bus cafe dahin damit danach daneben danke decke dessert dienstag doktor donnerstag dort draussen drei dritte drucken durst dusche
 eier eingang einkaufen einmal einzige erdgeschoss erklaren erklaeren erste essen etage euro fahren fahre faehre fahrrad fahrstuhl fallt faellt familie fenster feuer fisch flasche fleisch flughafen fragen frau frauen frei freitag freund fruh frueh fruhstuck fruehstueck funf fuenf
 fuss garderobe garten gast gebet gefahr gegenuber gegenueber geld geldautomat gemuse gemuese gepack gepaeck gestern gestohlen gesund getrank getraenk glas gluten gleich gross grosse gut habt halal halb halle halt haelt handtuch handtucher handtuecher handy hatte haette haus heissen helfen hell herr heute hilfe
 hinten hoch hoffen hotel hunger hund ihm ihn immer innen jahr jeden jeder jemand jetzt jung kaffee kalt kaputt karte kasse kaufen keller kennen kind kinder kinderwagen kino kissen kleid klein klo kochen koffer kollege kommt koennte konferenz kopf koscher kosten kostet krank krankenwagen
 kuche kueche kuchen kuhl kurz lachen ladekabel laden laktose langsam laufen lauft laeuft laut leben leer leicht leider leise leiten letzte leute licht liebe liegen links losung loesung luft machen mann manner maenner massage medikament mehr meinen menschen merk messer milch minute mittag mittagessen mittwoch mochte
 moment monat montag morgens mude muede musik mussen muessen mutter nacht nachmittag nahe name nase nass neben nehmen nett neu neun nichts nie niemand noch norden notausgang notfall nummer nuss nusse nuesse nussallergie oben oder offnen oeffnen ohne ohr oma opa paar park parken parkplatz passieren passwort person pflegen
 platz polizei post preis programm prufen rauch rauchen raum rechnung rechts reden regen reise reservieren restaurant richtig rollstuhl rot ruhe ruhig saal saft sagen salat samstag sauna schere schlafen schlecht schlussel schluessel schmerz schnell schon schoen schritt schuh schule schwer schwester schwimmbad sechs sehen
 seife seite selbst setzen sicher sieben sitzen sofort sohn sonne sonntag spat spaet speisekarte spiel sprechen stadt stehen steht stelle stock strasse stuck stueck stuhl stunde suchen suden sueden suss suess tagung tanzen tasche taxi teller termin terrasse teuer theater ticket tisch tochter toilette toiletten tor trage treffen treppe
 trinken tschuss tschuess tun tur tuer uberall uhr um umsteigen unfall ungefahr unten unterwegs urlaub vater vegan vegetarisch verboten vergessen verkaufen verletzt verloren verstehen vertrage viertel vier vorne vortrag vortrage vortraege wagen wahr warm warten waschen wasser wechseln weg weil weiss weiter welt wenig werden
 westen wetter wichtig wieder wieso wieviel willkommen winter wirklich wissen wlan woche wochenende wohnen wort wunschen zahlen zehn zeigen zeit zeitung zimmer zucker zug zumachen zuruck zurueck zusammen zwei zweite zwischen`;

const ORDINARY_WORDS: ReadonlySet<string> = new Set([...STOPWORDS, ...`${ENGLISH} ${PROGRAMME} ${GERMAN}`.split(/\s+/)]);

const PREFIX = /^(?:un|re|dis|over|non|pre|mis)(?=\w{4})/;
const SUFFIX =
  /(?:ations?|[ai]bilit(?:y|ies)|ably|ments?|ness(?:es)?|fully?|less|able|ible|ally|ity|ors?|ists?|ions?|ives?|al|ly|y|ier|iest)$/;
const STEMS: ReadonlySet<string> = new Set([...ORDINARY_WORDS].map(stemOf).filter((stem) => stem.length > 2));

/** True for an ordinary word of a question in any of its common forms; so are numbers, words of one or two letters and other scripts. */
export function isOrdinary(word: string): boolean {
  if (word.length < 3 || /[^a-z]/.test(word)) return true;
  return isKnown(word) || isKnown(word.replace(SUFFIX, '')) || (PREFIX.test(word) && isOrdinary(word.replace(PREFIX, '')));
}

function isKnown(word: string): boolean {
  return ORDINARY_WORDS.has(word) || STEMS.has(word) || ORDINARY_WORDS.has(`${word}e`) || STEMS.has(single(stemOf(word)));
}

/** "sitt" of "sitting" as "sit". */
function single(stem: string): string {
  return STEMS.has(stem) ? stem : stem.replace(/([bdgklmnprt])\1$/, '$1');
}

/** Two ordinary words written as one: "deadline". */
export function isCompound(word: string): boolean {
  for (let cut = 3; cut <= word.length - 3; cut++) {
    if (ORDINARY_WORDS.has(word.slice(0, cut)) && isOrdinary(word.slice(cut))) return true;
  }
  return false;
}
