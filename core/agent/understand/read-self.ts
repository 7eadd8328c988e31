import type { ToolCall } from '../../tools/registry.ts';
import type { Reading } from '../reading.ts';
import type { Frame } from './frame.ts';
import { readRecall } from './read-recall.ts';
import { allergensIn, dietsIn, lostThing } from './self-statements.ts';
import { asksToKeep, deniedFacts } from './stated-facts.ts';

/** What the guest says about themselves, asks to have forgotten, or lost; with the question that follows it, if any. */
export function readSelf(frame: Frame, readRest: (frame: Frame) => Reading): Reading | null {
  const { heard, percept, text, context } = frame;
  const denied = readDenied(frame) ?? readMeant(frame);
  if (denied !== null) return denied;
  if (heard('forget')) return { kind: 'call', calls: [{ name: 'forget', input: forgetInput(frame) }], aspect: 'info' };
  const earlier = readRecall(frame);
  if (earlier !== null) return earlier;
  // Nothing is known of this guest: the venue's own word on data says more.
  const unknown = context.memory === null && context.stated.length === 0 && (frame.faq?.score ?? 0) >= 0.9;
  if (heard('aboutMe') && !unknown) return { kind: 'call', calls: [{ name: 'about_guest', input: {} }], aspect: 'info' };
  if (heard('openThreads') && (!heard('openNow') || /\b(for me|fur mich)\b/.test(text)) && !asksForPlace(frame))
    return { kind: 'call', calls: [{ name: 'whats_new', input: {} }], aspect: 'list' };
  const open = context.memory?.profile().threads.filter((thread) => thread.status === 'open') ?? [];
  if (heard('settled') && open.length > 0) {
    const thread =
      open.find(({ topic }) => topic.split(' ').some((word) => word.length > 3 && text.includes(word))) ??
      (open.length === 1 ? open[0] : undefined);
    return {
      kind: 'call',
      calls: [{ name: 'about_guest', input: thread === undefined ? {} : { resolveThreadId: thread.id } }],
      aspect: 'list',
    };
  }
  if (heard('lost') && (frame.faq?.score ?? 0) < 0.9) return lost(frame);
  if (percept.facts.length === 0) return null;
  const purpose = asksSomething(frame);
  const agreed = asksToKeep(text, frame.input.text);
  const keep: ToolCall = {
    name: 'remember',
    input: { facts: [...percept.facts], ...(purpose ? { purpose } : {}), ...(agreed ? { agreed } : {}) },
  };
  const rest = purpose ? readRest(withFacts(frame)) : null;
  if (rest?.kind === 'call') return { ...rest, calls: [keep, ...rest.calls] };
  return { kind: 'call', calls: [keep], aspect: 'info' };
}

/** In front of what was meant, or at the end of it. */
const MEANT =
  /\b(?:i (?:meant|mean)|sorry|actually|no wait|make that|ich meine?te?|ich meine|entschuldigung|quatsch|je (?:voulais dire|veux dire)|pardon|quise decir|quiero decir|perdon|volevo dire|scusi)\b/;

/** "I'm vegetarian" … "sorry, I meant vegan": of the same kind as what was just kept, in its place. */
function readMeant({ text, percept, dialogue, context }: Frame): Reading | null {
  const before = dialogue.last?.calls.find((call) => call.name === 'remember')?.input.facts ?? [];
  if (before.length === 0 || !MEANT.test(percept.said.join(' ')) || percept.words.length > 8) return null;
  const [kind, values] = before.some((fact) => fact.kind === 'diet')
    ? (['diet', dietsIn(text)] as const)
    : (['allergy', allergensIn(text)] as const);
  const old = before.filter((fact) => fact.kind === kind && !values.includes(fact.value));
  if (values.length === 0 || old.length === 0) return null;
  const known = [...context.stated, ...(context.memory?.profile().facts ?? [])];
  const wrong = old.filter((fact) => known.some((one) => one.kind === fact.kind && one.value === fact.value));
  return {
    kind: 'call',
    calls: [
      ...wrong.map((fact): ToolCall => ({ name: 'forget', input: fact })),
      { name: 'remember', input: { facts: values.map((value) => ({ kind, value })) } },
    ],
    aspect: 'info',
  };
}

/** "I'm not vegetarian any more": taken back where it is known, one by one. */
function readDenied({ text, input, context }: Frame): Reading | null {
  const known = [...context.stated, ...(context.memory?.profile().facts ?? [])];
  const calls = deniedFacts(text, input.text)
    .filter((fact) => known.some(({ kind, value }) => kind === fact.kind && value === fact.value))
    .map((fact): ToolCall => ({ name: 'forget', input: fact }));
  return calls.length === 0 ? null : { kind: 'call', calls, aspect: 'info' };
}

function asksForPlace({ targets }: Frame): boolean {
  return targets.best.has('place') || targets.category !== null;
}

/** "I'm vegetarian" says something; "I'm vegetarian, where can I eat" asks as well. */
function asksSomething({ heard, text, input }: Frame): boolean {
  return (
    input.text.includes('?') || /\b(does|contains?|enthalt\w*)\b/.test(text) ||
    heard('where') || heard('way') || heard('when') || heard('programme') || heard('whoIs') || heard('menu') || heard('price') ||
    /\b(any (place|where|room|spot|chance|way)|any \w+ (to|for|with|where)|anywhere|somewhere|looking for|i need (a|an|some|to)|what|which|is there|are there|do you have|(can|could|may) (i|we) (still )?(eat|get|go|find|reach|access|visit|use|see|enter|come)|recommend|welche|was|gibt es|haben sie|kann ich|empfehl)\b/.test(text)
  ); // biome-ignore format: a list
}

/** The facts just stated count for the question in the same breath. */
function withFacts(frame: Frame): Frame {
  const { context, percept } = frame;
  const { preferences } = context;
  const of = (kind: string) => percept.facts.filter((fact) => fact.kind === kind).map((fact) => fact.value);
  return {
    ...frame,
    context: {
      ...context,
      preferences: {
        ...preferences,
        diets: [...new Set([...preferences.diets, ...of('diet')])],
        avoid: [...new Set([...preferences.avoid, ...of('allergy')])],
        stepFree: preferences.stepFree || of('access').includes('step-free'),
      },
    },
  };
}

function forgetInput({ text }: Frame): { kind?: 'diet' | 'name' | 'allergy' | 'access'; value?: string } {
  if (/\b(name|namen)\b/.test(text)) return { kind: 'name' };
  if (/\b(diet|vegetarian|vegan|vegetarier\w*|veganer\w*|ernahrung)\b/.test(text)) return { kind: 'diet' };
  if (/\b(allerg\w*)\b/.test(text)) return { kind: 'allergy' };
  if (/\b(wheel ?chair|rollstuhl)\b/.test(text)) return { kind: 'access' };
  return {};
}

/** Lost things: where they are handed in, a matter kept open, and a person if wanted. */
function lost(frame: Frame): Reading {
  const thing = lostThing(frame.text);
  const calls: ToolCall[] = [];
  const german = frame.percept.locale.startsWith('de');
  if (thing !== null) calls.push({ name: 'remember', input: { facts: [], topic: german ? `verloren: ${thing}` : `lost ${thing}` } });
  calls.push({ name: 'find_places', input: { category: 'lost-found' } });
  calls.push({ name: 'faq', input: { question: german ? 'fundbüro verloren' : 'lost and found' } });
  return { kind: 'call', calls, aspect: 'where' };
}
