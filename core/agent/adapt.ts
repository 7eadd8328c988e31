import { findService } from '../tools/hotel-service.ts';
import type { ToolCall } from '../tools/registry.ts';
import { textIn } from '../venue/model.ts';
import { type Dialogue, focusOn } from './dialogue.ts';
import type { Finish, Understood } from './step.ts';

/** The question to read back before a call with an effect, and the turn's end with it. */
export function askToConfirm(call: ToolCall, { context }: Understood): { readonly sentence: string; readonly finish: Finish } {
  const { t } = context;
  const sentence = call.name === 'hotel_service' ? serviceSentence(call.input, context) : t('confirm.staff');
  return {
    sentence,
    finish: { type: 'finish', outcome: 'asked', chips: [t('chip.yes'), t('chip.no')], pending: { kind: 'confirm', call } },
  };
}

function serviceSentence(input: { service: string; detail: string }, context: Understood['context']): string {
  const found = findService(input.service, context);
  const price = textIn(found?.priceText, context.locale);
  const name = textIn(found?.name, context.locale) || input.service;
  const service = price === '' ? name : `${name} (${price})`;
  const detail = input.detail.trim();
  return detail === '' ? context.t('confirm.service', { service }) : context.t('confirm.serviceDetail', { service, detail });
}

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
