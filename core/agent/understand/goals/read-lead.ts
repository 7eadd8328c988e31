import type { Slots } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { numbersIn } from './read-party.ts';
import type { SaidGoal } from './said-goal.ts';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const PHONE = /(?:\+|00|\b0)\d[\d ()/-]{6,18}\d/;
const SIZE_UNIT =
  /^ (?:of us|people|persons?|guests?|visitors?|delegates|attendees|participants|employees|seats?|stands?|booths?|rooms?|square met\w+|sqm|m2|personen|leute|gaste|mitarbeiter\w*|teilnehmer\w*|quadratmeter|zimmer|plaetze|platze|personnes?|invites?|participants?|metres? carres?|personas?|invitados?|asistentes?|metros? cuadrados?|persone|ospiti|invitati|partecipanti|metri quadr\w+)\b/;
const MONEY = /^ ?(?:k\b|euros?|eur|pounds?|dollars?|francs?|franken|thousand|tausend|mille|mil|mila|€|\$|£)/;
const BUDGET_BEFORE =
  /\b(?:budget(?: is| of| ist| von| est| es| e)?|spend|up to|around|tops|maximum|ausgeben|depenser|gastar|spendere)(?: (?:about|around|is|of|etwa|ungefahr|environ|unos|circa|be))* $/;
const WHEN =
  /\b(?:(?:in|for|next|this|end of|early|late|nachste[nrs]?|im|en|le|el|proximo|prossimo|a|l) )*(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre|spring|summer|autumn|fall|winter|fruhling|sommer|herbst|christmas|weihnachten|printemps|ete|automne|hiver|primavera|verano|otono|invierno|estate|autunno|inverno)\b(?: (?:next year|this year|20\d\d|nachstes jahr|l an prochain|del ano que viene|dell anno prossimo))?|\b(?:next|this|coming) (?:year|month|week|quarter|weekend)\b|\bnachste\w* (?:jahr|monat|woche)\b|\bl an prochain\b|\bel (?:ano|mes) que viene\b|\bl anno prossimo\b|\b20\d\d\b/;
const NAME =
  /\b(?:my name is|i am|this is|name is|it is|mein name ist|ich bin|ich heisse|je m appelle|je suis|me llamo|soy|mi chiamo|sono)\s+/i;

/** What a guest who may buy says of it: how many, what it may cost, when, who they are. */
export function readLeadSlots(slots: Slots, asked: string | null, said: SaidGoal, { input }: Frame): Slots {
  const email = EMAIL.exec(input.text)?.[0];
  const phone = email === undefined ? PHONE.exec(input.text)?.[0] : undefined;
  const { size, budget } = amounts(asked, said, slots.size !== undefined && said.isChange && TAKEN_BACK.test(said.whole));
  const timeframe = WHEN.exec(said.whole)?.[0];
  return {
    ...(size === undefined ? {} : { size }),
    ...(budget === undefined ? {} : { budget }),
    ...(timeframe === undefined || (asked !== null && asked !== 'timeframe' && slots.timeframe !== undefined) ? {} : { timeframe }),
    ...(email === undefined && phone === undefined ? {} : { contact: (email ?? phone ?? '').trim() }),
    ...nameOf(asked, email ?? phone, input.text),
  };
}

/** The number before was wrong. */
const TAKEN_BACK = /\b(sorry|no|not|meant|nein|nicht|meinte|non|pas|pardon|perdon|quise|scus\w*|volevo)\b/;

/** Numbers of people and of money: "a company of 120 people", "budget is 40k". */
function amounts(asked: string | null, said: SaidGoal, corrects: boolean): { readonly size?: string; readonly budget?: string } {
  const of: { size?: string; budget?: string } = {};
  for (const { value, before, after } of numbersIn(said.text.replaceAll(/(\d+)k\b/g, '$1 k'), said.words)) {
    const money = MONEY.test(after) || BUDGET_BEFORE.test(before) || (asked === 'budget' && value >= 100 && !corrects);
    if (money) of.budget ??= /^ ?k\b/.test(after) ? `${value}000` : String(value);
    else if (SIZE_UNIT.test(after)) of.size = `${value}${SIZE_UNIT.exec(after)?.[0] ?? ''}`;
    else if (corrects || asked === 'size' || (said.isChange && said.length <= 8 && value < 2000 && asked !== 'timeframe'))
      of.size = String(value);
    else if (/\b(of|for|about|around|fur|mit|pour|para|per) (?:about |around |etwa )?$/.test(before) && value >= 10 && value < 2000)
      of.size ??= String(value);
  }
  return of;
}

/** Only where the kiosk asked for it, or the guest says that it is their name. */
function nameOf(asked: string | null, contact: string | undefined, text: string): Slots {
  const plain = (contact === undefined ? text : text.replace(contact, '')).trim();
  const said = /\b(?:my name is|mein name ist|je m'appelle|me llamo|mi chiamo)\s+([\p{L}'-]+(?: [\p{L}'-]+)?)/iu.exec(plain)?.[1];
  if (said !== undefined) return { contactName: said };
  if (asked !== 'contactName') return {};
  const bare = plain
    .replace(NAME, '')
    .replace(/[.,!?]+$/, '')
    .trim();
  return /^[\p{L}'. -]{2,60}$/u.test(bare) && bare.split(' ').length <= 4 ? { contactName: bare } : {};
}
