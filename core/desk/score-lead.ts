import { fold } from '../venue/search/fold.ts';
import type { LeadFacts } from './desk-ports.ts';

/** From here on a person is called at once. */
export const HOT_FROM = 70;

/** Points for each part of a lead; together 100. */
export const LEAD_POINTS = { need: 20, size: 15, budget: 20, timeframe: 25, contact: 20 } as const;

const SOON =
  /\b(now|today|tonight|tomorrow|urgent|asap|immediately|this week|next week|(this|next) month|soon)\b|\b(jetzt|heute|morgen|sofort|dringend|(diese|nachste|naechste)[nr]? (woche|monat))\b|\b(maintenant|aujourd'hui|demain|urgent|(cette|la) semaine( prochaine)?|(ce|le) mois( prochain)?)\b|\b(ahora|hoy|manana|urgente|(esta|proxima) semana|(este|proximo) mes)\b|\b(adesso|oggi|domani|(questa|prossima) settimana|(questo|prossimo) mese)\b/;
const LATER =
  /\b(next year|someday|no rush|not sure|just looking|maybe|eventually|nachstes jahr|naechstes jahr|irgendwann|vielleicht|l'annee prochaine|un jour|ano que viene|algun dia|anno prossimo|un giorno)\b/;
const NO_MONEY =
  /\b(no budget|none|nothing|not sure|unknown|kein budget|keins|weiss nicht|aucun|sans budget|ninguno|sin presupuesto|nessuno)\b/;

/**
 * How promising a lead is, 0..100, by a rule that a person can check (docs/requests.md): each part said gives its points, in part
 * where it is vague. No model, nothing learned, nothing of who the guest is.
 */
export function scoreLead(facts: LeadFacts): number {
  const { need, size, budget, timeframe, contact, consent } = facts;
  const points =
    LEAD_POINTS.need * (words(need) === 0 ? 0 : words(need) >= 3 ? 1 : 0.5) +
    LEAD_POINTS.size * (size === '' ? 0 : /\d/.test(size) ? 1 : 0.5) +
    LEAD_POINTS.budget * (budget === '' || NO_MONEY.test(fold(budget)) ? 0 : /\d/.test(budget) ? 1 : 0.5) +
    LEAD_POINTS.timeframe * urgency(timeframe) +
    LEAD_POINTS.contact * (consent && contact !== '' ? 1 : 0);
  return Math.round(points);
}

/** Soon counts whole, a date or anything else said most, "some day" little. */
function urgency(timeframe: string): number {
  if (timeframe === '') return 0;
  const said = fold(timeframe);
  if (LATER.test(said)) return 0.2;
  return SOON.test(said) ? 1 : 0.7;
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
