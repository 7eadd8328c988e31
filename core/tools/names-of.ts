import type { Venue } from '../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../venue/search/everyday-words.ts';

/** Where speakers come from; one that exhibits is found as an exhibitor. */
export function organisationsOf({ speakers, exhibitors }: Venue): string[] {
  const exhibiting = new Set(exhibitors.map(({ name }) => name.toLowerCase()));
  const names = new Set(speakers.flatMap(({ organisation }) => organisation?.trim() || []));
  return [...names].filter((name) => !exhibiting.has(name.toLowerCase()));
}

/** "Bitrock S.r.l." is asked for without its legal form. */
export function withoutForm(name: string): string[] {
  const short = name.replace(/[,\s]+(gmbh|ag|se|ug|inc|ltd|llc|plc|s\.?r\.?l|s\.?p\.?a|s\.?a|b\.?v|co|kg)\.?$/i, '').replace(/^the /i, '');
  return short === name ? [name] : [name, short];
}

/** "K.1.105 (La Fontaine)" is asked for by either half. */
export function shortForms(name: string): string[] {
  const match = /^(.+?)\s*\(([^)]{3,})\)\s*$/.exec(name);
  return match?.[1] === undefined || match[2] === undefined ? [name] : [name, match[1], match[2]];
}

/** "Rib-eye steak, 300 g" is asked for without the grams. */
export function withoutQuantity(name: string): string[] {
  const short = name.split(/, (?=\d)/)[0] ?? name;
  return short === name ? [name] : [name, short];
}

/** "r3s - Monheim/Rhein" is asked for as "r3s", "APIs: GraphQL, OpenAPI" as "GraphQL"; a part that is a number or short is no name. */
export function partsOf(name: string): string[] {
  const parts = name.split(/ [-–—|/] |: |, |\//).map((part) => part.replace(/^(and|und|&) /, '').trim());
  return [
    name,
    ...parts.filter((part) => part.length >= 3 && part !== name && !/^\d+$/.test(part) && !PLAIN_WORDS.has(part.toLowerCase())),
  ];
}

/** "Sauna and steam room" is asked for as "sauna". */
export function halves(name: string): string[] {
  const half = /^(.{4,}?) (?:and|und|&) (.{4,})$/.exec(name);
  return half?.[1] === undefined || half[2] === undefined ? [name] : [name, half[1], half[2]];
}

/** "Workshop: Saying no kindly" is asked for without its sort. */
export function afterColon(title: string): string[] {
  const rest = /^[^:]{3,30}: (.{8,})$/.exec(title)?.[1];
  return rest === undefined ? [title] : [title, rest];
}

/** "Dr. Ada King" is asked for whole, by surname and by first name. */
export function namesOfPerson(name: string): string[] {
  const parts = name.replace(/^((prof|dr|mr|mrs|ms)\.?\s+)+/i, '').split(/\s+/);
  const last = parts.at(-1);
  const first = parts[0];
  if (parts.length < 2 || last === undefined || first === undefined) return [name];
  const alone = [last, first].filter(
    (part) => part.length > 2 && !PLAIN_WORDS.has(part.toLowerCase()) && !STOP_WORDS.has(part.toLowerCase()),
  );
  // A middle name or a nickname is seldom said.
  const short = parts.length > 2 ? [`${first} ${last}`] : [];
  return [parts.join(' '), ...short, ...alone];
}
