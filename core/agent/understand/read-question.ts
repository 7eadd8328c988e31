import { type EntityKind, texts } from '../../tools/knowledge.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { rank } from '../../venue/search/linker.ts';
import type { Reading } from '../reading.ts';
import { askWhich } from './ask-which.ts';
import { isAsking } from './asking-words.ts';
import { asksOnTopic, asksProgramme } from './asks-programme.ts';
import { aspectIn } from './aspect.ts';
import type { Frame } from './frame.ts';
import { speaksOf, thingOf } from './frame.ts';
import { inTitle, sessionTitled } from './in-title.ts';
import { readClash } from './read-clash.ts';
import { readDishWanted } from './read-dishes.ts';
import { readFood } from './read-food.ts';
import { readHouseHours } from './read-house-hours.ts';
import { kindSaid, readPlace } from './read-place.ts';
import { readPlaceFact } from './read-place-fact.ts';
import { readProgramme } from './read-programme.ts';
import { readExhibitor, readService } from './read-services.ts';
import { readToldPrice, saysWhoPays } from './read-told-price.ts';
import { topicOf } from './targets.ts';
import { callForThing, hours, timeInput } from './things.ts';

/** An FAQ entry this alike is the question itself. */
const SAME_QUESTION = 0.8;
const LIKE_QUESTION = 0.5;

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
    (asksOnTopic(frame) ? readProgramme(frame) : null) ??
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

function answerFaq(id: string): Reading {
  return { kind: 'call', calls: [{ name: 'faq', input: { question: id } }], aspect: 'info' };
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

/** Asked the way to something that is not here: the tool says so by name. */
function readUnknownPlace({ heard, asked }: Frame): Reading | null {
  const wanted = asked.filter((word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word));
  if ((!heard('way') && !heard('where')) || wanted.length === 0 || wanted.length > 4) return null;
  return { kind: 'call', calls: [{ name: 'directions', input: { to: wanted.join(' ') } }], aspect: 'way' };
}

/** A name and hardly anything else: say what is known of it. */
function readNamed(frame: Frame): Reading | null {
  const { targets } = frame;
  const order: EntityKind[] = ['place', 'exhibitor', 'session', 'person', 'dish', 'service'];
  const links = order.flatMap((kind) => targets.best.get(kind) ?? []).filter((link) => link.ofName >= 0.7);
  const best = links.sort((a, b) => rank(b) - rank(a))[0];
  if (best === undefined) return null;
  const tied = targets.tied.get(best.kind) ?? [];
  const aspect = aspectIn(frame) ?? 'info';
  if (tied.length > 1) return askWhich(best, tied, frame);
  const thing = thingOf(best, frame);
  return thing === null ? null : callForThing(thing, aspect, frame);
}

/** Neither where nor when nor what is on: more likely a matter for the FAQ than a place of that name. */
function asksForFact({ heard, diets, asked }: Frame): boolean {
  const cues = [
    'where',
    'way',
    'near',
    'exists',
    'hours',
    'openNow',
    'programme',
    'talk',
    'speaker',
    'speak',
    'who',
    'menu',
    'exhibitor',
    'price',
  ] as const;
  return diets.length === 0 && asked.length >= 3 && !cues.some((cue) => heard(cue));
}

/** By the words of the FAQ's questions and answers, when enough of the question is found in one. */
function readFaqTexts({ context, percept }: Frame): Reading | null {
  const { know, now } = context;
  const hit = know.index
    .search(percept.text, { kinds: ['faq'], limit: 3, now })
    .find(
      ({ faq, nameMatch }) =>
        nameMatch >= 0.7 || speaksOf([...faq.questions, faq.answer].flatMap(texts).concat(faq.tags), percept.words, know),
    );
  return hit !== undefined && hit.confidence >= 0.6 && (hit.nameMatch >= 0.45 || (hit.confidence >= 0.8 && hit.nameMatch >= 0.3))
    ? answerFaq(hit.id)
    : null;
}

/** Nothing named: the texts of the FAQ, then those of places. Only where enough of the question is found in them. */
function readTexts(frame: Frame): Reading | null {
  const { context } = frame;
  if (!frame.asked.some((word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word))) return null;
  const told = readFaqTexts(frame);
  if (told !== null) return told;
  const place = context.know.index.search(frame.asked.join(' '), { kinds: ['place', 'service'], limit: 3, now: context.now })[0];
  if (place === undefined || place.confidence < 0.64) return null;
  return callForThing({ kind: place.kind, id: place.id, name: '' }, aspectIn(frame) ?? 'where', frame);
}

function readProgrammeLast(frame: Frame): Reading | null {
  if (frame.heard('near')) return null;
  if (frame.heard('about') || frame.heard('exists') || frame.when !== null) return readProgramme(frame);
  return frame.heard('when') && titled(frame) ? readProgramme(frame) : null;
}

/** "When do we get coffee": the programme has an entry by that name, and does not only mention it. */
function titled({ asked, context }: Frame): boolean {
  return inTitle(topicOf(asked, [], STOP_WORDS), context.know);
}

/** "And what's next?": a time and nothing else. */
function readTimeAlone(frame: Frame): Reading | null {
  const { when, asked, context } = frame;
  if (when === null || context.know.venue.sessions.length === 0 || aspectIn(frame) !== null) return null;
  if (!asked.every((word) => STOP_WORDS.has(word) || PLAIN_WORDS.has(word) || isAsking(word))) return null;
  return { kind: 'call', calls: [{ name: 'whats_on', input: timeInput(frame) }], aspect: 'list' };
}

/** "Is the restaurant doing dinner tonight": when the only one of its kind is open then. */
function readHoursOfKind(frame: Frame): Reading | null {
  const { when, context, diets, avoid, heard } = frame;
  const kind = kindSaid(frame);
  if (kind === null || when?.kind !== 'range' || diets.length + avoid.length > 0 || heard('way') || heard('price')) return null;
  const [only, other] = context.know.venue.places.filter((place) => place.kind === kind);
  return only === undefined || other !== undefined ? null : { kind: 'call', calls: [hours(only.id, frame)], aspect: 'hours' };
}

/** Food that guests brought is a matter of the house's rules, not of its menus. */
function readOwnFood(frame: Frame): Reading | null {
  if (
    !/\b(our|my|own|brought|bring|packed|eigene[snmr]?|mitgebracht\w*|unsere?) (our |my |own |the |some )?(food|lunch|lunches|sandwich(es)?|snacks?|drinks?|picnic|essen|brote?|getranke?)\b/.test(
      frame.text,
    )
  )
    return null;
  const [hit] = frame.context.know.index.search('own food picnic', { kinds: ['faq'], limit: 1 });
  return hit !== undefined && hit.confidence >= 0.6 ? answerFaq(hit.id) : null;
}

/** Nothing else made sense of it: what the venue's texts have most of it, as a search box would find it. */
function readAnything(frame: Frame): Reading | null {
  const { asked, context } = frame;
  const topic = topicOf(asked, [], STOP_WORDS);
  if (topic === '') return null;
  const one = inTitle(topic, context.know) && frame.when === null ? sessionTitled(topic, context.know) : null;
  if (one !== null) return callForThing({ kind: 'session', id: one, name: '' }, aspectIn(frame) ?? 'info', frame);
  if (inTitle(topic, context.know))
    return {
      kind: 'call',
      calls: [{ name: 'whats_on', input: { topic, ...timeInput(frame) } }],
      aspect: frame.heard('who') ? 'who' : 'list',
    };
  const [hit] = context.know.index.search(topic, {
    kinds: ['speaker', 'exhibitor', 'place', 'service'],
    limit: 1,
    now: context.now,
  });
  if (hit === undefined || hit.confidence < FOUND) return null;
  if (hit.nameMatch < 0.3) return null;
  const kind = hit.kind === 'speaker' ? 'person' : hit.kind;
  return callForThing({ kind, id: hit.id, name: '' }, aspectIn(frame) ?? 'info', frame);
}

/** How much of what was asked a text has to account for, to be offered as an answer. */
const FOUND = 0.66;

function readWeak(frame: Frame): Reading | null {
  const link = [...frame.targets.best.values()].sort((a, b) => rank(b) - rank(a))[0];
  const thing = link === undefined || link.ofName < 0.6 ? null : thingOf(link, frame);
  return thing === null ? null : callForThing(thing, aspectIn(frame) ?? 'info', frame);
}
