import type { SessionView } from '../../contract/index.ts';
import type { FindPeopleData, PersonView } from '../../tools/find-people.ts';
import { timeOf } from '../../tools/local-time.ts';
import { listText, momentText, onFloor } from '../../tools/speech-words.ts';
import type { Thing } from '../dialogue.ts';
import { roomOf, thing, things } from './answer-programme.ts';
import { type Asked, nothingFound, orNone, type Reply } from './reply.ts';

export function answerPeople(data: FindPeopleData, asked: Asked): Reply {
  const { t } = asked.context;
  const person = data.people[0];
  if (person === undefined) return nothingFound(t('person.none'), data.asked);
  if (asked.aspect === 'count' && data.asked === '')
    return { sentences: [t('person.count', { count: data.total })], outcome: 'answered', chips: ['chip.whatsOn', 'chip.next'] };
  if (data.people.length > 1) {
    const options = data.people.map(({ id, name }): Thing => ({ kind: 'person', id, name }));
    const names = listText(
      options.slice(0, 4).map((option) => option.name),
      asked.context,
      'disjunction',
    );
    return {
      sentences: [t(data.total > 4 ? 'which.askMany' : 'which.ask', { about: data.asked, options: names, count: data.total })],
      outcome: 'asked',
      chips: ['chip.staff'],
      listed: options,
      pending: { kind: 'choose', options, aspect: asked.aspect },
    };
  }
  const next = nextOf(person);
  return {
    sentences: personSentences(person, next, asked),
    outcome: 'answered',
    chips: next === undefined ? ['chip.whatsOn', 'chip.staff'] : ['chip.wayThere', 'chip.about', 'chip.next'],
    focus: [...(next === undefined ? [] : [thing(next), ...roomOf(next)]), { kind: 'person', id: person.id, name: person.name }],
    listed: things(person.sessions),
  };
}

/** The one running or coming; else the last one. */
function nextOf(person: PersonView): SessionView | undefined {
  const live = person.sessions.filter((session) => session.phase !== 'past');
  return live.find((session) => session.status === 'scheduled') ?? live[0] ?? person.sessions.at(-1);
}

function personSentences(person: PersonView, next: SessionView | undefined, { aspect, context }: Asked): string[] {
  const { t, now } = context;
  const { name, role, organisation } = person;
  const who =
    role !== ''
      ? [t('person.is', { name, role, organisation: orNone(organisation) })]
      : organisation !== ''
        ? [t('person.organisation', { name, organisation })]
        : [];
  if (next === undefined) return [...who, t('person.noSessions', { name })];
  const key = next.phase === 'now' ? 'person.speaksNow' : next.phase === 'past' ? 'person.spoke' : 'person.speaks';
  const speaks = t(key, {
    name,
    title: next.title,
    when: momentText(next.startsAt, now, context),
    end: timeOf(next.endsAt),
    room: orNone(next.room?.name),
  });
  const cancelled = next.status === 'cancelled' ? [t('session.cancelled', { title: next.title })] : [];
  const more = person.sessions.length > 1 ? [t('person.more', { name, count: person.sessions.length })] : [];
  const floor =
    next.room === null || aspect !== 'where'
      ? []
      : [t('dir.atNoRoute', { place: next.room.name, floor: onFloor(next.room.floorName, context) })];
  return aspect === 'who' || aspect === 'about' || aspect === 'info'
    ? [...who, speaks, ...cancelled, ...more]
    : [speaks, ...cancelled, ...floor, ...more];
}
