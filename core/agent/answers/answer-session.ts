import type { SessionView } from '../../contract/index.ts';
import { timeOf } from '../../tools/local-time.ts';
import type { SessionDetailsData } from '../../tools/session-details.ts';
import { durationText, listText, momentText, onFloor } from '../../tools/speech-words.ts';
import { PRICE } from '../understand/price.ts';
import { roomOf, thing } from './answer-programme.ts';
import { type Asked, nothingFound, orNone, type Reply } from './reply.ts';
import { firstSentences } from './shorten.ts';

export function answerSession(data: SessionDetailsData, asked: Asked): Reply {
  const { context, aspect } = asked;
  const { t } = context;
  const { session } = data;
  if (session === null) return nothingFound(t('session.none'), data.asked);
  const focus = [thing(session), ...roomOf(session)];
  const chips = ['chip.wayThere', aspect === 'about' ? 'chip.who' : 'chip.about', 'chip.next'] as const;
  const cancelled = session.status === 'cancelled' ? [t('session.cancelled', { title: session.title })] : [];
  const sentences = [...cancelled, ...sessionSentences(session, asked)];
  return {
    sentences: cancelled.length > 0 && aspect !== 'about' && aspect !== 'who' ? cancelled : sentences,
    outcome: 'answered',
    chips,
    focus,
  };
}

function sessionSentences(session: SessionView, { aspect, context }: Asked): string[] {
  const { t } = context;
  const { title, room } = session;
  const names = listText(
    session.speakers.map((speaker) => speaker.name),
    context,
  );
  switch (aspect) {
    case 'who':
      return [
        names === '' ? t('session.noSpeaker', { title }) : t('session.who', { title, names, count: session.speakers.length }),
        whenSentence(session, context),
      ];
    case 'about':
      return session.abstract === undefined
        ? [t('session.noAbstract', { title }), whenSentence(session, context)]
        : [t('session.about', { title, abstract: firstSentences(session.abstract, 2, 260) }), whenSentence(session, context)];
    case 'where':
      return room === null
        ? [t('session.noRoom', { title }), whenSentence(session, context)]
        : [
            t('session.where', { title, room: room.name, floor: onFloor(room.floorName, context) }),
            t('session.whereTime', { when: momentText(session.startsAt, context.now, context) }),
          ];
    case 'price':
      return [
        priceSentence(session) ?? t('session.noPrice', { title }),
        ...(priceSentence(session) === null ? [whenSentence(session, context)] : []),
      ];
    case 'language':
      return session.language === undefined
        ? [whenSentence(session, context)]
        : [t('session.language', { language: languageName(session.language, context.locale) })];
    case 'duration':
      return [
        t('session.duration', {
          title,
          duration: durationText(session, context),
          from: timeOf(session.startsAt),
          end: timeOf(session.endsAt),
        }),
      ];
    case 'ends':
    case 'closes':
      return [t('session.ends', { title, end: timeOf(session.endsAt) })];
    default:
      return [
        aspect === 'when' ? startSentence(session, context) : whenSentence(session, context),
        ...(names === '' || aspect === 'when' ? [] : [t('session.who', { title, names, count: session.speakers.length })]),
      ];
  }
}

/** Asked when it starts, one that is on has started. */
function startSentence(session: SessionView, context: Asked['context']): string {
  if (session.phase !== 'now') return whenSentence(session, context);
  const room = orNone(session.room?.name);
  return context.t('session.nowSince', { title: session.title, start: timeOf(session.startsAt), end: timeOf(session.endsAt), room });
}

/** What it costs, where its description says so. */
function priceSentence({ title, abstract = '' }: SessionView): string | null {
  const sentence = abstract.split(/(?<=[.!?])\s+|\n/).find((one) => PRICE.test(one));
  return sentence === undefined ? null : `${title}: ${firstSentences(sentence, 1, 220)}`;
}

function whenSentence(session: SessionView, context: Asked['context']): string {
  const { t, now } = context;
  const room = orNone(session.room?.name);
  const values = { title: session.title, room, when: momentText(session.startsAt, now, context), end: timeOf(session.endsAt) };
  return t(session.phase === 'now' ? 'session.now' : session.phase === 'past' ? 'session.past' : 'session.when', values);
}

/** "en" as "English"; what is no code stays as the programme has it. */
function languageName(code: string, locale: string): string {
  if (!/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(code)) return code;
  return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
}
