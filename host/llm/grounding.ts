import type { PlanRequest } from '../../core/agent/planner.ts';
import { type Knowledge, texts } from '../../core/tools/knowledge.ts';
import { foldedWords } from '../../core/venue/search/fold.ts';

export interface Grounding {
  /** False for a sentence that states a number or a name of the venue that no tool gave, or reads out a link. */
  allows(sentence: string): boolean;
}

/**
 * Holds a model to its tools: every number in a sentence (a time, a price, a room) must stand in what
 * the tools gave, in the guest's own words or in the present time; and so must every name the venue has
 * (people, places, sessions, exhibitors, dishes), so that no true name gets into a wrong sentence.
 */
export function createGrounding({ rounds, input, context, dialogue, reading }: PlanRequest): Grounding {
  const given = JSON.stringify([rounds.flat().map(({ data, cards }) => ({ data, cards })), input.text, context.now, dialogue.said]);
  const numbers = new Set((given.match(/\d+/g) ?? []).map((digits) => Number(digits)));
  for (const metres of (given.match(/\d+(\.\d+)?/g) ?? []).map(Number))
    numbers
      .add(Math.round(metres))
      .add(Math.round(metres / 5) * 5)
      .add(Math.round(metres / 10) * 10);
  const known = ` ${foldedWords(given).join(' ')} `;
  const names = namesOf(context.know);
  // Where data is called for and none was fetched, nothing the model says can rest on any.
  const needsData = reading.kind === 'call' && rounds.length === 0;
  return {
    allows(sentence) {
      if (needsData || /https?:\/\/|www\./i.test(sentence)) return false;
      const said = ` ${foldedWords(sentence).join(' ')} `;
      if (names.some((name) => said.includes(name) && !known.includes(name))) return false;
      return (sentence.match(/\d+/g) ?? []).every((digits) => numbers.has(Number(digits)));
    },
  };
}

const read = new WeakMap<Knowledge, readonly string[]>();

/** Names of two words and more; a single one ("Bayview", "Lunch") may be a word of its own. */
function namesOf(know: Knowledge): readonly string[] {
  const made =
    read.get(know) ??
    [...namesIn(know)]
      .map((name) => foldedWords(name).join(' '))
      .filter((name) => name.includes(' '))
      .map((name) => ` ${name} `);
  read.set(know, made);
  return made;
}

function namesIn({ venue, dishes }: Knowledge): Set<string> {
  return new Set([
    ...venue.places.flatMap((place) => texts(place.name)),
    ...venue.sessions.flatMap((session) => texts(session.title)),
    ...venue.speakers.map((person) => person.name),
    ...venue.exhibitors.map((exhibitor) => exhibitor.name),
    ...[...dishes.values()].flatMap((dish) => texts(dish.item.name)),
  ]);
}
