import { type Floor, textIn } from '../../model.ts';
import { slugOf } from './plain-text.ts';

const GROUND =
  /^(?:eg|erdgeschoss|ground(?: floor)?|ground level|g|gf|rdc|rez-de-chauss[ée]e|planta baja|pb|piano terra|pt|parterre|lobby level)$/;
const BELOW = /\b(?:ug|untergeschoss|basement|lower ground|lower level|keller|sous-sol|s[óo]tano|interrato|souterrain)\b/;
const ORDINALS: readonly RegExp[] = [
  /\b(?:first|erste[rs]?|premier|primer[oa]?|primo)\b/,
  /\b(?:second|zweite[rs]?|deuxième|segund[oa]|secondo)\b/,
  /\b(?:third|dritte[rs]?|troisième|tercer[oa]?|terzo)\b/,
  /\b(?:fourth|vierte[rs]?|quatrième|cuart[oa]|quarto)\b/,
  /\b(?:fifth|fünfte[rs]?|cinquième|quint[oa])\b/,
];
const SIDE_M = 10;

/** The level that the name of a floor says: "EG" is 0, "2. OG" and "Level 2" are 2, "Basement" is -1; null when it says none. */
export function readLevel(name: string): number | null {
  const plain = name.trim().toLowerCase();
  if (GROUND.test(plain)) return 0;
  const number = /-?\d{1,2}/.exec(plain)?.[0];
  if (BELOW.test(plain)) return -Math.abs(Number(number ?? 1));
  if (number !== undefined) return Number(number);
  if (plain === 'og' || /^(?:obergeschoss|upstairs|upper floor)$/.test(plain)) return 1;
  const ordinal = ORDINALS.findIndex((word) => word.test(plain));
  return ordinal < 0 ? null : ordinal + 1;
}

/** True for a text that says a floor and no room: "Level 1", "2. OG", "Ground floor". */
export function isFloorName(text: string): boolean {
  return (
    readLevel(text) !== null &&
    /^(?:eg|ug|og|rdc|gf|(?:level|floor|ebene|etage|niveau|stock|planta|piano)\s*-?\w{1,2}|-?\w{1,9}\.?\s*(?:og|ug|floor|stock|etage|étage|obergeschoss|untergeschoss|planta|piano|level)|erdgeschoss|ground(?: floor)?|basement|upstairs|obergeschoss|untergeschoss)$/i.test(
      text.trim(),
    )
  );
}

/** Id of the floor that is called so or is on that level; undefined when there is none. */
export function findFloor(name: string, floors: readonly Floor[]): string | undefined {
  const slug = slugOf(name);
  const level = readLevel(name);
  const called = (floor: Floor) =>
    floor.id === slug || Object.values(typeof floor.name === 'string' ? [floor.name] : floor.name).some((text) => slugOf(text) === slug);
  return (floors.find(called) ?? (level === null ? undefined : floors.find((floor) => floor.level === level)))?.id;
}

/** A floor that only a table names: it has no plan. */
export function floorNamed(name: string, floors: readonly Floor[]): Floor {
  const taken = new Set(floors.map(({ id }) => id));
  let id = slugOf(name);
  for (let n = 2; taken.has(id); n += 1) id = `${slugOf(name)}-${n}`;
  const highest = Math.max(0, ...floors.map(({ level }) => level));
  return { id, name: textIn(name, 'en'), level: readLevel(name) ?? highest + 1, widthM: SIDE_M, heightM: SIDE_M, outline: [], decor: [] };
}
