import type { AboutGuestData } from '../../tools/about-guest.ts';
import type { EmergencyData } from '../../tools/emergency.ts';
import type { ForgetData, RememberData } from '../../tools/remember.ts';
import { listText, onFloor } from '../../tools/speech-words.ts';
import type { StaffRequestData } from '../../tools/staff-request.ts';
import type { StatedFact } from '../../tools/tool.ts';
import { allergenText, dietText } from '../../tools/views.ts';
import { doubtSentences, sourceSentences } from './answer-memory.ts';
import { askToRemember, factText } from './fact-text.ts';
import { type Asked, offerStaff, type Reply } from './reply.ts';

export function answerStaff(data: StaffRequestData, { context }: Asked): Reply {
  const { t } = context;
  return { sentences: [t('staff.called', { place: data.placeName })], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
}

export function answerRequest(data: StaffRequestData | null, { context }: Asked): Reply {
  const { t } = context;
  if (data === null) return { sentences: [t('service.notRequestable')], outcome: 'nothing-found', chips: ['chip.staff'] };
  return {
    sentences: [t('service.requested', { service: data.title }), t('service.requestedNote'), ...numberOf(data, context)],
    outcome: 'answered',
    chips: ['chip.whatsOn', 'chip.eat'],
  };
}

/** What the guest can ask by. */
function numberOf({ ticket }: StaffRequestData, { t }: Asked['context']): string[] {
  return ticket === '' ? [] : [t('ticket.yours', { ticket })];
}

export function answerEmergency(data: EmergencyData, { context }: Asked): Reply {
  const { t } = context;
  const number = data.contacts[0];
  const call = number === undefined ? [] : [t('emergency.contact', { label: number.label, number: number.number })];
  const aid =
    data.firstAid === null
      ? []
      : [t('emergency.firstAid', { place: data.firstAid.name, floor: onFloor(data.firstAid.floorName, context) })];
  const aed = data.defibrillator === null ? [] : [t('emergency.aed', { floor: onFloor(data.defibrillator.floorName, context) })];
  const assembly = data.assembly === null ? [] : [t('emergency.assembly', { place: data.assembly.name })];
  const said = {
    medical: [t('emergency.called'), ...call, ...aid, ...aed],
    fire: [t('emergency.fire'), ...call, ...assembly, t('emergency.called')],
    threat: [t('emergency.called'), ...call],
    distress: [t('emergency.distress'), ...call],
    information: [t('emergency.info', { text: data.text === '' ? t('emergency.text') : data.text }), ...call, ...assembly],
  };
  return { sentences: said[data.kind], outcome: 'answered', chips: ['chip.staff'] };
}

export function answerRemember(data: RememberData, { context }: Asked): Reply {
  const { t } = context;
  const asks = askToKeep(data, context);
  if (asks !== null) return { ...asks, sentences: [...data.facts.map((fact) => factSentence(fact, context)), ...asks.sentences] };
  if (data.agreed && data.kept) return { sentences: [t('remember.keptNow')], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
  const sentences = data.facts.map((fact) => factSentence(fact, context));
  if (!data.kept && data.facts.some((fact) => fact.kind !== 'name')) sentences.push(t('remember.session'));
  const food = data.facts.some((fact) => fact.kind === 'diet' || fact.kind === 'allergy');
  if (sentences.length < 3) sentences.push(t('remember.next'));
  return { sentences, outcome: 'answered', chips: food ? ['chip.eat', 'chip.whatsOn'] : ['chip.whatsOn', 'chip.eat', 'chip.toilet'] };
}

/** "Shall I remember that …?": what is delicate is kept beyond this conversation only on a yes. */
export function askToKeep({ ask, said }: RememberData, context: Asked['context']): Reply | null {
  if (ask.length === 0) return null;
  return {
    sentences: [askToRemember(ask, context)],
    outcome: 'asked',
    chips: ['chip.yes', 'chip.no'],
    pending: { kind: 'offer', call: { name: 'remember', input: { facts: [...ask], agreed: true, said } }, aspect: 'info' },
  };
}

function factSentence(fact: StatedFact, context: Asked['context']): string {
  const { t } = context;
  switch (fact.kind) {
    case 'diet':
      return t('remember.diet', { value: dietText(fact.value, context) });
    case 'allergy':
      return t('remember.allergy', { value: allergenText(fact.value, context) });
    case 'access':
      return t(fact.value === 'step-free' ? 'remember.access' : 'remember.other');
    case 'name':
      return t('remember.name', { value: fact.value });
    default:
      return t('remember.other');
  }
}

export function answerForget(data: ForgetData, { context }: Asked): Reply {
  const { t } = context;
  return {
    sentences: [forgotten(data, t)],
    outcome: 'answered',
    chips: ['chip.whatsOn', 'chip.eat'],
  };
}

function forgotten(data: ForgetData, t: Asked['context']['t']): string {
  if (data.erased) return t('forget.erased');
  return data.forgotten === 0 ? t('forget.nothing') : t('forget.done', { count: data.forgotten });
}

export function answerAboutGuest(data: AboutGuestData, { aspect, context }: Asked): Reply {
  const { t } = context;
  const resolved = data.resolved === undefined ? [] : [t('about.resolved', { topic: data.resolved })];
  if (data.sources !== undefined)
    return { sentences: sourceSentences(data, context), outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
  const facts = data.facts.map((fact) => factText(fact, context));
  const told = facts.length > 0 ? [t('about.facts', { facts: listText(facts, context) })] : data.hidden > 0 ? [] : [t('about.nothing')];
  const known = aspect === 'list' ? [] : [...told, ...(data.hidden > 0 ? [t('about.pin')] : []), ...doubtSentences(data, context)];
  const topics = listText(
    data.threads.map((thread) => `“${thread.topic}”`),
    context,
  );
  if (data.threads.length === 0)
    return {
      sentences: [...resolved, ...known, ...(aspect === 'list' && resolved.length === 0 ? [t('about.noThreads')] : [])],
      outcome: 'answered',
      chips: ['chip.whatsOn', 'chip.eat'],
    };
  return {
    sentences: [...resolved, ...known, t('about.threads', { count: data.threads.length, topics }), t('about.offer')],
    outcome: 'answered',
    chips: ['chip.yes', 'chip.no'],
    pending: offerStaff(data.threads.map((thread) => thread.topic).join(', ')),
  };
}
