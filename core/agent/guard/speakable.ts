import { texts } from '../../tools/knowledge.ts';
import type { Venue } from '../../venue/model.ts';

const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\w+/gi;
/** A dot before a top-level domain makes an address, unless it is what somebody is called: "Booking.com". */
const DOMAIN =
  /\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|io|eu|de|at|ch|uk|fr|es|it|nl|app|dev|example|test|biz|xyz|ly|me|ai)\b(?:\/\S*)?/gi;

/**
 * What of a venue's text is spoken: no link, for nobody can follow what they hear, and whoever wrote the text may mean no good. A
 * sentence with one is left out; where nothing else is left, the link alone is.
 */
export function speakable(text: string, venue: Venue): string {
  const links = linksIn(text, venue);
  if (links.length === 0) return text;
  const kept = text.split(/(?<=[.!?…])\s+(?=\p{Lu})/u).filter((sentence) => !links.some((link) => sentence.includes(link)));
  if (kept.length > 0) return kept.join(' ');
  return links.reduce((rest, link) => rest.replaceAll(link, '…'), text);
}

function linksIn(text: string, venue: Venue): string[] {
  const domains = text.match(DOMAIN) ?? [];
  const names = domains.length === 0 ? '' : namesOf(venue);
  return [...(text.match(ADDRESS) ?? []), ...domains.filter((domain) => !names.includes(domain.toLowerCase()))];
}

function namesOf({ sessions, exhibitors, places, speakers, name, eventName = '' }: Venue): string {
  const named = [...sessions.flatMap((one) => texts(one.title)), ...places.flatMap((one) => texts(one.name))];
  return [name, eventName, ...named, ...[...exhibitors, ...speakers].map((one) => one.name)].join('\n').toLowerCase();
}
