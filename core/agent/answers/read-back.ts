import { findBookable, nameOf } from '../../tools/booking/find-bookable.ts';
import { openRequest } from '../../tools/cancel-request.ts';
import { findService } from '../../tools/hotel-service.ts';
import { texts } from '../../tools/knowledge.ts';
import { dateOf } from '../../tools/local-time.ts';
import { TOOLS, type ToolCall, type ToolOutcome } from '../../tools/registry.ts';
import type { Tool, ToolContext } from '../../tools/tool.ts';
import { type Service, textIn } from '../../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../../venue/search/fold.ts';
import type { Thing } from '../dialogue.ts';
import type { Finish, Refused, Understood } from '../step.ts';
import { momentOf, overlapSentences } from './answer-booking.ts';
import { confirmConnected } from './answer-connected.ts';
import { lostPlace } from './lost-place.ts';
import { offerStaff, orNone } from './reply.ts';
import { firstSentences } from './shorten.ts';

interface Stop {
  readonly sentences: readonly string[];
  readonly finish: Finish;
}

type Call<N extends ToolCall['name']> = Extract<ToolCall, { name: N }>;

/** What to read back before a call with an effect, and the turn's end with it. `outcomes`: what the turn's tools gave before. */
export function askToConfirm(call: ToolCall, { context }: Understood, outcomes: readonly ToolOutcome[]): Stop {
  const { t } = context;
  return {
    sentences: readBack(call, context, outcomes),
    finish: {
      type: 'finish',
      outcome: 'asked',
      chips: [t('chip.yes'), t('chip.no')],
      pending: { kind: 'confirm', call, key: `${context.idempotencyKey}:${call.name}` },
      focus: aboutOf(call, context),
    },
  };
}

/** What is read back is what a question that follows is about: "what does that cost?" */
function aboutOf(call: ToolCall, context: ToolContext): readonly Thing[] {
  if (call.name === 'hotel_service') {
    const service = findService(call.input.service, context);
    return service === null ? [] : [{ kind: 'service', id: service.id, name: textIn(service.name, context.locale) }];
  }
  if (call.name !== 'book') return [];
  const found = findBookable(call.input.target, call.input.kind, context);
  const target = found.found ? found.bookables[0]?.target : undefined;
  return target === undefined ? [] : [{ kind: target.type, id: target.id, name: nameOf(target, context) ?? target.id }];
}

/** Why a call did not run, in the guest's words, and what can be done about it. */
export function sayRefused({ call, why }: Refused, { context, reading }: Understood): Stop {
  const { t } = context;
  const asked = 'detail' in call.input && typeof call.input.detail === 'string' ? call.input.detail : '';
  const again = why === 'timed-out' && reading.kind === 'call' && reading.confirmed === true;
  return {
    sentences: [t('tool.refused', { why: why.replaceAll('-', '_') }), t(again ? 'tool.again' : 'tool.staff')],
    finish: {
      type: 'finish',
      outcome: 'asked',
      chips: [t('chip.yes'), t('chip.no')],
      pending: again ? { kind: 'confirm', call, key: retryKey(call, reading.key, context) } : offerStaff(asked),
    },
  };
}

/** The same call again has the same key, unless what came of the first one is undone. */
function retryKey(call: ToolCall, key: string | undefined, { idempotencyKey }: ToolContext): string {
  const { compensate }: Pick<Tool<string, never, unknown>, 'compensate'> = TOOLS[call.name];
  return key !== undefined && compensate === undefined ? key : `${idempotencyKey}:${call.name}`;
}

function readBack(call: ToolCall, context: ToolContext, outcomes: readonly ToolOutcome[]): readonly string[] {
  const { t } = context;
  switch (call.name) {
    case 'hotel_service':
      return serviceSentences(call.input, context);
    case 'book':
      return bookSentences(call.input, context, outcomes);
    case 'change_booking':
    case 'cancel_booking':
      return ownSentences(call, context, outcomes);
    case 'cancel_request':
      return [t('confirm.cancelRequest', { title: openRequest(call.input.request, context)?.title ?? call.input.request })];
    case 'report_lost':
      return lostSentences(call.input, context, outcomes);
    case 'report_found':
      return [t('confirm.found', { what: call.input.what, where: orNone(call.input.where) })];
    case 'register_interest':
      return leadSentences(call.input, context);
    case 'open_case':
      return [t('confirm.case', { detail: firstSentences(call.input.detail || call.input.about, 2, 200) })];
    case 'close_case':
      return [t('confirm.closeCase')];
    case 'forget':
      return [t('confirm.forget')];
    case 'connected_request':
      return [confirmConnected(call.input, context)];
    default:
      return [t('confirm.staff')];
  }
}

function bookSentences(input: Call<'book'>['input'], context: ToolContext, outcomes: readonly ToolOutcome[]): string[] {
  const { t } = context;
  const { kind, target, day = dateOf(context.now), time, party } = input;
  const checked = outcomes.findLast((outcome) => outcome.name === 'availability');
  const overlaps = checked?.name === 'availability' ? overlapSentences(checked.data, context) : [];
  const found = findBookable(target, kind, context);
  const bookable = found.found ? found.bookables[0] : undefined;
  const name = bookable === undefined ? target : (nameOf(bookable.target, context) ?? target);
  const own = bookable?.when.kind === 'once' ? bookable.when.from.slice(11, 16) : '';
  return [...overlaps, t('confirm.book', { kind, party, name, when: momentOf(day, time ?? own, context) }), t('confirm.bookIt')];
}

function ownSentences(call: Call<'change_booking' | 'cancel_booking'>, context: ToolContext, outcomes: readonly ToolOutcome[]): string[] {
  const { t } = context;
  const mine = outcomes.findLast((outcome) => outcome.name === 'my_bookings');
  const booking = mine?.name === 'my_bookings' ? mine.data.bookings.find(({ id }) => id === call.input.booking) : undefined;
  if (booking === undefined) return [t(call.name === 'cancel_booking' ? 'confirm.cancelPlain' : 'confirm.changePlain')];
  const { kind, party, name, day, time } = booking;
  const held = { kind, party, name, when: momentOf(day, time, context) };
  if (call.name === 'cancel_booking') return [t('confirm.cancel', held)];
  const { input } = call;
  const moved = momentOf(input.day ?? day, input.time ?? time, context);
  return [t('confirm.change', { ...held, to: moved, newParty: input.party ?? party })];
}

function lostSentences(input: Call<'report_lost'>['input'], context: ToolContext, outcomes: readonly ToolOutcome[]): string[] {
  const { t } = context;
  const details = [input.where, input.when].filter((part) => part !== undefined && part !== '').join(', ');
  const read = t('confirm.lost', { what: input.what, details: orNone(details) });
  // Put right or added to, it is only read back.
  const start = outcomes.length === 0 ? [] : [t('lost.start'), ...lostPlace(outcomes, context)];
  return [...start, read, ...(input.where === undefined ? [t('confirm.lostWhere')] : [])];
}

function leadSentences(
  { need, size, budget, timeframe, contactName, contact }: Call<'register_interest'>['input'],
  { t }: ToolContext,
): string[] {
  const facts = [size, budget, timeframe].filter((part) => part !== undefined && part !== '').join(', ');
  const who = [contactName, contact].filter((part) => part !== undefined && part !== '').join(', ');
  return [
    t('confirm.lead', { need: firstSentences(need, 1, 120).replace(/[.!?…]+$/u, ''), facts: orNone(facts) }),
    t('confirm.leadContact', { who: orNone(who) }),
  ];
}

/** What it is and costs, then the question; the guest's words are read back where they say more than the service's name. */
function serviceSentences(input: { service: string; detail: string }, context: ToolContext): string[] {
  const { t, locale } = context;
  const found = findService(input.service, context);
  const price = textIn(found?.priceText, locale);
  const name = textIn(found?.name, locale) || input.service;
  const service = price === '' ? name : `${name} (${price})`;
  const description = textIn(found?.description, locale);
  const detail = found === null || saysMore(input.detail, found) ? input.detail.trim() : '';
  const room = ROOM.test(`${description} ${name}`) && !/\d/.test(input.detail) ? [t('confirm.room')] : [];
  const what = detail === '' ? null : detail;
  if (description === '')
    return [what === null ? t('confirm.service', { service }) : t('confirm.serviceDetail', { service, detail: what }), ...room];
  return [
    `${service}: ${firstSentences(description, 1, 160)}`,
    ...room,
    what === null ? t('confirm.it') : t('confirm.detail', { detail: what }),
  ];
}

/** Done in a room: staff have to know which. */
const ROOM = /\b(your room|ihr(em)? zimmer|votre chambre|su habitación|la sua camera)\b/i;

/** "two to room 212" says more than "more towels". */
function saysMore(detail: string, { name, aliases }: Service): boolean {
  const called = aliases.filter((alias) => alias.split(' ').length <= 2);
  const own = new Set([...texts(name), ...called].flatMap(foldedWords).map(stem));
  return foldedWords(detail).some(
    (word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word) && !REQUESTING.test(word) && !own.has(stem(word)),
  );
}

const REQUESTING =
  /^(would|want|wants|like|love|please|bring|get|send|have|need|require|could|another|extra|more|some|few|little|mehr|noch|bitte|hatte|hatten|brauche|brauchen|konnten?|kannst|jemand|einmal|weitere[nrs]?|paar|arrange|organise|organize|request)$/;
