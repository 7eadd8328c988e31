import type { Dialogue } from '../../dialogue.ts';
import type { Goal, GoalKind, Slots } from '../../goals/goal.ts';
import type { Frame } from '../frame.ts';
import { inOwnWords } from '../languages/through-english.ts';
import { lostThing } from '../self-statements.ts';
import { readLeadSlots } from './read-lead.ts';
import { type MomentOptions, readMoment, type SaidMoment } from './read-moment.ts';
import { bareNumber, numbersIn, readParty } from './read-party.ts';
import { shiftedTime } from './read-shift.ts';
import { readTarget } from './read-target.ts';
import type { SaidGoal } from './said-goal.ts';

/** The goal as it is so far; null where it is only beginning. */
type SoFar = Pick<Goal, 'kind' | 'slots'>;

/** What an utterance says of a goal: only what is said. `asked`: the slot the kiosk has just asked for. */
export function readSlots(goal: SoFar, asked: string | null, said: SaidGoal, frame: Frame): Slots {
  switch (goal.kind) {
    case 'book-table':
    case 'book-seat':
    case 'book-tour':
    case 'change-booking':
      return bookingSlots(goal, asked, said, frame);
    case 'lead':
      return readLeadSlots(goal.slots, asked, said, frame);
    case 'lost-item':
    case 'found-item':
      return itemSlots(goal.kind, asked, said, frame);
    default:
      return {};
  }
}

/** What the kiosk is waiting for in this goal. */
export function askedSlot({ pending }: Readonly<Dialogue>, goal: Goal): string | null {
  return pending?.kind === 'goal-slot' && pending.goalId === goal.id ? pending.slot : null;
}

function bookingSlots({ kind, slots }: SoFar, asked: string | null, said: SaidGoal, frame: Frame): Slots {
  const target = kind === 'change-booking' ? null : readTarget(frame, kind, !MAKES_IT.test(said.whole));
  const party = readParty(said.text, said.words);
  const [last] = frame.dialogue.goals;
  const shifted = shiftedTime(said.whole, slots.time ?? last?.slots.time);
  const moment = shifted === null ? momentIn(kind, slots, asked, said, frame) : { time: shifted };
  const bare =
    party === null && moment.time === undefined && said.length <= (kind === 'change-booking' ? 9 : 6)
      ? bareNumber(said.text, said.words)
      : null;
  // "Could we do eight, and for four people": of two numbers, the other is the time.
  const two = party !== null && moment.time === undefined && said.isChange && numbersIn(said.text, said.words).length === 2;
  return {
    ...(target !== null ? { target: target.id } : asked === 'target' && ANYWHERE.test(said.whole) ? { target: '' } : {}),
    ...moment,
    ...(party === null ? {} : { party }),
    ...(two ? momentIn(kind, slots, asked, said, frame, true) : {}),
    ...(bare === null ? {} : ofBare(bare, asked, kind, kind === 'change-booking' ? { ...last?.slots, ...slots } : slots, said, frame)),
    ...(frame.diets.length === 0 || kind !== 'book-table' ? {} : { diets: frame.diets }),
  };
}

const MAKES_IT = /\b(?:make|have|do) (?:it|that)\b/;

/** Where does not matter. */
export const ANYWHERE =
  /\b(any|anywhere|either|no preference|do not mind|dont mind|don t mind|whichever|wherever|you choose|surprise me|does not matter|egal|irgendwo|beides|n importe|peu importe|ou vous voulez|cualquiera|da igual|donde sea|ovunque|qualsiasi|indifferente|va bene tutto|dove vuole|come vuole|dove preferisce|whatever|you (?:decide|pick)|wo sie wollen|wo platz ist|ou il y a de la place|donde haya|dove c e posto)\b/;

function momentIn(
  kind: GoalKind,
  slots: Slots,
  asked: string | null,
  said: SaidGoal,
  frame: Frame,
  isTime = asked === 'time' || asked === 'when',
): SaidMoment {
  const { percept, context } = frame;
  const days = context.know.index.programme.dates;
  const isTable = kind === 'book-table' || (kind === 'change-booking' && slots.kind !== 'seat' && slots.kind !== 'tour');
  const options: MomentOptions = { asked: isTime, evening: isTable, morning: said.words.morning.test(said.whole) };
  // The clock is read off the words in English, the day off all but what was taken back.
  const words = percept.readThroughEnglish ? percept.words : said.text.split(' ');
  return readMoment(words, { now: context.now, days, namePairs: context.know.namePairs, holidays: context.know.holidayNames }, options);
}

/** A number alone is what was asked for; unasked, what it is nearer to: "rather nine" of a table for two at eight. */
function ofBare(value: number, asked: string | null, kind: GoalKind, slots: Slots, said: SaidGoal, frame: Frame): Slots {
  if (asked === 'party') return { party: value };
  const asTime = () => {
    const { time } = momentIn(kind, slots, asked, said, frame, true);
    return time === undefined ? {} : { time };
  };
  if (asked === 'time' || asked === 'when') return asTime();
  if (!said.isChange && said.length > 4) return {};
  const { time, party } = slots;
  if (typeof time !== 'string' || value > 12) return { party: value };
  const fromTime = Math.abs((Number(time.slice(0, 2)) % 12) - (value % 12));
  return typeof party === 'number' && Math.abs(party - value) <= fromTime ? { party: value } : asTime();
}

const WHERE =
  /\b(?:(?:somewhere |maybe |probably |i think )?(?:in|at|near|by|on|beside|next to|under|outside|behind) (?:the |a |my |one of the )?(?!(?:case|it|least|all|red|blue|black|white|green|brown|grey|my way)\b)[\p{L}\p{N} ]{3,40}|(?:im|in|am|an|auf|bei|beim|neben|unter|vor) (?:der |dem |den |einem |einer )?[\p{L}\p{N} ]{3,40}|(?:dans|au|a la|sur|pres d\w|devant) [\p{L}\p{N} ]{3,40}|(?:en|cerca de|junto a) (?:el |la )?[\p{L}\p{N} ]{3,40}|(?:nel|nella|al|alla|vicino a\w*|sul|sulla) [\p{L}\p{N} ]{3,40})/u;
const WHEN =
  /\b(yesterday|last night|last evening|this morning|today|this afternoon|tonight|an hour ago|\w+ (?:hours|minutes|days) ago|gestern( abend)?|heute( morgen| fruh)?|vorhin|hier( soir)?|aujourd hui|ce matin|ayer|anoche|hoy|esta manana|ieri( sera)?|oggi|stamattina)\b/;

function itemSlots(kind: 'lost-item' | 'found-item', asked: string | null, said: SaidGoal, frame: Frame): Slots {
  const { text } = said;
  const read = kind === 'lost-item' ? lostWhat(said, frame) : foundWhat(said.whole);
  const what = read === null ? null : (inOwnWords(frame.percept.language, read, frame.input.text) ?? read);
  const when = WHEN.exec(said.whole)?.[0];
  const where = WHERE.exec(text)?.[0]
    ?.replace(WHEN, '')
    .replace(/\b(i think|and|but|it|is|was|who|wem|und|y|et|e|verloren|vergessen|gefunden|liegen|gelassen)\b.*$/u, '')
    .trim();
  return {
    ...(asked === null && what !== null ? { what } : {}),
    ...(where === undefined || where === '' ? {} : { where }),
    ...(when === undefined ? {} : { when }),
    ...(asked === null && what !== null ? { details: frame.input.text.slice(0, 400) } : {}),
  };
}

const LOST =
  /\b(?:perdu|oublie|perdido|olvidado|perso|dimenticato|egare|dejado|lasciato) (?:mon|ma|mes|notre|mi|mis|il mio|la mia|i miei|le mie|un|una|une|el|la|le|les) ([\p{L}\p{N}]+)|\b(?:mein\w*|unser\w*) ([\p{L}]+)\b.*\b(?:verloren|vergessen|liegen ?lassen|liegengelassen|verlegt)\b/u;

/** What was lost, in the guest's own language; null where it is not said. */
export function lostWhat(said: SaidGoal, frame: Frame): string | null {
  const own = LOST.exec(said.whole);
  return own?.[1] ?? own?.[2] ?? lostThing(frame.percept.text)?.replace(/ (?:behind|somewhere)$/, '') ?? null;
}

const FOUND =
  /\b(?:found|handing in|hand in|picked up|gefunden habe ich|trouve|retrouve|encontrado|trovato) (?:a|an|this|some|these|someones?|somebodys?|un|une|cette|ce|una|este|esta|questo|questa|ein|eine|einen) ((?:[\p{L}\p{N}]+ ){0,2}?[\p{L}\p{N}]+)(?= (?:by|in|at|on|near|lying|under|over|just|here|who|and|dans|sur|en|cerca|nel|nella|sul|sulla|pres|da|im|beim|bei)\b|$)/u;
const GEFUNDEN = /\bhabe (?:\w+ )?(?:ein|eine|einen|diese\w*) ((?:[\p{L}\p{N}]+ ){0,2}?[\p{L}\p{N}]+) (?:\w+ ){0,4}?gefunden\b/u;

function foundWhat(text: string): string | null {
  return FOUND.exec(text)?.[1] ?? GEFUNDEN.exec(text)?.[1] ?? null;
}
