import type { FactKind } from '../../ports.ts';
import { numberOf } from './numbers.ts';
import { memoryCommandElsewhere } from './other-scripts.ts';
import { isShort, plain } from './plain.ts';

/** What a remembered guest can say about their memory. */
export type MemoryCommand =
  | { readonly do: 'show' | 'read' | 'close' | 'erase' | 'export' | 'pause' | 'resume' | 'delete-that' | 'pin' | 'link' }
  | { readonly do: 'delete'; readonly number: number }
  | { readonly do: 'forget'; readonly kind: FactKind }
  | { readonly do: 'correct'; readonly number: number; readonly value: string };

const any = (...parts: readonly string[]) => new RegExp(`\\b(?:${parts.join('|')})\\b`);

const SHOW = any(
  'what (?:do|did|else do) you (?:still |already )?(?:know|remember) (?:about|of|on) me', 'what (?:have|do) you (?:have |got )?(?:stored|saved|kept|noted|have|keep|store|save) (?:about|on|of) me',
  'show (?:me )?(?:my (?:memory|data|profile)|(?:what|everything) you (?:know|remember)(?: about me)?)', '(?:see|view|open) my (?:memory|data)',
  'was (?:wissen sie|weisst du|wisst ihr) (?:denn |noch |schon |alles )?(?:uber mich|von mir)', 'was (?:haben sie|hast du) (?:\\w+ )?(?:uber mich|von mir) (?:\\w+ )?(?:gespeichert|gemerkt|notiert)',
  'was ist (?:uber mich|von mir) (?:gespeichert|bekannt)', 'zeig(?:en sie|e)? (?:mir )?(?:bitte )?(?:meine daten|mein gedachtnis|mein profil|was (?:sie|du) (?:uber mich|von mir) \\w+)', 'meine daten (?:zeigen|ansehen|sehen)',
  'que savez vous (?:de|sur) moi', 'que sais tu (?:de|sur) moi', 'ce que vous savez (?:de|sur) moi', '(?:montre[zr]?|voir)(?: moi)? mes donnees',
  'que (?:sabe|sabes|saben)(?: usted)? (?:de|sobre) mi', 'lo que (?:sabe|sabes) (?:de|sobre) mi', '(?:muestreme|muestrame|ver) mis datos',
  'cosa (?:sa|sai|sapete) (?:di|su) me', 'quello che (?:sa|sai) (?:di|su) me', '(?:mostri|mostrami|mi mostri|vedere) i miei dati',
); // biome-ignore format: a list
const NEW_PIN = any(
  '(?:change|new|another|different) (?:my |the |a )?pin', '(?:neue|andere) pin', '(?:meine |die )?pin (?:andern|wechseln)', 'chang\\w+ (?:de |mon |le )?(?:code|pin)',
  'cambi\\w* (?:mi |el |de |il )?(?:mio )?pin', '(?:otro|nuevo|nuovo|altro) pin',
); // biome-ignore format: a list
const NOT_FORGET = any(
  '(?:don t|do not|never) (?:forget|erase|delete)',
  'nicht (?:vergessen|loschen)',
  '(?:vergiss|vergessen sie) (?:mich )?nicht',
  'n? ?oublie[zr]? pas',
  'no (?:me )?olvide\\w*',
  'non (?:mi )?dimentic\\w*',
);
const ERASE = any(
  '(?:forget|erase|delete|remove) (?:about )?(?:me|everything|it all|all(?: of it| my data| about me| you know| that you know| your data)?)', '(?:forget|erase|delete|remove) (?:all )?my (?:data|memory|profile|record)',
  '(?:vergiss|vergessen sie|vergesst) (?:mich|alles)', 'losch(?:e|en sie|t)? (?:bitte )?(?:mich|alles|alle (?:meine )?daten|meine (?:daten|angaben)|mein gedachtnis)', 'alles (?:uber mich )?(?:loschen|vergessen)', '(?:mich|meine daten) (?:loschen|vergessen)',
  'oublie[zr]? (?:moi|tout)', '(?:efface[zr]?|supprime[zr]?) (?:tout|mes donnees)', 'tout effacer', 'm oublier',
  'olvid[ae]me', '(?:olvid[ae]|borr[ae]r?|elimin[ae]r?) (?:todo|mis datos)', 'mi dimentichi', 'dimenticami', '(?:dimentic|cancell)\\w+ (?:tutto|i miei dati)',
); // biome-ignore format: a list
const EXPORT = any(
  'export(?: (?:my|the|all|everything|it)\\b.*)?', '(?:send|give|get|take) (?:me )?(?:a copy of )?my data', 'copy of my data', 'my data (?:to|on) my phone',
  'exportier\\w*', 'meine daten (?:mitnehmen|exportieren|auf mein (?:telefon|handy))', 'kopie meiner daten', 'exporte[rz]?', 'mes donnees sur mon telephone',
  'exportar?', 'exporte mis datos', 'mis datos (?:a|en) mi (?:telefono|movil)', 'esport(?:a|i|are)', 'i miei dati sul (?:mio )?telefono',
); // biome-ignore format: a list
const LINK = any(
  '(?:continue|carry on|go on|keep talking|talk|chat)(?: (?:with you|this|the conversation))? (?:on|over|at) (?:my |the |an? ?other |a )?(?:own )?(?:phone|mobile|telephone|channel|computer|laptop|chat)', '(?:link|connect|pair) (?:you (?:to|with) )?(?:my |an? ?other )?(?:phone|mobile|telephone|channel|chat)', '(?:link|linking) code',
  '(?:auf|an|in|uber) (?:meine[mrn]? |eine[mrn]? |dem |der )?(?:andere[mrn]? )?(?:handy|telefon|kanal|rechner|chat) (?:weiter\\w*|fortsetzen)', '(?:mein |das |einen anderen )?(?:handy|telefon|kanal|chat) (?:verbinden|verknupfen|koppeln)',
  '(?:continuer|poursuivre) (?:cette conversation |avec vous )?(?:sur|par) (?:mon |un autre )?(?:telephone|portable|canal|ordinateur|chat)', '(?:lier|connecter|associer|relier) (?:mon |un autre )?(?:telephone|portable|canal)',
  '(?:seguir|continuar) (?:hablando )?(?:en|por) (?:mi |el |otro )?(?:telefono|movil|canal|ordenador|chat)', '(?:vincular|conectar|enlazar) (?:mi |el |otro )?(?:telefono|movil|canal)',
  '(?:continuare|proseguire) (?:sul|su|con) (?:il |un altro )?(?:mio )?(?:telefono|cellulare|canale|computer|chat)', '(?:collegare|abbinare) (?:il |un altro )?(?:mio )?(?:telefono|cellulare|canale)',
); // biome-ignore format: a list
const RESUME = any(
  '(?:remember|note)(?: things| me)? again', '(?:resume|restart|start|continue|unpause) (?:remembering|the memory|my memory|memory)', 'wieder merken', 'merk\\w* (?:dir|sie sich) (?:\\w+ )?wieder',
  'recommence[zr]? a memoriser', 'vuelv[ae] a recordar', 'ricordi di nuovo', 'ricomincia? a ricordare',
); // biome-ignore format: a list
const PAUSE = any(
  '(?:pause|stop) (?:remembering|the memory|my memory|memory|noting|recording)', '(?:do not|don t) (?:remember|note|keep|save|store|record) (?:this|that|anything|any more|me|what i say|it)',
  'merk\\w* (?:dir|sie sich) (?:\\w+ ){0,2}nichts', 'merk\\w* (?:dir|sie sich) (?:das|dies|es) nicht', 'nichts (?:mehr )?(?:merken|speichern|aufschreiben)', 'gedachtnis (?:pausieren|anhalten|ausschalten)', 'pausier\\w* (?:das )?(?:merken|gedachtnis)',
  'ne (?:retenez|memorisez|notez|gardez) (?:plus )?rien', 'arrete[zr]? de memoriser', 'pause de la memoire', 'no (?:recuerde|guarde|anote) (?:nada|esto)', 'dej[ae] de (?:recordar|anotar)',
  'non (?:ricordi|annoti|memorizzi|conservi) (?:piu |nulla|niente|questo)', 'smett[ai] di (?:ricordare|annotare)',
); // biome-ignore format: a list

const DROP =
  '(?:forget|erase|delete|remove|vergiss|vergessen sie|losch\\w*|streich\\w*|entfern\\w*|oublie[zr]?|efface[zr]?|supprime[zr]?|olvid\\w+|borr\\w+|elimin\\w+|dimentic\\w+|cancell\\w+)';
const THAT = new RegExp(
  `\\b${DROP} (?:bitte |please )?(?:that|this|it|that one|this one|das|dies|diesen|dieses|es|ca|cela|ceci|eso|esto|ese|questo|quello|lo)\\b|\\b(?:das|dies) (?:bitte )?(?:loschen|vergessen)\\b`,
);
const ENTRY = '(?:number|entry|item|no|nummer|eintrag|punkt|numero|entree|entrada|voce|the|the number|le|la|el|il|den|die|das)';
const DROP_NUMBER = new RegExp(
  `\\b${DROP} (?:bitte |please )?(?:${ENTRY} ){0,2}([a-z]+|\\d{1,3})(?: (?:please|bitte|loschen))?$|\\b${ENTRY} ([a-z]+|\\d{1,3}) (?:loschen|vergessen|delete)$`,
);
const KINDS: readonly (readonly [FactKind, RegExp])[] = [
  ['name', /\b(name|namen|nom|nombre|nome)\b/],
  ['diet', /\b(diet|diat|ernahrung\w*|regime|alimentation|dieta|vegan\w*|vegetar\w*|halal|kosher|koscher)\b/],
  ['allergy', /\b(allerg\w*|alergi\w*)\b/],
  ['access', /\b(wheel ?chair|access\w*|step free|rollstuhl|barriere\w*|stufenlos|fauteuil|silla|sedia|accessib\w*|accesib\w*)\b/],
  ['language', /\b(language|sprache|langue|idioma|lingua)\b/],
  ['interest', /\b(interests?|interesse\w*|interets?|intereses|interessi)\b/],
  ['role', /\b(role|job|profession|rolle|beruf|metier|funcion|ruolo|lavoro)\b/],
  ['health', /\b(health|gesundheit|sante|salud|salute)\b/],
  ['religion', /\b(religion|religione|glauben?)\b/],
]; // biome-ignore format: a table
const MINE = /\b(my|mein|meine|meinen|that i am|that i m|dass ich|mon|ma|mes|que je suis|mi|mis|que soy|mio|mia|miei|mie|che sono)\b/;
const DROPS = new RegExp(`\\b${DROP}\\b`);

/** Only said before the memory screen: elsewhere they mean something else. */
const READ = any(
  'read',
  'lies',
  'lesen',
  'vorlesen',
  'lise[rz]?',
  'lisez',
  'lire',
  'lea',
  'lealo',
  'leamelo',
  'leer',
  'legga\\w*',
  'leggi\\w*',
  'leggere',
);
const CLOSE =
  /^(close|done|back|go back|finish|finished|i m done|i am done|that s all|thanks|thank you|ok thanks|schliess\w*|fertig|zuruck|danke\w*|das war s|ferme[zr]?|retour|termine|merci|cierr\w+|cerrar|volver|listo|gracias|chiud\w+|indietro|fatto|grazie)\b/;
const CORRECT =
  /(?:^|\s)(?:correct|change|make|korrigier\w*|änder\w*|ander\w*|corrige[rz]?|change[rz]?|modifie[rz]?|corrij\w+|corrig\w+|cambi\w*|corregg\w+|modific\w+)\s+(?:(?:sie|number|entry|item|nummer|eintrag|punkt|numéro|numero|the|le|la|el|il|den)\s+){0,2}([\p{L}]+|\d{1,3})\s*(?:to|into|in|zu|auf|en|à|a|por|con|:|,)\s+(.+)$/iu;

/**
 * @param onScreen the guest's own screen is open: numbers and short words mean its entries.
 * @returns null: it is about something else.
 */
export function memoryCommand(text: string, onScreen: boolean): MemoryCommand | null {
  const said = plain(text);
  if (said === '' || !isShort(said)) return null;
  const elsewhere = memoryCommandElsewhere(text, said, onScreen);
  if (elsewhere !== null) return elsewhere;
  if (onScreen) {
    const command = screenCommand(text, said);
    if (command !== null) return command;
  }
  if (NOT_FORGET.test(said)) return null;
  const kind = MINE.test(said) && DROPS.test(said) ? KINDS.find(([, words]) => words.test(said))?.[0] : undefined;
  if (kind !== undefined) return { do: 'forget', kind };
  if (ERASE.test(said)) return { do: 'erase' };
  if (LINK.test(said)) return { do: 'link' };
  if (RESUME.test(said)) return { do: 'resume' };
  if (PAUSE.test(said)) return { do: 'pause' };
  if (NEW_PIN.test(said)) return { do: 'pin' };
  if (SHOW.test(said)) return { do: 'show' };
  if (EXPORT.test(said) && said.split(' ').length <= 8 && (onScreen || /\b(data|memory|daten|donnees|datos|dati)\b/.test(said)))
    return { do: 'export' };
  return /^(?:please |bitte )?forget (?:that|what i (?:just )?said)/.test(said) || /^(?:vergiss|vergessen sie) (?:das|was ich)/.test(said)
    ? { do: 'delete-that' }
    : null;
}

function screenCommand(text: string, said: string): MemoryCommand | null {
  const correction = CORRECT.exec(text.trim().replace(/[.!?]+$/, ''));
  const corrected = numberOf(plain(correction?.[1] ?? ''));
  if (corrected !== null && correction?.[2] !== undefined) return { do: 'correct', number: corrected, value: unquoted(correction[2]) };
  const dropped = DROP_NUMBER.exec(said);
  const number = numberOf(dropped?.[1] ?? dropped?.[2] ?? '');
  if (number !== null) return { do: 'delete', number };
  if (THAT.test(said)) return { do: 'delete-that' };
  if (READ.test(said)) return { do: 'read' };
  return CLOSE.test(said) ? { do: 'close' } : null;
}

function unquoted(text: string): string {
  return text.replaceAll(/^[\s"'„“”«»]+|[\s"'„“”«»]+$/g, '');
}
