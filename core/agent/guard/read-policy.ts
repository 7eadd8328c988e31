import type { ToolCall } from '../../tools/registry.ts';
import type { Reading } from '../reading.ts';
import { cuesOf } from '../understand/cues.ts';
import type { Frame } from '../understand/frame.ts';
import { plainWords } from '../understand/languages/gloss.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { PolicyRule, Situation } from './policy.ts';
import { isAbusive, situationIn } from './situation.ts';

/** Insults that a guest gets a patient answer to; from the next on the house's rule for more of it holds. */
const PATIENCE = 2;

/** What the house does about what was just said; null where it has no rule for it. */
export function readPolicy(frame: Frame): Reading | null {
  const policy = frame.context.policy ?? DEFAULT_POLICY;
  const situation = situationOf(frame);
  return situation === null ? null : readingOf(situation, policy[situation], frame);
}

/** The house's text for danger of one kind, said before help is told to be on its way; "" where it has none. */
export function policyPreface(situation: Situation, { context }: Frame): string {
  return textOf((context.policy ?? DEFAULT_POLICY)[situation], context.locale);
}

function situationOf(frame: Frame): Situation | null {
  const { percept, heard, context } = frame;
  const found = situationIn([percept.text, percept.said.join(' '), percept.own.join(' ')], context.policy ?? DEFAULT_POLICY);
  if (found !== null && found !== 'abuse') return found;
  if (found === null && !(heard('abuse') && percept.words.length <= 30)) return null;
  // "Where is the bloody lift" is a question, and gets its answer.
  if (heard('where') || heard('way') || heard('when') || frame.targets.best.size > 0 || frame.targets.category !== null) return null;
  return abusiveTurns(frame) >= PATIENCE ? 'abuse-again' : 'abuse';
}

function abusiveTurns({ dialogue, context }: Frame): number {
  return dialogue.turns.filter(({ question }) => {
    const text = plainWords(question).join(' ');
    return isAbusive(text) || cuesOf(text, context.locale)('abuse');
  }).length;
}

function readingOf(situation: Situation, rule: PolicyRule, frame: Frame): Reading {
  const calls = callsOf(situation, rule, frame);
  const text = textOf(rule, frame.context.locale);
  if (calls.length > 0) {
    return { kind: 'call', calls, aspect: 'info', confirmed: true, ...(text === '' ? {} : { preface: text }) };
  }
  const key = rule.actions.includes('end') ? 'policy.end' : rule.actions.includes('offer-staff') ? 'policy.offer' : 'policy.say';
  return { kind: 'say', key, values: { text } };
}

function callsOf(situation: Situation, { actions }: PolicyRule, { input }: Frame): ToolCall[] {
  const detail = input.text.slice(0, 500);
  const staff = actions.includes('call-staff');
  if (situation === 'self-harm') return [{ name: 'emergency', input: { kind: 'distress', detail } }];
  return [
    ...(actions.includes('emergency-card') ? [{ name: 'emergency' as const, input: { kind: 'information' as const, detail: '' } }] : []),
    ...(staff ? [{ name: 'call_staff' as const, input: { reason: 'safety' as const, detail } }] : []),
  ];
}

function textOf({ actions, say }: PolicyRule, locale: string): string {
  if (!actions.includes('say')) return '';
  return say[locale] ?? say[locale.split('-')[0] ?? locale] ?? say.en ?? '';
}
