import { type Place, textIn, type Venue } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import type { Reading } from '../reading.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { hours } from './things.ts';

const OPENING =
  /\b(open|opens|opened|opening (hours|times?)|hours|close|closes|closed|closing|shut|shuts|offen|geoffnet|offnet|offnungszeiten|offnen|schliesst|schliessen|geschlossen|(hat|haben|habt) .*\b(auf|zu)|macht .*\b(auf|zu))\b/;

/** The house itself, as guests speak of it. */
const HOUSE =
  /\b(you|you guys|this place|the (museum|gallery|building|house|place|venue|centre|center|mall|library|zoo|aquarium|exhibition|show|fair|whole place)|everything|it all|doors?|ihr|sie|das (museum|haus|gebaude|zentrum)|die (ausstellung|galerie|bibliothek|messe)|hier)\b/;

/** "Until when are you open", "are you open on christmas day": the hours of the house, as its door or its desk has them. */
export function readHouseHours(frame: Frame): Reading | null {
  const { text, targets, context } = frame;
  if (!OPENING.test(text)) return null;
  const nothingElse = frame.asked.every((word) => STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || OPENING.test(word));
  if (!HOUSE.test(text) && !nothingElse && !/^(what are the |die )?(opening (hours|times)|hours|offnungszeiten)\b/.test(text)) return null;
  if (
    targets.category !== null ||
    [...targets.best.values()].some(({ kind, ofName }) => kind !== 'floor' && kind !== 'track' && ofName >= 0.62)
  )
    return null;
  const house = houseOf(context.know.venue);
  if (house === null) return null;
  const aspect = aspectIn(frame);
  return { kind: 'call', calls: [hours(house.id, frame)], aspect: aspect === null || aspect === 'info' ? 'hours' : aspect };
}

/** "Museum" in the hours of a museum, or the name of the venue itself. */
function isHouse(place: string, venue: string): boolean {
  return (
    place.toLowerCase() === venue.toLowerCase() ||
    /^(the |das |die |der |le |la )?(museum|musée|museo|galler(y|ie)|galerie|zoo|aquarium|library|bibliothek|exhibition|ausstellung|building|gebäude|haus|house|park|messe|fair|venue|festival|opening hours|öffnungszeiten|general|allgemein)$/i.test(
      place,
    )
  );
}

/** Hours of a door or a desk are those of the house, whichever tells more of its holidays; else what most places keep. */
function houseOf({ name, places }: Venue): Place | null {
  const timed = places.filter(({ hours: own }) => own !== undefined && own !== '24/7');
  const own = timed.find((place) => isHouse(textIn(place.name, 'en'), name));
  if (own !== undefined) return own;
  const doors = timed.filter(({ kind }) => kind === 'entrance' || kind === 'desk');
  const [told] = doors.sort((a, b) => (b.hours ?? '').length - (a.hours ?? '').length);
  if (told !== undefined) return told;
  const count = (own: string | undefined) => timed.filter((other) => other.hours === own).length;
  return timed.reduce<Place | null>((best, place) => (best === null || count(place.hours) > count(best.hours) ? place : best), null);
}
