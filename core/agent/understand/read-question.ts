import { texts } from '../../tools/knowledge.ts';
import { foldedWords } from '../../venue/search/fold.ts';
import { rank } from '../../venue/search/linker.ts';
import type { Reading } from '../reading.ts';
import { asksOnTopic, asksProgramme } from './asks-programme.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { thingOf } from './frame.ts';
import { readClash } from './read-clash.ts';
import { readDishWanted } from './read-dishes.ts';
import { readFood } from './read-food.ts';
import { readHouseHours } from './read-house-hours.ts';
import { readAnything, readNamed, readProgrammeLast, readTimeAlone, readUnknownPlace, readWeak } from './read-last.ts';
import { kindSaid, readPlace } from './read-place.ts';
import { readPlaceFact } from './read-place-fact.ts';
import { readProgramme } from './read-programme.ts';
import { readExhibitor, readService } from './read-services.ts';
import { answerFaq, asksForFact, readFaqTexts, readOwnFood, readTexts } from './read-texts.ts';
import { readAdmission, readToldPrice, saysWhoPays } from './read-told-price.ts';
import { sessionWishes } from './session-wishes.ts';
import { callForThing, hours } from './things.ts';

/** An FAQ entry this alike is the question itself. */
const SAME_QUESTION = 0.8;
const LIKE_QUESTION = 0.5;

/** Of a guest who has come too early; not the way there. */
const INTO_THE_ROOM =
  /^(?!.*\b(how (do|can|to)|where|the way)\b).*\b(into|in to|access) (the|my|our) room\b|\bschon (ins|in das|aufs|auf das|in mein|in unser) zimmer\b/;

function takesGuests({ context: { know } }: Frame): boolean {
  const checksIn = (text: string) => /\bcheck ?in|einchecken\b/.test(foldedWords(text).join(' '));
  return know.venue.services.some(({ name, aliases }) => [...texts(name), ...aliases].some(checksIn));
}

/** A question that stands on its own. */
export function readQuestion(frame: Frame): Reading {
  const { heard, targets, faq } = frame;
  if (heard('staff'))
    return {
      kind: 'call',
      calls: [
        {
          name: 'call_staff',
          input: { reason: /complain|beschwer/.test(frame.text) ? 'complaint' : 'help', detail: frame.input.text.slice(0, 500) },
        },
      ],
      aspect: 'info',
    };
  const request = faq !== null && faq.score >= 0.97 ? null : readService(frame, 'request');
  if (request !== null) return request;
  if (INTO_THE_ROOM.test(frame.text) && takesGuests(frame))
    return { kind: 'call', calls: [{ name: 'check_in_info', input: {} }], aspect: 'info' };
  const state = heard('openNow') ? readPlace(frame) : null;
  if (state !== null && state.kind === 'call' && state.calls.every((call) => call.name === 'opening_hours')) return state;
  const house = readHouseHours(frame);
  if (house !== null && (faq === null || faq.score < 0.66)) return house;
  const fact = readPlaceFact(frame);
  if (fact !== null && (faq === null || faq.score < 0.66)) return fact;
  const clash = readClash(frame);
  if (clash !== null) return clash;
  const bare = readBareName(frame);
  if (bare !== null) return bare;
  // Where something is wants the map, not a sentence about it.
  const plainly = (heard('where') || heard('way')) && !heard('price') && frame.diets.length + frame.avoid.length === 0;
  const place = plainly ? (readDishWanted(frame) ?? readPlace(frame)) : null;
  if (place !== null && place.kind === 'call' && (strongPlace(frame) || place.calls[0]?.name === 'menu')) return place;
  if (faq !== null && faq.score >= SAME_QUESTION) return answerFaq(faq.id);
  const told = asksForFact(frame) ? readFaqTexts(frame) : null;
  if (told !== null) return told;
  return (
    (asksOnTopic(frame) || suitedThen(frame) ? readProgramme(frame) : null) ??
    readAdmission(frame) ??
    (saysWhoPays(frame) ? readToldPrice(frame) : null) ??
    readOwnFood(frame) ??
    readHoursOfKind(frame) ??
    readFood(frame) ??
    (heard('talk') || heard('programme') ? null : readToldPrice(frame)) ??
    (asksProgramme(frame) ? readProgramme(frame) : null) ??
    readExhibitor(frame) ??
    (faq !== null && faq.score >= 0.66 && !strongName(frame) ? answerFaq(faq.id) : null) ??
    readToldPrice(frame) ??
    readPlace(frame) ??
    readService(frame, 'info') ??
    readNamed(frame) ??
    (faq !== null && faq.score >= LIKE_QUESTION ? answerFaq(faq.id) : null) ??
    readTexts(frame) ??
    readProgrammeLast(frame) ??
    readTimeAlone(frame) ??
    readUnknownPlace(frame) ??
    (targets.best.size > 0 ? readWeak(frame) : null) ??
    readAnything(frame) ?? { kind: 'nothing' }
  );
}

/** "Is there anything for the kids after lunch": what is on for them then. */
function suitedThen({ when, heard, text, context, targets, percept }: Frame): boolean {
  if (when?.kind !== 'range' || (heard('eat') && percept.timing.byMeal !== true) || heard('menu')) return false;
  if ((targets.best.get('place')?.ofName ?? 0) >= 0.9) return false;
  return (
    sessionWishes(text, context.know).input.suitedTo !== undefined &&
    (heard('exists') || heard('programme') || /\b(any|some)thing\b|\betwas\b/.test(text))
  );
}

function strongName({ targets }: Frame): boolean {
  return (['place', 'session', 'person', 'exhibitor'] as const).some((kind) => {
    const link = targets.best.get(kind);
    return link !== undefined && link.ofName >= 0.9 && link.matched > 1;
  });
}

/** The place is named so that nothing else can be meant. */
function strongPlace({ targets }: Frame): boolean {
  const named = targets.best.get('place');
  const others = (['session', 'person', 'exhibitor'] as const).flatMap((kind) => targets.best.get(kind) ?? []);
  if (targets.category !== null && targets.category.ofName >= 0.95) return !others.some((link) => link.matched > 1 && link.ofName >= 0.75);
  return named !== undefined && named.ofName >= 0.9 && !others.some((link) => link.strength > named.strength);
}

/** "gym", "springwell spa please": the thing itself, with its card. Its sort alone ("toilet") means the nearest. */
function readBareName(frame: Frame): Reading | null {
  const { asked, targets, when, diets, avoid } = frame;
  if (when !== null || diets.length + avoid.length > 0 || aspectIn(frame) !== null) return null;
  const kinds = ['place', 'exhibitor', 'person', 'session'] as const;
  const link = kinds.flatMap((kind) => targets.best.get(kind) ?? []).sort((a, b) => rank(b) - rank(a))[0];
  if (link === undefined || link.ofName < 0.7 || (targets.tied.get(link.kind) ?? []).length > 1) return null;
  const besides = asked.filter(
    (word, index) => (index < link.from || index >= link.to) && !/^(the|a|an|please|to|der|die|das|bitte|zum|zur)$/.test(word),
  );
  const thing = besides.length > 0 ? null : thingOf(link, frame);
  return thing === null ? null : callForThing(thing, thing.kind === 'person' ? 'who' : 'info', frame);
}

/** "Is the restaurant doing dinner tonight": when the only one of its kind is open then. */
function readHoursOfKind(frame: Frame): Reading | null {
  const { when, context, diets, avoid, heard } = frame;
  const kind = kindSaid(frame);
  if (kind === null || when?.kind !== 'range' || diets.length + avoid.length > 0 || heard('way') || heard('price')) return null;
  const [only, other] = context.know.venue.places.filter((place) => place.kind === kind);
  return only === undefined || other !== undefined ? null : { kind: 'call', calls: [hours(only.id, frame)], aspect: 'hours' };
}
