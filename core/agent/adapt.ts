import { findService } from '../tools/hotel-service.ts';
import { texts } from '../tools/knowledge.ts';
import type { ToolCall } from '../tools/registry.ts';
import { type Service, textIn } from '../venue/model.ts';
import { PLAIN_WORDS, STOP_WORDS } from '../venue/search/everyday-words.ts';
import { foldedWords, stem } from '../venue/search/fold.ts';
import { firstSentences } from './answers/shorten.ts';
import { type Dialogue, focusOn } from './dialogue.ts';
import type { Finish, Understood } from './step.ts';

/** What to read back before a call with an effect, and the turn's end with it. */
export function askToConfirm(call: ToolCall, { context }: Understood): { readonly sentences: readonly string[]; readonly finish: Finish } {
  const { t } = context;
  const sentences = readBack(call, context);
  return {
    sentences,
    finish: { type: 'finish', outcome: 'asked', chips: [t('chip.yes'), t('chip.no')], pending: { kind: 'confirm', call } },
  };
}

function readBack(call: ToolCall, context: Understood['context']): readonly string[] {
  if (call.name === 'hotel_service') return serviceSentences(call.input, context);
  return [context.t(call.name === 'forget' ? 'confirm.forget' : 'confirm.staff')];
}

/** What it is and costs, then the question; the guest's words are read back where they say more than the service's name. */
function serviceSentences(input: { service: string; detail: string }, context: Understood['context']): string[] {
  const { t, locale } = context;
  const found = findService(input.service, context);
  const price = textIn(found?.priceText, locale);
  const name = textIn(found?.name, locale) || input.service;
  const service = price === '' ? name : `${name} (${price})`;
  const description = textIn(found?.description, locale);
  const detail = found === null || saysMore(input.detail, found) ? input.detail.trim() : '';
  if (description === '') return [detail === '' ? t('confirm.service', { service }) : t('confirm.serviceDetail', { service, detail })];
  return [`${service}: ${firstSentences(description, 1, 160)}`, detail === '' ? t('confirm.it') : t('confirm.detail', { detail })];
}

/** "two to room 212" says more than "more towels". */
function saysMore(detail: string, { name, aliases, description }: Service): boolean {
  const own = new Set([...texts(name), ...aliases, ...texts(description)].flatMap(foldedWords).map(stem));
  return foldedWords(detail).some(
    (word) => !STOP_WORDS.has(word) && !PLAIN_WORDS.has(word) && !REQUESTING.test(word) && !own.has(stem(word)),
  );
}

const REQUESTING =
  /^(would|want|wants|like|love|please|bring|get|send|have|need|require|could|another|extra|more|some|few|little|mehr|noch|bitte|hatte|hatten|brauche|brauchen|konnten?|kannst|jemand|einmal|weitere[nrs]?|paar|arrange|organise|organize|request)$/;

/** Carries over to the next turn what it may refer to. */
export function adaptDialogue(
  dialogue: Dialogue,
  { reading, context }: Understood,
  finish: Finish,
  question: string,
  said: readonly string[],
): void {
  dialogue.locale = context.locale;
  dialogue.pending = finish.pending ?? null;
  if (finish.focus !== undefined && finish.focus.length > 0) focusOn(dialogue, finish.focus);
  if (finish.listed !== undefined) dialogue.listed = [...finish.listed];
  else if (finish.focus !== undefined && finish.focus.length > 0 && reading.kind === 'call' && !fromList(dialogue, finish))
    dialogue.listed = [];
  if (reading.kind === 'call') {
    dialogue.last = { calls: reading.calls, aspect: reading.aspect };
    dialogue.programme = programmeAfter(reading.calls, dialogue.programme);
  }
  if (reading.kind !== 'repeat') dialogue.said = said;
  dialogue.turns.push({ question, answer: said.join(' ') });
  if (dialogue.turns.length > 12) dialogue.turns.shift();
}

function programmeAfter(calls: readonly ToolCall[], before: Dialogue['programme']): Dialogue['programme'] {
  const asked = calls.find((call) => call.name === 'whats_on');
  if (asked?.name === 'whats_on') return asked;
  return calls.every((call) => call.name === 'session_details' || call.name === 'find_people') ? before : null;
}

/** Going into one entry of a list keeps the list: "the other one" still means something. */
function fromList(dialogue: Dialogue, finish: Finish): boolean {
  return finish.focus?.some((thing) => dialogue.listed.some((other) => other.id === thing.id)) === true;
}
