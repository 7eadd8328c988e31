import type { SessionView } from '../../contract/index.ts';
import { dateOf, timeOf } from '../../tools/local-time.ts';
import { dayText, durationText, listLong, listText, momentText, onFloor } from '../../tools/speech-words.ts';
import type { WhatsOnData } from '../../tools/whats-on.ts';
import type { Thing } from '../dialogue.ts';
import { answerClash } from './answer-clash.ts';
import { type Asked, nothingFound, orNone, type Reply } from './reply.ts';

const SPOKEN = 3;

export function answerWhatsOn(data: WhatsOnData, asked: Asked): Reply {
  const { t } = asked.context;
  if (data.noProgramme) return { sentences: [t('on.noProgramme')], outcome: 'nothing-found', chips: ['chip.eat', 'chip.staff'] };
  const clash = asked.aspect === 'clash' ? answerClash(data, asked) : null;
  if (clash !== null) return clash;
  const scope = scopeText(data, asked.context);
  const listed = things(data.sessions);
  const [first] = data.sessions;
  const focus = first === undefined ? placesIn(data) : [thing(first), ...roomOf(first)];
  const chips =
    data.sessions.length === 1
      ? (['chip.wayThere', 'chip.about', 'chip.who'] as const)
      : (['chip.next', 'chip.eat', 'chip.staff'] as const);
  if (data.sessions.length === 0 || data.instead !== null) return nothingThen(data, scope, asked, listed, focus);
  if (asked.aspect === 'count')
    return {
      sentences: [t('on.count', { count: data.total, scope: scope + dayScope(data, asked.context) })],
      outcome: 'answered',
      chips,
      listed,
      focus,
    };
  const names = itemsText(data.sessions, data, asked);
  const cancelled = data.sessions
    .slice(0, SPOKEN)
    .filter((session) => session.status === 'cancelled')
    .map((session) => t('on.cancelled', { title: session.title }));
  const partly = data.input.partOfTopic === true;
  const only = partly ? [t('on.onlyAbout', { topic: data.input.topic ?? '' })] : [];
  const shown = data.sessions.slice(0, SPOKEN);
  const roomless = asked.aspect === 'where' && shown.every(({ room }) => room === null) ? [t('on.noRoom', { count: shown.length })] : [];
  return {
    sentences: [...only, leadText(data, names, asked.context), ...roomless, ...cancelled],
    ...(partly ? { partly } : {}),
    outcome: 'answered',
    chips,
    listed,
    focus,
  };
}

function leadText({ input, sessions, total, personName }: WhatsOnData, names: string, context: Asked['context']): string {
  const { t, now } = context;
  const first = sessions[0];
  if (input.length !== undefined && first !== undefined)
    return t(`on.${input.length}`, { names, count: total, duration: durationText(first, context) });
  if (input.order === 'first') return t('on.first', { names });
  if (input.order === 'last') return t('on.last', { names });
  if (input.at === 'now') return t('on.now', { count: total, names });
  if (input.at === 'next' && first !== undefined)
    return t('on.next', { count: total, names, when: momentText(first.startsAt, now, context) });
  if (total > SPOKEN) return t('on.many', { count: total, names });
  if (total === 1 && personName !== undefined && input.topic === undefined) return t('on.onePerson', { person: personName, names });
  return total === 1 ? t('on.one', { names }) : t('on.some', { count: total, names });
}

/** Titles have commas of their own, so the list has semicolons. */
function itemsText(sessions: readonly SessionView[], data: WhatsOnData, { aspect, context }: Asked): string {
  const items = sessions.slice(0, SPOKEN).map((session) => {
    const item = itemText(session, data, context);
    const names = session.speakers.map((speaker) => speaker.name);
    return aspect === 'who' && names.length > 0 ? `${listText(names, context)}: ${item}` : item;
  });
  return listLong(items, context);
}

function itemText(session: SessionView, { input, roomName, instead }: WhatsOnData, context: Asked['context']): string {
  const { t, now } = context;
  const room = roomName !== undefined ? 'none' : orNone(session.room?.name);
  if (input.at === 'next') return t('on.itemShort', { title: session.title, room });
  if (session.phase === 'now') return t('on.itemNow', { title: session.title, room, end: timeOf(session.endsAt) });
  // Of a list of days gone by nobody asks what is over.
  const over = session.phase === 'past' && instead === null && input.from === undefined && input.order === undefined;
  return t(over ? 'on.itemPast' : 'on.item', { title: session.title, room, when: momentText(session.startsAt, now, context) });
}

function scopeText({ input, roomName, personName, floorName }: WhatsOnData, context: Asked['context']): string {
  const { t } = context;
  return [
    input.suitedTo === undefined ? '' : t('on.suitedTo', { suited: input.suitedTo }),
    input.kind === undefined ? '' : t('on.ofKind', { kind: input.kind }),
    input.topic === undefined ? '' : t('on.aboutTopic', { topic: input.topic }),
    personName === undefined ? '' : t('on.byPerson', { person: personName }),
    input.organisation === undefined ? '' : t('on.byOrganisation', { organisation: input.organisation }),
    input.track === undefined ? '' : t('on.onTrack', { track: input.track }),
    roomName === undefined ? '' : t('on.inRoom', { room: roomName }),
    floorName === undefined ? '' : t('on.onFloor', { floor: onFloor(floorName, context) }),
  ].join('');
}

function dayScope({ input }: WhatsOnData, context: Asked['context']): string {
  return input.from === undefined ? '' : ` ${dayText(dateOf(input.from), context.now, context)}`;
}

function nothingThen(data: WhatsOnData, scope: string, asked: Asked, listed: Thing[], focus: Thing[]): Reply {
  const { t } = asked.context;
  const { input } = data;
  const timed = input.at !== undefined || input.from !== undefined || input.to !== undefined;
  if (asked.aspect === 'count' && timed)
    return { sentences: [t('on.count', { count: 0, scope })], outcome: 'answered', chips: ['chip.next', 'chip.staff'] };
  if (!timed && data.instead === null) return nothingFound(t('on.noneTopic', { scope }), scope);
  const lead =
    input.at === 'now'
      ? t('on.noneNow', { scope })
      : input.at === 'next'
        ? t('on.noneNext', { scope })
        : timed
          ? t('on.noneThen', { scope })
          : t('on.noneAtAll', { scope });
  if (data.sessions.length === 0) return { sentences: [lead], outcome: 'nothing-found', chips: ['chip.next', 'chip.staff'] };
  const shown: WhatsOnData = { ...data, input: {} };
  const names = itemsText(data.sessions, shown, asked);
  const instead =
    data.instead === 'earlier'
      ? t('on.insteadEarlier', { names })
      : t(data.instead === 'later' ? 'on.insteadLater' : 'on.insteadElsewhere', { names });
  return {
    sentences: [lead, instead],
    outcome: 'answered',
    partly: true,
    chips: ['chip.wayThere', 'chip.next', 'chip.staff'],
    listed,
    focus,
  };
}

export function thing(session: SessionView): Thing {
  return { kind: 'session', id: session.id, name: session.title };
}

export function things(sessions: readonly SessionView[]): Thing[] {
  return sessions.map(thing);
}

export function roomOf(session: SessionView): Thing[] {
  return session.room === null ? [] : [{ kind: 'place', id: session.room.id, name: session.room.name }];
}

function placesIn({ input, roomName }: WhatsOnData): Thing[] {
  return input.roomId === undefined || roomName === undefined ? [] : [{ kind: 'place', id: input.roomId, name: roomName }];
}
