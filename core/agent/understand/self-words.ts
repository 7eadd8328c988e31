/**
 * What guests say of themselves, by language, over folded words ("je m'appelle" is "je m appelle"). English and German needs
 * and names are read in self-statements.ts; these tables hold what every language says alike.
 */
export interface SelfWords {
  /** Read through English: its own words are looked at as they were said. */
  readonly romance: boolean;
  /** Before a name. */
  readonly name: string;
  /** "I am …", of the guest or whom they speak for. */
  readonly iAm: string;
  /** "I have …": a condition. */
  readonly iHave: string;
  readonly iEat: string;
  /** Whole phrases of one who eats no meat. */
  readonly noMeat: string;
  /** First-person phrases after which allergens are named. */
  readonly allergic: string;
  /** What is not so any more, before the word for it. */
  readonly noLonger: string;
  readonly interested: string;
  /** Ends a list of interests: the question that follows. */
  readonly asks: string;
  readonly and: string;
  readonly articles: string;
  /** Before any occupation: "I work as". */
  readonly workAs: string;
  /** Before a language's name. */
  readonly prefer: string;
  /** The guest asks in so many words that it be kept. */
  readonly keep: string;
}

export const SELF_WORDS: readonly SelfWords[] = [
  {
    romance: false,
    name: 'my name is|my name|my first name is|call me|you can call me|i go by|please call me',
    iAm: 'i am|we are|my (?:wife|husband|partner|son|daughter|child|friend|kid|mother|father|mum|dad|mom) is',
    iHave: 'i have|i suffer from|i have got|i live with',
    iEat: 'i eat|we eat|i follow an?|i keep',
    noMeat: 'i (?:do not|can not|never) eat (?:any )?meat',
    allergic: 'i am (?:\\w+ )?(?:allergic|intolerant)|i have an? (?:\\w+ )?(?:allergy|intolerance)|i (?:can not|may not|must not) (?:eat|have|tolerate)|i (?:do not|can not) tolerate|(?:my|our) (?:\\w+ )?\\w+ is (?:\\w+ )?allergic',
    noLonger: 'i am no longer|i am not|i no longer (?:use|need|have)|i do not (?:use|need|have)(?: a| the| my)?|i stopped being',
    interested: 'remember (?:that )?i (?:really )?(?:like|love|enjoy)|i am (?:really |very |mostly |mainly |especially |also )?interested in|i am into|i am (?:really )?keen on|i am (?:very )?passionate about|i am an? (?:big |huge |great )?fan of|i (?:really )?(?:love|care about)(?! (?:to|it|that|this|you|your|the|my))',
    asks: 'where|what|which|when|who|how|is there|are there|can|could|would|do you|does|please|recommend|any|anything|show|tell|so|but',
    and: 'and|or|as well as',
    articles: 'the|a|an|some|all',
    workAs: 'i work as an?|i am here as an?|i come as an?|i am attending as an?|my job is',
    prefer: 'i (?:would )?(?:prefer|rather)(?: to)?(?: speak| talk| speaking)?(?: in)?|i (?:only |mostly )?speak|my (?:first |native |mother )?(?:language|tongue) is|(?:always|from now on) (?:speak|talk|answer)(?: to me| with me)?(?: in)?',
    keep: 'remember (?:that )?(?:i|my|we)|(?:please )?(?:note|keep in mind|do not forget|make a note)(?: down)? (?:that )?(?:i|my|we)|remember (?:this|that) for (?:me|next time)',
  },
  {
    romance: false,
    name: 'mein name ist|mein vorname ist|ich heisse|und heisse|nenn mich|nennen sie mich|du kannst mich|sie konnen mich',
    iAm: 'ich bin|wir sind|dass (?:ich|wir)|mein\\w* \\w+ ist',
    iHave: 'ich habe|ich hab|ich leide (?:an|unter)',
    iEat: 'ich esse|wir essen|ich ernahre mich|wir ernahren uns|ich lebe',
    noMeat: '(?:ich|wir) (?:esse|essen) (?:gar )?kein fleisch',
    allergic: 'ich bin (?:\\w+ ){0,3}allergisch|ich (?:vertrage|darf|esse) (?:\\w+ )?kein\\w*|ich habe eine? \\w*(?:allergie|unvertraglichkeit)|mein\\w* \\w+ ist (?:\\w+ )?allergisch',
    noLonger: 'ich bin (?:nicht mehr|kein\\w*|nicht)|ich (?:brauche|nutze|benutze|habe) kein\\w*',
    interested: 'ich interessiere mich (?:\\w+ )?fur|ich bin (?:\\w+ )?interessiert an|ich bin (?:ein )?(?:grosser |grosse )?fan von|mich interessier(?:t|en)(?: vor allem| besonders| auch)?|ich begeistere mich fur',
    asks: 'wo|was|welche\\w*|wann|wer|wie|gibt|kann|konnen|konnten|haben|bitte|empfehl\\w*|zeig\\w*|aber|also|ist|sind',
    and: 'und|oder|sowie',
    articles: 'der|die|das|den|dem|ein|eine|einen|alle|alles',
    workAs: 'ich arbeite als|ich bin (?:hier )?als|ich komme als|von beruf bin ich',
    prefer: 'ich spreche(?: lieber| am liebsten| besser| nur)?|ich mochte (?:lieber )?(?:auf )?|meine (?:mutter)?sprache ist|(?:immer|kunftig|ab jetzt) (?:auf|in)',
    keep: 'merk(?:e|en)? (?:dir|sie sich|dir bitte|sie sich bitte)|notier(?:e|en)?(?: sie| dir| sie sich)?|vergiss(?: bitte)? nicht dass|vergessen sie(?: bitte)? nicht dass|denk(?:en sie)?(?: bitte)? daran dass',
  },
  {
    romance: true,
    name: 'je m appelle|mon nom est|mon prenom est|appelez moi|appelle moi|vous pouvez m appeler',
    iAm: '(?<!ne )je suis|nous sommes|(?:mon|ma) \\w+ est|on est',
    iHave: 'j ai|je souffre d(?:e|u)?',
    iEat: 'je mange|nous mangeons|on mange',
    noMeat: '(?:je|nous|on) (?:ne )?mange(?:ons)? (?:pas|jamais) d(?:e|u tout de) viande',
    allergic: 'je suis (?:\\w+ )?(?:allergique|intolerante?)|j ai une (?:\\w+ )?(?:allergie|intolerance)|je (?:ne )?(?:supporte|tolere|digere) pas|je (?:ne )?(?:peux|dois) pas manger|(?:mon|ma) \\w+ est (?:\\w+ )?allergique',
    noLonger: 'je (?:ne )?suis (?:plus|pas)|je n ai plus(?: besoin d(?:e|u|un|une))?|je n utilise plus',
    interested: 'je m interesse (?:beaucoup |surtout |aussi )?(?:a la|a l|aux|au|a)|je suis (?:tres )?interessee? par|je suis passionnee? (?:de|d|par)|je suis fan d(?:e)?|ce qui m interesse c est',
    asks: 'ou (?:est|sont|se|puis|peut|trouve\\w*)|que|quoi|quel\\w*|quand|qui|comment|combien|est ce|y a t il|il y a|peut on|puis je|pouvez|avez|recommand\\w*|montrez|mais|alors|s il',
    and: 'et|ou bien',
    articles: 'le|la|les|l|un|une|des|du|de|d|a|aux|au',
    workAs: 'je travaille comme|je suis ici comme|je suis la comme|je viens comme|je viens en tant que|je suis ici en tant que',
    prefer: 'je parle(?: plutot| mieux| seulement)?(?: le| l)?|je prefere(?: parler)?(?: en| le| l)?|ma langue(?: maternelle)? est(?: le| l)?|(?:toujours|desormais) en',
    keep: 'retenez que|retiens que|notez que|note que|souvenez vous que|rappelez vous que|n oubliez pas que|gardez en memoire que',
  },
  {
    romance: true,
    name: 'me llamo|mi nombre es|llameme|llamame|puede llamarme|puedes llamarme',
    iAm: '(?<!no |ya no )(?:soy|somos|estoy)|mi \\w+ es',
    iHave: '(?<!no )tengo|padezco|sufro de',
    iEat: '(?<!no )(?:como|comemos)|sigo una dieta',
    noMeat: 'no (?:como|comemos) carne|nunca como carne',
    allergic: '(?<!no )soy (?:\\w+ )?(?:alergic[oa]|intolerante)|tengo (?:una )?(?:\\w+ )?(?:alergia|intolerancia)|no (?:puedo|debo) (?:comer|tomar)|no tolero|mi \\w+ es (?:\\w+ )?alergic[oa]',
    noLonger: 'ya no (?:soy|uso|necesito|tengo)|no soy|no (?:uso|necesito)',
    interested: 'me interesan?(?: mucho| mas| sobre todo| tambien)?|estoy (?:muy )?interesad[oa] en|me apasionan?|soy (?:muy )?fan de|soy aficionad[oa] a',
    asks: 'donde|que|cual\\w*|cuando|quien|como|cuanto|hay|puedo|puede|pueden|tiene|tienen|recomi\\w*|muestr\\w*|pero|entonces|por favor',
    and: 'y|e|o',
    articles: 'el|la|los|las|un|una|unos|unas|lo|al|del|de',
    workAs: 'trabajo como|trabajo de|estoy aqui como|vengo como',
    prefer: '(?<!no )hablo(?: mejor| solo)?|prefiero(?: hablar)?(?: en| el)?|mi (?:idioma|lengua)(?: materna)? es(?: el)?|(?:siempre|desde ahora) en',
    keep: 'recuerde que|recuerda que|apunte que|apunta que|no olvide que|no olvides que|tenga en cuenta que|ten en cuenta que|anote que|anota que',
  },
  {
    romance: true,
    name: 'mi chiamo|il mio nome e|chiamami|mi chiami|puo chiamarmi|puoi chiamarmi',
    iAm: '(?<!non )(?:sono|siamo)|(?:mio|mia|il mio|la mia) \\w+ e',
    iHave: '(?<!non )ho|soffro di',
    iEat: '(?<!non )(?:mangio|mangiamo)|seguo una dieta',
    noMeat: 'non (?:mangio|mangiamo) (?:mai )?(?:la )?carne',
    allergic: '(?<!non )sono (?:\\w+ )?(?:allergic[oa]|intollerante)|ho un (?:allergia|intolleranza)|non (?:posso|devo) mangiare|non tollero|(?:mio|mia) \\w+ e (?:\\w+ )?allergic[oa]',
    noLonger: 'non sono(?: piu)?|non (?:uso|ho) piu|non ho piu bisogno d(?:i|el|ella)',
    interested: 'mi interessa(?:no)?(?: molto| soprattutto| anche)?|mi interesso d(?:i|el|ella|ei|egli|ell|elle)?|sono (?:molto )?interessat[oa] a(?:l|i|gli|lla|lle|ll)?|sono appassionat[oa] d(?:i|el|ella|ei)?|sono (?:un |una )?fan di',
    asks: 'dove|che|cosa|quale|quali|quando|chi|come|quanto|c e|ci sono|posso|puo|potete|avete|consigli\\w*|mostr\\w*|ma|allora|per favore',
    and: 'e|ed|o',
    articles: 'il|lo|la|i|gli|le|l|un|una|uno|del|della|di',
    workAs: 'lavoro come|faccio il|faccio la|sono qui come|vengo come',
    prefer: '(?<!non )parlo(?: meglio| solo)?(?: l)?|preferisco(?: parlare)?(?: in| l| il)?|la mia lingua(?: madre)? e(?: l| il)?|(?:sempre|d ora in poi) in',
    keep: 'si ricordi che|ricordati che|ricorda che|tenga presente che|tieni presente che|annoti che|annota che|non dimentichi che|non dimenticare che',
  },
]; // biome-ignore format: tables

type Words = readonly (readonly [value: string, words: string])[];

/** Diets to the venue model's names: English and German, in which the engine reads. */
export const DIETS: Words = [
  ['vegetarian', 'vegetarian|vegetarians|veggie|vegetarisch\\w*|vegetarier|vegetarierin|fleischlos\\w*|meat free|meatless|ohne fleisch|without meat|no meat'],
  ['vegan', 'vegan|vegans|vegane\\w*|veganer|veganerin|plant based|pflanzlich\\w*'],
  ['halal', 'halal|hallal'],
  ['kosher', 'kosher|koscher\\w*'],
  ['gluten-free', 'gluten free|glutenfree|glutenfrei\\w*|coeliac|celiac|zoliakie'],
  ['lactose-free', 'lactose free|lactosefree|dairy free|laktosefrei\\w*|lactose intolerant|laktoseintoleran\\w*'],
  ['pescatarian', 'pescatarian|pescetarian|pescetarier\\w*'],
]; // biome-ignore format: a table

export const ROMANCE_DIETS: Words = [
  ['vegetarian', 'vegetarien(?:ne)?s?|vegetarian[oaie]s?'],
  ['vegan', 'vegan|vegetalien(?:ne)?s?|vegan[oaie]s?'],
  ['halal', 'halal'],
  ['kosher', 'kosher|casher|kasher|cacher'],
  ['gluten-free', 'sans gluten|coeliaque|sin gluten|celiac[oa]s?|senza glutine|celiac[oa]'],
  ['lactose-free', 'sans lactose|intolerante? au lactose|sin lactosa|intolerante a la lactosa|senza lattosio|intollerante al lattosio'],
  ['pescatarian', 'pesco vegetari\\w*|pescetarian[oa]|pescetarien(?:ne)?'],
]; // biome-ignore format: a table

export const ALLERGENS: Words = [
  ['gluten', 'gluten|wheat|weizen'],
  ['crustaceans', 'crustaceans?|shrimps?|prawns?|crab|lobster|shellfish|krebstiere?|garnelen|krabben'],
  ['eggs', 'eggs?|eier|ei'],
  ['fish', 'fish|fisch'],
  ['peanuts', 'peanuts?|erdnuss|erdnusse'],
  ['soya', 'soya?|soja'],
  ['milk', 'milk|dairy|lactose|cheese|milch|laktose|milchprodukte'],
  ['nuts', 'nuts?|almonds?|hazelnuts?|walnuts?|cashews?|pistachios?|nuss|nusse|mandeln?|haselnusse?|walnusse?'],
  ['celery', 'celery|sellerie'],
  ['mustard', 'mustard|senf'],
  ['sesame', 'sesame|sesam'],
  ['sulphites', 'sulphites?|sulfites?|sulfite'],
  ['lupin', 'lupins?|lupinen?'],
  ['molluscs', 'molluscs?|mussels?|clams?|oysters?|squid|weichtiere|muscheln?|austern?'],
]; // biome-ignore format: a table

export const ROMANCE_ALLERGENS: Words = [
  ['gluten', 'gluten|ble|trigo|glutine|frumento'],
  ['crustaceans', 'crustaces?|crevettes?|crustaceos|gambas|mariscos?|crostacei|gamber(?:i|etti)'],
  ['eggs', 'oeufs?|huevos?|uov[oa]'],
  ['fish', 'poissons?|pescado|pesce'],
  ['peanuts', 'cacahuetes?|cacahouetes?|arachides?|manies?|arachidi'],
  ['soya', 'soja|soia'],
  ['milk', 'lait|produits laitiers|lactose|leche|lacteos|lactosa|latte|latticini|lattosio'],
  ['nuts', 'noix|noisettes?|amandes?|fruits a coque|nueces|nuez|frutos secos|almendras?|avellanas?|noci|frutta a guscio|frutta secca|mandorle?|nocciole?'],
  ['celery', 'celeri|apio|sedano'],
  ['mustard', 'moutarde|mostaza|senape'],
  ['sesame', 'sesame|sesamo'],
  ['sulphites', 'sulfites?|sulfitos|solfiti'],
  ['lupin', 'lupin|altramuces|lupini'],
  ['molluscs', 'mollusques?|moules?|huitres?|moluscos|mejillones|ostras|molluschi|cozze|ostriche'],
]; // biome-ignore format: a table

/** What somebody is here as. */
export const ROLES: Words = [
  ['speaker', 'speaker|presenter|sprecher(?:in)?|referent(?:in)?|redner(?:in)?|vortragende\\w?|conferencier(?:e)?|intervenante?|orateur|oratrice|ponente|oradora?|conferenciante|relatore|relatrice'],
  ['exhibitor', 'exhibitor|aussteller(?:in)?|exposante?|expositora?|espositore|espositrice'],
  ['journalist', 'journalist(?:in)?|reporter(?:in)?|journaliste|periodista|giornalista'],
  ['student', 'student(?:in)?|etudiante?|estudiante|studente|studentessa'],
  ['teacher', 'teacher|lecturer|professor(?:in)?|lehrer(?:in)?|dozent(?:in)?|enseignante?|professeure?|profesora?|maestr[oa]|insegnante|professore|professoressa'],
  ['developer', 'developer|programmer|software engineer|entwickler(?:in)?|programmierer(?:in)?|developpeu(?:r|se)|desarrolladora?|programadora?|sviluppatore|sviluppatrice|programmatore'],
  ['engineer', 'engineer|ingenieur(?:in|e)?|ingenier[oa]|ingegnere'],
  ['researcher', 'researcher|scientist|forscher(?:in)?|wissenschaftler(?:in)?|chercheu(?:r|se)|investigadora?|ricercatore|ricercatrice'],
  ['designer', 'designer(?:in)?|disenadora?'],
  ['architect', 'architect|architekt(?:in)?|architecte|arquitect[oa]|architetto'],
  ['buyer', 'buyer|einkaufer(?:in)?|acheteu(?:r|se)|compradora?|acquirente|buyer'],
  ['investor', 'investor(?:in)?|investisseu(?:r|se)|inversora?|investitore'],
  ['sponsor', 'sponsor(?:in)?|sponsore?'],
  ['volunteer', 'volunteer|freiwillige\\w?|helfer(?:in)?|benevole|voluntari[oa]|volontari[oa]'],
  ['organiser', 'organi[sz]er|veranstalter(?:in)?|organisat(?:eur|rice)|organizadora?|organizzatore|organizzatrice'],
  ['visitor', 'visitor|tourist(?:in)?|besucher(?:in)?|visiteu(?:r|se)|touriste|visitante|turista|visitatore|visitatrice'],
  ['attendee', 'attendee|delegate|participant|teilnehmer(?:in)?|participante?|asistente|delegad[oa]|partecipante|delegat[oa]'],
  ['hotel guest', 'hotel guest|hotelgast|cliente? de l hotel|huesped|ospite dell hotel|ospite dell albergo'],
]; // biome-ignore format: a table

export const ACCESS: Words = [
  ['step-free', '(?:je suis|je me deplace) en fauteuil(?: roulant)?|j utilise un fauteuil|(?:je ne peux pas|je peux pas) (?:prendre|monter|utiliser) (?:les |l )?(?:escaliers?|marches)|(?:voy|estoy|vengo) en silla de ruedas|uso (?:una )?silla de ruedas|no puedo (?:subir|usar|bajar) (?:las )?escaleras|(?:sono|mi muovo) (?:in|su|sulla|su una) (?:sedia a rotelle|carrozzina)|uso (?:la|una) (?:sedia a rotelle|carrozzina)|non posso (?:fare|usare|salire) (?:le )?scale|je viens avec une poussette|voy con (?:un )?(?:carrito|cochecito)|ho (?:un|il) passeggino|i am on crutches|i use (?:crutches|a cane|a walking stick)|i have (?:a )?(?:bad knees?|trouble with (?:the )?stairs|reduced mobility)|ich gehe an krucken|ich bin (?:\\w+ )?gehbehindert|ich (?:\\w+ )?im rollstuhl (?:sitze|bin)|ich einen (?:rollstuhl|rollator) (?:\\w+)'],
  ['hearing', 'i am (?:\\w+ )?(?:deaf|hard of hearing|hearing impaired)|i (?:use|wear|have) (?:a )?hearing aids?|i (?:do not|can not) hear (?:very )?well|ich bin (?:\\w+ )?(?:schwerhorig|gehorlos|taub)|ich hore (?:\\w+ )?schlecht|ich (?:trage|habe) (?:ein )?horgerate?|je suis (?:\\w+ )?(?:sourde?|malentendante?)|j entends (?:\\w+ )?mal|(?<!no )soy (?:\\w+ )?(?:sord[oa]|hipoacusic[oa])|oigo (?:muy )?mal|(?<!non )sono (?:\\w+ )?(?:sord[oa]|ipoudente)|non sento bene|ci sento poco'],
  ['vision', 'i am (?:\\w+ )?(?:blind|visually impaired|partially sighted)|i (?:do not|can not) see (?:very )?well|my (?:eye)?sight is (?:\\w+ )?(?:bad|poor)|ich bin (?:\\w+ )?(?:blind|sehbehindert)|ich sehe (?:\\w+ )?schlecht|je suis (?:\\w+ )?(?:aveugle|malvoyante?)|je (?:ne )?vois (?:tres )?(?:mal|pas (?:tres )?bien)|(?<!no )soy (?:\\w+ )?cieg[oa]|no veo (?:muy )?bien|veo (?:muy )?mal|(?<!non )sono (?:\\w+ )?(?:cieco|cieca|ipovedente)|non (?:ci )?vedo (?:molto )?bene|ci vedo poco'],
]; // biome-ignore format: a table

/** Conditions, after "I am" or "I have". */
export const HEALTH: Words = [
  ['diabetes', 'diabetic|diabetes|diabetiker(?:in)?|zuckerkrank|diabetique|(?:du )?diabete|diabetic[oa]|(?:el |il )?diabete'],
  ['epilepsy', 'epileptic|epilepsy|epileptiker(?:in)?|epilepsie|epileptique|epileptic[oa]|epilepsia|epilettic[oa]|epilessia'],
  ['asthma', 'asthmatic|asthma|asthmatiker(?:in)?|asthmatique|(?:de l )?asthme|asmatic[oa]|asma'],
  ['heart condition', 'a (?:weak heart|heart condition|pacemaker)|heart patient|ein herzleiden|herzkrank|einen herzschrittmacher|cardiaque|un pacemaker|problemas de corazon|cardiac[oa]|marcapasos|cardiopatic[oa]'],
  ['pregnancy', 'pregnant|schwanger|enceinte|embarazada|incinta'],
  ['dementia', 'dementia|alzheimers?|demenz|demence|demencia|demenza'],
  ['autism', 'autistic|autism|autis(?:t|tin|tisch)|autiste|autista'],
]; // biome-ignore format: a table

export const RELIGIONS: Words = [
  ['muslim', 'a muslim|muslim|moslem|muslima?|musulmane?|musulman[oa]?|mussulman[oa]'],
  ['jewish', 'jewish|a jew|judisch|jude|judin|juif|juive|judi[oa]|ebre[oa]'],
  ['catholic', 'a catholic|catholic|katholisch|katholik(?:in)?|catholique|catolic[oa]|cattolic[oa]'],
  ['christian', 'a christian|christlich|christ(?:in)?|chretien(?:ne)?|cristian[oa]'],
  ['hindu', 'a hindu|hindu|hindouiste|hinduista|induista'],
  ['buddhist', 'a buddhist|buddhist|buddhistin|bouddhiste|budista|buddista'],
  ['sikh', 'a sikh|sikh'],
]; // biome-ignore format: a table

/** How somebody wants to be answered from now on. */
export const ANSWERS: Words = [
  ['short', '(?:i (?:prefer|like|want)|(?:always )?give me|please keep) (?:\\w+ ){0,2}(?:short|brief)(?: answers?)?|keep (?:it|your answers|the answers|them) (?:short|brief)|ich (?:mag|mochte|bevorzuge) (?:\\w+ )?kurze antworten|(?:immer )?kurze antworten(?: bitte)?$|fass(?:en sie)? dich kurz|je prefere (?:les |des )?reponses courtes|reponses courtes|prefiero respuestas cortas|respuestas cortas|preferisco risposte brevi|risposte brevi'],
  ['slow', '(?:always |please )?(?:speak|talk) (?:more )?slow(?:ly|er) (?:to|with|for) me|i need you to (?:speak|talk) (?:more )?slow(?:ly|er)|always (?:speak|talk) (?:more )?slow(?:ly|er)|(?:sprich|sprechen sie|rede|reden sie) (?:bitte )?immer langsam(?:er)?|parlez moi (?:toujours )?(?:plus )?lentement|parlez toujours (?:plus )?lentement|hableme (?:siempre )?(?:mas )?despacio|mi parli (?:sempre )?(?:piu )?(?:lentamente|piano)'],
  ['large-text', 'i (?:always )?(?:need|prefer|like|want) (?:\\w+ )?(?:large|larger|big|bigger) (?:text|letters|print|type|font)|ich brauche (?:\\w+ )?(?:grosse|grossere|grossen|grosseren) (?:schrift|text|buchstaben)|j ai besoin de (?:plus )?gros(?:ses)? (?:caracteres|lettres)|necesito (?:la )?letra(?:s)? (?:mas )?grandes?|ho bisogno di caratteri (?:piu )?grandi'],
]; // biome-ignore format: a table
