import type { Slots } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { numbersIn } from './read-party.ts';
import { isClearNo, isClearYes, type SaidGoal } from './said-goal.ts';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
/** As it is said aloud: "anna dot berg at example dot com". */
const DOT = ' (?:dot|punkt|point|punto) ';
const SPELLED = new RegExp(
  `[\\w.+-]+(?:(?:${DOT}| (?:underscore|unterstrich|dash|minus|tiret|guion|trattino) )[\\w+-]+)* (?:at|@|ät|klammeraffe|arobase|arroba|chiocciola) [\\w-]+(?:${DOT}[\\w-]+|\\.[\\w-]+)+`,
  'i',
);
const PHONE = /(?:\+|00|\b0)\d[\d ()/-]{6,18}\d/;
const SIZE_UNIT =
  /^ (?:of us|people|persons?|guests?|visitors?|delegates|attendees|participants|employees|seats?|stands?|booths?|rooms?|square met\w+|sqm|m2|personen|leute|gaste|mitarbeiter\w*|teilnehmer\w*|quadratmeter|zimmer|plaetze|platze|personnes?|invites?|participants?|metres? carres?|personas?|invitados?|asistentes?|metros? cuadrados?|persone|ospiti|invitati|partecipanti|metri quadr\w+)\b/;
const MONEY = /^ ?(?:k\b|euros?|eur|pounds?|dollars?|francs?|franken|thousand|tausend|mille|mil|mila|€|\$|£)/;
const BUDGET_BEFORE =
  /\b(?:budget(?: is| of| ist| von| est| es| e)?|spend|up to|around|tops|maximum|ausgeben|depenser|gastar|spendere)(?: (?:about|around|is|of|etwa|ungefahr|environ|unos|circa|be))* $/;
const WHEN =
  /\b(?:(?:in|for|next|this|end of|early|late|nachste[nrs]?|im|en|le|el|proximo|prossimo|a|l) )*(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre|spring|summer|autumn|fall|winter|fruhling|sommer|herbst|christmas|weihnachten|printemps|ete|automne|hiver|primavera|verano|otono|invierno|estate|autunno|inverno)\b(?: (?:next year|this year|20\d\d|nachstes jahr|l an prochain|del ano que viene|dell anno prossimo))?|\b(?:next|this|coming) (?:year|month|week|quarter|weekend)\b|\bnachste\w* (?:jahr|monat|woche)\b|\bl an prochain\b|\bel (?:ano|mes) que viene\b|\bl anno prossimo\b|\b20\d\d\b/;
/** What a guest who may buy says of it: how many, what it may cost, when, who they are. */
export function readLeadSlots(slots: Slots, asked: string | null, said: SaidGoal, { input }: Frame): Slots {
  if (WITHHOLDS.test(said.whole)) return { contact: '', contactName: '' };
  const spelled = SPELLED.exec(input.text)?.[0];
  const email = EMAIL.exec(input.text)?.[0] ?? (spelled === undefined ? undefined : written(spelled));
  const phone = email === undefined ? PHONE.exec(input.text)?.[0] : undefined;
  const { size, budget } = amounts(asked, said, slots.size !== undefined && said.isChange && TAKEN_BACK.test(said.whole));
  const timeframe = WHEN.exec(said.whole)?.[0];
  return {
    ...(size === undefined ? {} : { size }),
    ...(budget === undefined ? {} : { budget }),
    ...(timeframe === undefined || (asked !== null && asked !== 'timeframe' && slots.timeframe !== undefined) ? {} : { timeframe }),
    ...(email === undefined && phone === undefined ? {} : { contact: (email ?? phone ?? '').trim() }),
    ...nameOf(asked, EMAIL.exec(input.text)?.[0] ?? spelled ?? phone, input.text),
  };
}

/** The number before was wrong. */
const TAKEN_BACK = /\b(sorry|no|not|meant|nein|nicht|meinte|non|pas|pardon|perdon|quise|scus\w*|volevo)\b/;

/** Numbers of people and of money: "a company of 120 people", "budget is 40k". */
function amounts(asked: string | null, said: SaidGoal, corrects: boolean): { readonly size?: string; readonly budget?: string } {
  const of: { size?: string; budget?: string } = {};
  for (const { value, before, after } of numbersIn(said.text.replaceAll(/(\d+)k\b/g, '$1 k'), said.words)) {
    const counts = SIZE_UNIT.test(after);
    const money = MONEY.test(after) || BUDGET_BEFORE.test(before) || (asked === 'budget' && value >= 100 && !corrects);
    if (money && !counts) of.budget ??= /^ ?k\b/.test(after) ? `${value}000` : String(value);
    else if (counts) of.size = `${value}${SIZE_UNIT.exec(after)?.[0] ?? ''}`;
    else if (corrects || asked === 'size' || (said.isChange && said.length <= 8 && value < 2000 && asked !== 'timeframe'))
      of.size = String(value);
    else if (/\b(of|for|about|around|fur|mit|pour|para|per) (?:about |around |etwa )?$/.test(before) && value >= 10 && value < 2000)
      of.size ??= String(value);
  }
  return of;
}

/** An address as it is written. */
function written(spelled: string): string {
  const signs = { dot: '.', punkt: '.', point: '.', punto: '.', underscore: '_', unterstrich: '_' } as const;
  return spelled
    .toLowerCase()
    .replace(/ (?:at|@|ät|klammeraffe|arobase|arroba|chiocciola) /, '@')
    .replaceAll(/ (dot|punkt|point|punto|underscore|unterstrich) /g, (_, sign: keyof typeof signs) => signs[sign])
    .replaceAll(/ (?:dash|minus|tiret|guion|trattino) /g, '-');
}

/** "I'd rather not leave my details". */
const WITHHOLDS =
  /\b(?:not|no|without|nicht|keine?|ohne|pas|sans|sin|senza|non)\b(?: \w+){0,5}? (?:details|contacts?|e ?mail|mail|phone number|number|data|name|kontakt\w*|nummer|telefonnummer|daten|namen|coordonnees|numero|nom|contacto|datos|correo|telefono|nombre|recapit\w*|dati|nome)\b/;

/** A yes or no, or a way of putting one, is nobody's name. */
const NO_NAME =
  /^(?:yes|yeah|yep|yup|no|nope|ok|okay|sure|please|fine|thanks?|thank you|go|why|what|who|ja|nein|gerne?|bitte|danke|klar|oui|non|merci|si|claro|gracias|certo|grazie|va bene|d accord|vale|i d|i would|that|do|not|never|hmm?|um|uh|well)\b/i;
/** What stands before or after a name or a number without being one. */
const AROUND =
  /\b(?:(?:you|they|sie) can (?:reach|ring|call|phone|email|contact|text|get) (?:me|us)(?: (?:on|at|under|by|via))?|(?:call|ring|phone|contact|reach|email|text) (?:me|us)(?: (?:on|at))?|(?:my|the|our) (?:name|e-?mail|mail|number|phone|mobile|phone number)(?: address| number)?(?: is|'s)?|mein\w* (?:name|e-?mail|nummer|telefonnummer|handynummer)(?: ist| lautet)?|(?:mon|ma) (?:nom|adresse|e-?mail|mail|numéro|numero)(?: est| c'est)?|mi (?:nombre|correo|número|numero|teléfono) (?:es)?|(?:il mio|la mia) (?:nome|e-?mail|mail|numero|telefono)(?: è)?|it'?s|it is|this is|i am|i'm|ich bin|ich heiße|je suis|je m'appelle|soy|me llamo|sono|mi chiamo|and|und|et|y|e|on|at|under|unter|au)(?=\s|$|[,.:])/giu;

/** Where the kiosk asked for it, the guest says that it is their name, or it stands beside the way to reach them. */
function nameOf(asked: string | null, contact: string | undefined, text: string): Slots {
  const plain = (contact === undefined ? text : text.replace(contact, ' ')).trim();
  const said = /\b(?:my name is|my name's|mein name ist|je m'appelle|me llamo|mi chiamo)\s+([\p{L}'-]+(?: [\p{L}'-]+)?)/iu.exec(plain)?.[1];
  if (said !== undefined) return { contactName: said };
  if (asked !== 'contactName' && contact === undefined) return {};
  const bare = plain
    .replaceAll(AROUND, ' ')
    .replaceAll(/[,;:!?()]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (!/^[\p{L}][\p{L}'. -]{1,59}$/u.test(bare) || bare.split(' ').length > 4 || NO_NAME.test(bare)) return {};
  return asked === 'contactName' || /^(?:\p{Lu}[\p{L}'.-]+ ?){1,4}$/u.test(bare) ? { contactName: bare } : {};
}

/** What was asked for, as the guest puts it: '' where they do not say, null where it is no answer to that. */
export function leadAnswer(asked: string, said: SaidGoal, text: string): Slots | null {
  const declines = said.words.declines.test(said.whole) || isClearNo(said);
  if (declines) return asked === 'contact' || asked === 'contactName' ? { contact: '', contactName: '' } : { [asked]: '' };
  // A yes says neither a name nor a number: it is asked once more.
  if (isClearYes(said)) return asked === 'contact' || asked === 'contactName' ? {} : { [asked]: '' };
  if (asked === 'contactName') return null;
  if (asked === 'contact') return /\d{3}|@/.test(text) ? { contact: text.trim().slice(0, 200) } : null;
  return { [asked]: text.trim().slice(0, 200) };
}
