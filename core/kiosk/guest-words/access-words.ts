import type { AccessCommand } from '../../contract/access.ts';
import { accessWordElsewhere } from './access-elsewhere.ts';
import { isShort, plain } from './plain.ts';

/** What a guest says to make the kiosk easier to use. */
export type AccessWord = { readonly command: AccessCommand } | { readonly press: string } | 'start-over';

const whole = (...parts: readonly string[]) => new RegExp(`^(?:${BEFORE})*(?:${parts.join('|')})(?: (?:${AFTER}))*$`);

/** Courtesy, and the ways of asking for something at all. */
const BEFORE =
  '(?:please|can you|could you|would you|i need|i want|i d like|give me|make it|show me|use|turn on|switch on|set|bitte|konnen sie|kannst du|ich brauche|ich mochte|mach(?:en sie)?|schalte(?:n sie)?|pouvez vous|je voudrais|j ai besoin d[eu]?|il me faut|mettez|activez|puede|por favor|necesito|quiero|quisiera|ponga|active|puo|per favore|ho bisogno di|vorrei|metta|attivi) ';
const AFTER =
  'please|for me|now|a bit|a little|mode|bitte|mal|etwas|ein wenig|ein bisschen|an|ein|einschalten|s il vous plait|un peu|por favor|un poco|per favore|un po|on|it';
const LITTLE =
  '(?:(?:a (?:bit|little)|much|even|etwas|ein (?:bisschen|wenig)|viel|noch|un peu|encore|beaucoup|un poco|mucho|un po|molto|ancora) )?';
const TEXT = '(?:text|type|letters|font|words|writing|print)';
const OFF = '(?:turn off|switch off|no|without|end|stop|disable)';

const WORDS: readonly (readonly [AccessCommand, RegExp])[] = [
  ['bigger', whole(
    `(?:the )?${LITTLE}(?:bigger|larger) ${TEXT}(?: size)?`, `(?:make )?(?:the )?${TEXT}(?: size)? (?:is )?${LITTLE}(?:bigger|larger)`, `(?:large|big) ${TEXT}`, `enlarge (?:the )?${TEXT}`, `(?:the )?${TEXT} is too small`, 'i can(?: t|not) read (?:it|this|that|the (?:text|screen))', 'zoom in',
    `${LITTLE}gros?ss?ere (?:schrift|buchstaben|texte?)`, `(?:die )?schrift (?:ist )?(?:bitte )?${LITTLE}(?:gros?ss?er|zu klein)(?: machen)?`, 'gros?sse schrift', 'ich kann (?:das|es|den text) nicht lesen',
    `(?:le |un )?texte ${LITTLE}plus (?:grand|gros)`, '(?:ecrivez|ecris) plus (?:grand|gros)', 'agrandi\\w* (?:le )?texte', 'le texte est trop petit',
    `(?:el |la |un |una )?(?:texto|letra)s? ${LITTLE}mas grandes?`, 'letra grande', '(?:agrand|aument)\\w+ (?:el texto|la letra)', '(?:el texto|la letra) es muy pequen[oa]',
    `(?:il |un )?(?:testo|caratter[ei]) ${LITTLE}piu grand[ei]`, '(?:ingrand|aument)\\w+ (?:il )?testo', 'il testo e troppo piccolo',
  )],
  ['smaller', whole(
    `(?:the )?${LITTLE}smaller ${TEXT}(?: size)?`, `(?:make )?(?:the )?${TEXT}(?: size)? (?:is )?${LITTLE}smaller`, `(?:the )?${TEXT} is too (?:big|large)`, 'zoom out',
    `${LITTLE}kleinere (?:schrift|buchstaben|texte?)`, `(?:die )?schrift (?:ist )?(?:bitte )?${LITTLE}(?:kleiner|zu gros?ss?)(?: machen)?`,
    `(?:le |un )?texte ${LITTLE}plus petit`, `(?:el |un |la )?(?:texto|letra)s? ${LITTLE}mas pequen[oa]s?`, `(?:il |un )?(?:testo|caratter[ei]) ${LITTLE}piu piccol[oi]`,
  )],
  ['contrast-off', whole(`${OFF}(?: the)? (?:high |more )?contrast`, 'normal (?:contrast|colou?rs)', '(?:hohen |den )?kontrast (?:aus|ausschalten)', 'normaler kontrast', 'normale farben', 'contraste normal', '(?:sans|desactivez le) contraste(?: eleve)?', '(?:sin|desactive el) (?:alto )?contraste', 'contrasto normale', '(?:senza|disattivi il) contrasto(?: elevato)?')],
  ['contrast-on', whole('(?:a )?(?:high|higher|more|strong|better) contrast', 'hohe[rn]? kontrast', 'mehr kontrast', 'starke[rn]? kontrast', 'contraste eleve', 'plus de contraste', '(?:el )?(?:alto contraste|mas contraste)', '(?:contrasto (?:elevato|alto)|alto contrasto|piu contrasto)')],
  ['reach-off', whole('(?:buttons|everything) (?:back )?(?:up|at the top|where (?:it|they) (?:was|were))', '(?:turn off|end|stop) reach', 'tasten (?:wieder )?(?:nach )?oben', 'les boutons en haut', 'los botones arriba', 'i pulsanti in alto')],
  ['reach-on', whole(
    '(?:put |bring |move )?(?:everything|all|it|(?:the |all )?buttons|(?:the )?controls) (?:within reach|lower|(?:further )?down|lower down|at the bottom|to the bottom)', 'reach', 'i can(?: t|not) reach (?:it|that|this|the (?:buttons?|screen|top))', '(?:that|it)(?: is| s) too high(?: up)?(?: for me)?', 'i m in a wheelchair and can(?: t|not) reach',
    'alles in reichweite', '(?:die )?(?:tasten|knopfe) (?:weiter )?(?:nach )?unten', 'ich komme (?:da |dort )?nicht (?:dran|hin|ran|heran)', 'das ist (?:mir )?zu hoch',
    'tout a portee(?: de main)?', '(?:les )?boutons (?:plus )?(?:bas|en bas)', 'c est trop haut', 'je n y arrive pas c est trop haut',
    'todo al alcance', '(?:los )?botones (?:mas )?abajo', 'no (?:llego|alcanzo)(?: a los botones)?', 'esta muy alto',
    'tutto a portata(?: di mano)?', '(?:i )?pulsanti (?:piu )?in basso', 'non ci arrivo', 'e troppo in alto',
  )],
  ['audio-off', whole(
    '(?:stop|end|no) reading(?: (?:the screen|aloud|to me|everything))?', '(?:turn off|end|stop|leave) (?:the )?audio(?: mode)?', 'audio (?:mode )?off',
    '(?:nicht mehr|aufhoren zu?) vorlesen', 'vorlesen (?:beenden|aus|ausschalten)', '(?:ne (?:me )?lisez plus|arretez (?:de lire|la lecture))(?: l ecran)?', '(?:no (?:me )?lea mas|deje de leer)(?: la pantalla)?', '(?:non legg\\w+ piu|smett\\w+ di leggere)(?: lo schermo)?',
  )],
  ['audio-on', whole(
    'read (?:out )?(?:the |this |my )?screen(?: (?:out|aloud))?(?: (?:to|for) me)?', 'read (?:me |out )?(?:everything|what(?: i|)s on the screen)(?: (?:out|aloud|to me|on the screen))*', '(?:the )?audio mode', 'i(?: m| am) (?:blind|partially sighted|visually impaired)', 'i can(?: t|not) see(?: (?:the screen|it|anything|well|very well))?', '(?:start )?(?:the )?screen reader',
    '(?:lies|lesen sie) (?:mir )?(?:bitte )?(?:den|das) (?:bildschirm|display)(?: vor)?', 'bildschirm vorlesen', '(?:lies|lesen sie) (?:mir )?(?:bitte )?alles vor', 'ich (?:bin blind|bin sehbehindert|sehe nichts|sehe (?:den bildschirm )?(?:schlecht|nicht)|kann (?:den bildschirm |das )?nicht sehen)', 'audiomodus', 'vorlesemodus',
    '(?:lisez|lis)(?: moi)? (?:l |tout l )ecran', 'me lire l ecran', '(?:lisez|lis)(?: moi)? tout', 'je (?:suis (?:aveugle|malvoyante?)|ne vois (?:pas|rien)(?: l ecran)?)', 'mode audio',
    '(?:leame|leeme|lea|leerme) (?:toda )?la pantalla', '(?:leame|leeme) todo', '(?:soy cieg[oa]|no (?:veo|puedo ver)(?: (?:la pantalla|nada|bien))?)', 'modo (?:de )?audio',
    '(?:legga|leggimi|mi legga|leggere) (?:tutto )?lo schermo', '(?:mi legga|leggimi) tutto', '(?:sono (?:cieco|cieca|ipovedente)|non (?:vedo|posso vedere)(?: (?:lo schermo|niente|bene))?)', 'modalita audio',
  )],
  ['calm-on', whole('(?:less|no|reduce(?:d)?|stop) (?:the )?(?:motion|movement|animations?|moving)', 'weniger bewegung', 'keine (?:bewegung|animation(?:en)?)', '(?:moins|pas) de? ?(?:mouvement|animations?)', '(?:menos|sin) (?:movimiento|animaciones)', '(?:meno|senza) (?:movimento|animazioni)')],
  ['slower', whole(`(?:speak|talk|say it|go|read)? ?${LITTLE}(?:slower|more slowly)`, '(?:you (?:speak|talk)|(?:that|it) (?:is|was)|that s) too (?:fast|quick(?:ly)?)', 'slow down', `(?:sprechen sie|sprich|reden sie|lies|lesen sie)? ?(?:bitte )?${LITTLE}langsamer(?: (?:sprechen|reden|lesen))?`, '(?:das (?:ist|war)|sie sprechen) (?:mir )?zu schnell', `(?:parlez|parle|lisez)? ?${LITTLE}(?:plus (?:lentement|lent)|moins vite)`, `(?:hable|habla|lea)? ?${LITTLE}(?:mas (?:despacio|lento)|menos rapido)`, `(?:parli|parla|legga)? ?${LITTLE}piu (?:lento|lentamente|piano piano|adagio)`)],
  ['faster', whole(`(?:speak|talk|go|read)? ?${LITTLE}(?:faster|more quickly|quicker)`, 'speed up', '(?:you (?:speak|talk)) too slow(?:ly)?', `(?:sprechen sie|sprich|reden sie|lies|lesen sie)? ?(?:bitte )?${LITTLE}schneller(?: (?:sprechen|reden|lesen))?`, `(?:parlez|parle|lisez)? ?${LITTLE}plus (?:vite|rapidement)`, `(?:hable|habla|lea)? ?${LITTLE}mas rapido`, `(?:parli|parla|legga)? ?${LITTLE}piu (?:veloce|velocemente|in fretta)`)],
  ['louder', whole(`(?:speak|talk|say it|be)? ?${LITTLE}(?:louder|up)`, '(?:turn|put) (?:it|the (?:volume|sound)) up', 'volume up', 'i can(?: t|not) hear (?:you|it|anything)(?: (?:well|very well|properly))?', `(?:sprechen sie|sprich|reden sie)? ?(?:bitte )?${LITTLE}lauter(?: (?:sprechen|reden))?`, 'ich (?:hore|verstehe) (?:sie|dich|nichts) (?:schlecht|kaum|nicht)', `(?:parlez|parle)? ?${LITTLE}plus fort`, 'je (?:ne )?vous entends (?:pas|mal)', `(?:hable|habla)? ?${LITTLE}mas (?:alto|fuerte)`, 'no (?:le|te) oigo(?: bien)?', `(?:parli|parla)? ?${LITTLE}piu (?:forte|alto|ad alta voce)`, 'non (?:la|ti) sento(?: bene)?')],
  ['softer', whole(`(?:speak|talk|be)? ?${LITTLE}(?:softer|quieter|more (?:quietly|softly))`, '(?:turn|put) (?:it|the (?:volume|sound)) down', 'volume down', '(?:that|you|it)(?: s| is| are| re) too loud', 'not so loud', `(?:sprechen sie|sprich|reden sie)? ?(?:bitte )?${LITTLE}leiser(?: (?:sprechen|reden))?`, '(?:das ist|sie sind) (?:mir )?zu laut', 'nicht so laut', `(?:parlez|parle)? ?${LITTLE}(?:moins fort|plus bas|plus doucement)`, 'c est trop fort', `(?:hable|habla)? ?${LITTLE}(?:mas bajo|menos fuerte)`, 'esta muy alto el volumen', `(?:parli|parla)? ?${LITTLE}(?:piu (?:piano|basso)|meno forte)`, 'troppo forte')],
  ['curtain-on', whole('(?:hide|cover|black out|darken) (?:the |my )?screen', '(?:verdeck\\w*|versteck\\w*)(?: sie)? (?:den )?bildschirm', '(?:den )?bildschirm (?:verdecken|verstecken|ausblenden)', '(?:masquez|cachez|masquer|cacher) l ecran', '(?:oculte|ocultar|esconda) la pantalla', '(?:nasconda|nascondi|nascondere) lo schermo')],
  ['curtain-off', whole('(?:show|uncover|bring back) (?:me )?(?:the |my )?screen(?: again)?', '(?:den )?bildschirm (?:wieder )?(?:zeigen|anzeigen|aufdecken)', 'zeig\\w*(?: sie)? (?:den )?bildschirm(?: wieder)?', '(?:affichez|montrez|afficher) l ecran', '(?:muestre|mostrar) la pantalla', '(?:mostri|mostra|mostrare) lo schermo')],
  ['scanning-on', whole('(?:start |single |one )?switch scanning', '(?:use )?(?:one|a single) (?:switch|button)', 'start scanning the buttons', 'mit einer taste bedienen', '(?:avec )?un seul contacteur', '(?:usar )?un solo pulsador', '(?:usare )?un solo pulsante')],
  ['scanning-off', whole('(?:stop|end|no) (?:switch )?scanning', 'abtasten beenden', 'arretez le defilement', 'deje de alternar', 'ferma(?:re)? la scansione')],
  ['panel', whole('(?:make (?:it|this) |something )?easier to use', '(?:the )?(?:accessibility|access) (?:settings|options|menu|help)', 'accessibility', 'what can i (?:change|adjust)', 'settings', '(?:es )?leichter (?:zu )?bedienen', 'bedienungshilfen?', 'barrierefreiheit', 'einstellungen', 'plus facile(?: a utiliser)?', '(?:les )?(?:options d )?accessibilite', 'reglages', 'mas facil(?: de usar)?', 'accesibilidad', 'ajustes', 'piu facile(?: da usare)?', 'accessibilita', 'impostazioni')],
  ['defaults', whole('(?:back to |everything (?:back )?to |reset (?:to )?)?(?:normal|as it was)(?: (?:size|screen))?', 'reset the (?:screen|text|settings)', '(?:alles )?(?:wieder )?(?:normal|wie vorher)', '(?:tout )?comme avant', '(?:todo )?como antes', '(?:tutto )?come prima')],
]; // biome-ignore format: a table

/** Only where the screen is read out: elsewhere they mean something else. */
const READING: readonly (readonly [AccessCommand, RegExp])[] = [
  ['next', /^(?:(?:the )?next(?: (?:one|item))?|go on|forward|weiter|(?:das )?nachste[sr]?|suivante?|continue[rz]?|siguiente|adelante|avanti|prossim[oa]|successiv[oa])$/],
  ['previous', /^(?:(?:the )?previous(?: (?:one|item))?|(?:go )?back|zuruck|(?:das )?vorige[sr]?|precedente?|retour|anterior|atras|volver|indietro)$/],
  ['activate', /^(?:press(?: (?:it|that|this))?|select(?: (?:it|that|this))?|choose(?: (?:it|that|this))?|open (?:it|that|this)|enter|drucken|auswahlen|offnen|appuye[rz]?|selectionne[rz]?|choisi[rs]\w*|ouvre[rz]?|pulsar?|pulse|elegir?|seleccion\w+|abrir|prem[ai]|premere|scelg\w+|selezion\w+|apr[ai])$/],
  ['where', /^(?:where am i on the screen|what is this|wo bin ich auf dem bildschirm|was ist das|ou suis je sur l ecran|qu est ce que c est|donde estoy en la pantalla|que es esto|dove (?:sono|mi trovo) sullo schermo|che cos e)$/],
  ['help', /^(?:help(?: me)?(?: with the (?:keys|screen))?|how does (?:it|this) work|(?:which|what) keys(?: are there)?|hilfe|wie geht das|welche tasten(?: gibt es)?|aide|comment ca marche|ayuda|como funciona|aiuto|come funziona)$/],
  ['repeat', /^(?:(?:please )?(?:read|say) (?:it|that|this)(?: out)? again(?: please)?|again|repeat(?: (?:it|that))?|noch ?(?:ein)?mal|(?:bitte )?wiederholen?(?: sie)?|(?:lies|lesen sie) (?:das )?noch ?(?:ein)?mal(?: vor)?|encore(?: une fois)?|repete[rz]?|relise[rz]?|otra vez|repit\w+|repeat|ancora(?: una volta)?|ripet\w+|rilegga)$/],
]; // biome-ignore format: a table

const START_OVER =
  /^(?:please )?(?:start (?:over|again|from the beginning|afresh)|begin again|neu (?:beginnen|anfangen|starten)|von vorne?(?: (?:beginnen|anfangen))?|(?:fangen wir|noch ?mal) von vorne?(?: an)?|recommence[rz]?|(?:tout )?recommencer(?: depuis le debut)?|empezar de nuevo|empiece de nuevo|volver a empezar|ricomincia(?:re)?|ricominci(?:amo)?(?: da capo)?)(?: please| bitte| s il vous plait| por favor| per favore)?$/;

const PRESS =
  /^(?:please |bitte )?(?:press|push|tap|touch|click|hit|druck(?:e|en sie)?|tipp(?:e|en sie)?|beruhr(?:e|en sie)?|appuye[zr]? sur|touche[zr]?|pulse|pulsar?|toque|prem[ai]|tocchi) (?:on |auf )?(?:the |den |die |das |le |la |les |l |el |il |lo )?(?:button |key |taste |knopf |bouton |boton |pulsante )?(.{2,60}?)(?: (?:button|key|taste|knopf|bouton|boton|pulsante|drucken|an))?(?: (?:please|bitte))?$/;

/**
 * What of it the guest said; null: something else.
 * @param reading the screen is read out to them: short words move through it.
 */
export function accessWord(text: string, reading: boolean): AccessWord | null {
  const said = plain(text);
  if (said === '' || !isShort(said)) return null;
  const elsewhere = accessWordElsewhere(said, reading);
  if (elsewhere !== null) return elsewhere;
  const moved = reading ? READING.find(([, words]) => words.test(said)) : undefined;
  const command = moved?.[0] ?? WORDS.find(([, words]) => words.test(said))?.[0];
  if (command !== undefined) return { command };
  if (START_OVER.test(said)) return 'start-over';
  const name = PRESS.exec(said)?.[1];
  return name === undefined ? null : { press: name };
}
