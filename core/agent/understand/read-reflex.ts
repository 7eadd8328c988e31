import type { MessageKey } from '../../i18n/catalogues.ts';
import type { ToolCall } from '../../tools/registry.ts';
import { policyPreface, readPolicy } from '../guard/read-policy.ts';
import type { Reading } from '../reading.ts';
import { asksPrivacy } from './asks-privacy.ts';
import type { CueName } from './cues.ts';
import type { Frame } from './frame.ts';

/** Danger, a call for a person from the help button, a change of language, small talk. */
export function readReflex(frame: Frame): Reading | null {
  const { percept, input, text } = frame;
  if (percept.danger !== null) {
    const calls: ToolCall[] = [{ name: 'emergency', input: { kind: percept.danger, detail: input.text.slice(0, 500) } }];
    // The venue's own wording for exactly this is given as well, after help is on its way.
    if (frame.faq !== null && frame.faq.score >= 0.95) calls.push({ name: 'faq', input: { question: frame.faq.id } });
    const text = percept.danger === 'distress' ? policyPreface('self-harm', frame) : '';
    return { kind: 'call', calls, aspect: 'info', ...(text === '' ? {} : { preface: text }) };
  }
  if (input.source === 'help') {
    return {
      kind: 'call',
      calls: [{ name: 'call_staff', input: { reason: 'help', detail: lastQuestion(frame) } }],
      aspect: 'info',
      confirmed: true,
    };
  }
  if (percept.words.length === 0) return { kind: 'say', key: 'talk.nothingHeard', asked: true };
  if (percept.languageAsked !== null && percept.words.length <= 8) return { kind: 'language', locale: percept.languageAsked };
  if (percept.asksAboutEmergency && (frame.faq?.score ?? 0) < 0.8) {
    return { kind: 'call', calls: [{ name: 'emergency', input: { kind: 'information', detail: '' } }], aspect: 'info' };
  }
  return readPolicy(frame) ?? readTalk(frame, withoutGreeting(text));
}

function lastQuestion({ dialogue, input }: Frame): string {
  return (input.text.trim() || dialogue.turns.at(-1)?.question || '').slice(0, 500);
}

/** Whole utterances only: "thanks, and where is the bar" is a question. */
const TALK: readonly { readonly cue: CueName; readonly key: MessageKey; readonly atMost: number }[] = [
  { cue: 'howAreYou', key: 'talk.howAreYou', atMost: 8 },
  { cue: 'whoAreYou', key: 'talk.whoAreYou', atMost: 9 },
  { cue: 'canDo', key: 'talk.canDo', atMost: 9 },
  { cue: 'louder', key: 'talk.louder', atMost: 8 },
  { cue: 'slower', key: 'talk.slower', atMost: 8 },
  { cue: 'thanks', key: 'talk.thanks', atMost: 7 },
  { cue: 'goodbye', key: 'talk.goodbye', atMost: 7 },
];

const WHERE_AM_I =
  /^(where (am i|are we)( now| here| right now)?|(i am|we are) (totally |completely |a bit )?lost|(i|we) got lost|wo (bin ich|sind wir)( hier| gerade| jetzt)?|(ich habe mich|wir haben uns) verlaufen)$/;

/** Does not ask for one, and is never left open. */
const A_PERSON =
  /\b(?:are you|am i (?:talking|speaking) (?:to|with)|is this) (?:really |actually )?(?:an? )?(?:real |actual |living )?(?:human|person|robot|machine|computer|bot|chatbot|ai)(?: being)?$|\b(?:bist du|sind sie|spreche ich mit) (?:\w+ )?(?:eine?[mr]? )?(?:echte[rnm]? )?(?:mensch\w*|person|roboter|maschine|ki)$/;

function readTalk(frame: Frame, rest: string): Reading | null {
  const { heard, text, percept, dialogue } = frame;
  const length = percept.words.length;
  // The venue has its own answer to exactly this.
  if ((frame.faq?.score ?? 0) >= 0.9) return null;
  if (A_PERSON.test(text)) return { kind: 'say', key: 'talk.whoAreYou', chips: ['chip.staff', 'chip.whatsOn'] };
  if (rest === '' && heard('greeting')) return { kind: 'say', key: 'talk.greeting', chips: ['chip.toilet', 'chip.whatsOn', 'chip.eat'] };
  if (heard('repeat') && length <= 8 && dialogue.said.length > 0 && !heard('where')) return { kind: 'repeat' };
  if (heard('clock'))
    return { kind: 'say', key: 'talk.clock', values: { time: frame.context.now.slice(11, 16), date: frame.context.now.slice(0, 10) } };
  const { here } = frame.context;
  if (here !== null && WHERE_AM_I.test(rest))
    return { kind: 'call', calls: [{ name: 'directions', input: { to: here.placeId } }], aspect: 'where' };
  if (asksPrivacy(frame)) return { kind: 'say', key: 'talk.privacy', chips: ['chip.staff', 'chip.whatsOn'] };
  for (const { cue, key, atMost } of TALK) {
    if (!heard(cue) || length > atMost || (cue === 'canDo' && (heard('staff') || frame.when !== null))) continue;
    // "thanks, where is …" and "can you help me find …" go on to ask something.
    if (heard('where') || heard('way') || heard('when') || frame.targets.best.size > 0 || frame.targets.category !== null) continue;
    if (cue === 'thanks' && dialogue.pending !== null && heard('no')) continue;
    return {
      kind: 'say',
      key,
      ...(cue === 'canDo' || cue === 'whoAreYou' ? { chips: ['chip.toilet', 'chip.whatsOn', 'chip.eat', 'chip.staff'] } : {}),
    };
  }
  if (dialogue.pending === null && length <= 3 && (heard('yes') || heard('no')) && frame.targets.best.size === 0) {
    return { kind: 'say', key: heard('no') ? 'talk.fine' : 'talk.whatElse' };
  }
  if (dialogue.pending === null && heard('nevermind') && length <= 5 && !heard('where') && frame.targets.best.size === 0 && text !== '') {
    return { kind: 'say', key: 'talk.nevermind' };
  }
  return null;
}

function withoutGreeting(text: string): string {
  return text
    .replace(
      /^((hi|hello|hey|hiya|hallo|moin|servus|good (morning|afternoon|evening|day)|guten (morgen|tag|abend)|gruss gott|there|foyer|flora)\b ?)+/,
      '',
    )
    .trim();
}
