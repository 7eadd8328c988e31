import { dateOf, timeOf } from '../../tools/local-time.ts';
import type { OpeningHoursData } from '../../tools/opening-hours.ts';
import { dayText, listText, momentText } from '../../tools/speech-words.ts';
import { textIn } from '../../venue/model.ts';
import { type Asked, nothingFound, type Reply } from './reply.ts';
import { firstSentences } from './shorten.ts';

export function answerHours(data: OpeningHoursData, asked: Asked): Reply {
  const { context } = asked;
  const { t } = context;
  if (data.name === null) return nothingFound(t('hours.unknownPlace', { asked: data.asked }), data.asked);
  const place = data.name;
  const focus = data.placeId === null ? [] : [{ kind: 'place' as const, id: data.placeId, name: place }];
  const chips = ['chip.wayThere', 'chip.tomorrow', 'chip.staff'] as const;
  if (data.spans === null) {
    const phone = data.phone === undefined ? [] : [t('hours.phone', { phone: data.phone })];
    const told = firstSentences(
      textIn(data.placeId === null ? undefined : context.know.places.get(data.placeId)?.description, context.locale),
      3,
      240,
    );
    // "Demonstrated daily at 11:30": the description tells what no opening hours do.
    if (/\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(am|pm|uhr)\b|jede .*stunde|every .*hour|daily|täglich/i.test(told))
      return { sentences: [`${place}: ${told}`], outcome: 'answered', chips: ['chip.wayThere', 'chip.staff'], focus };
    return {
      sentences: [t('hours.unknown', { place }), ...phone],
      outcome: 'nothing-found',
      chips: ['chip.wayThere', 'chip.staff'],
      focus,
    };
  }
  return { sentences: sentencesOf(place, data, asked), outcome: 'answered', chips, focus };
}

function sentencesOf(place: string, data: OpeningHoursData, { aspect, context }: Asked): string[] {
  const { t, now } = context;
  const { opening, spans } = data;
  const today = data.date === dateOf(now);
  const isNow = data.at === now;
  const always = (spans ?? []).some((span) => timeOf(span.from) === '00:00' && span.to >= `${data.date}T23:59`);
  if (always && opening.state !== 'closed') return [t('hours.isOpenAlways', { place })];
  if (aspect === 'open' && isNow) return openNow(place, data, context);
  if (aspect === 'open' && timeAsked(data)) {
    const moment = momentText(data.at, now, context);
    const { until } = opening;
    if (opening.state !== 'closed' && until !== undefined) return [t('hours.openThen', { place, moment, time: timeOf(until) })];
    return [t('hours.closedThen', { place, moment }), ...daySentence(place, data, context)];
  }
  if (aspect === 'closes' && today && opening.state !== 'closed' && opening.until !== undefined) {
    return [t('hours.closesAt', { place, time: timeOf(opening.until) })];
  }
  if (aspect === 'opens' && today && opening.state === 'closed' && opening.opensAt !== undefined) {
    return [t('hours.opensAt', { place, when: momentText(opening.opensAt, now, context) })];
  }
  return [
    ...daySentence(place, data, context),
    ...(today && isNow && spans !== null && spans.length > 0 ? nowSentence(data, context) : []),
  ];
}

function timeAsked(data: OpeningHoursData): boolean {
  return !data.at.endsWith('T12:00');
}

function openNow(place: string, { opening }: OpeningHoursData, context: Asked['context']): string[] {
  const { t, now } = context;
  const { state, until, opensAt } = opening;
  if (state === 'closed')
    return [
      opensAt === undefined ? t('hours.isClosed', { place }) : t('hours.isClosedOpens', { place, when: momentText(opensAt, now, context) }),
    ];
  if (until === undefined) return [t('hours.isOpen', { place })];
  return [t(state === 'closing-soon' ? 'hours.closingSoon' : 'hours.isOpenUntil', { place, time: timeOf(until) })];
}

function daySentence(place: string, data: OpeningHoursData, context: Asked['context']): string[] {
  const { t, now } = context;
  const day = dayText(data.date, now, context);
  const spans = (data.spans ?? []).map((span) => t('hours.span', { from: timeOf(span.from), to: timeOf(span.to) }));
  if (spans.length > 0) return [t('hours.spans', { place, day, spans: listText(spans, context) })];
  const { opensAt } = data.opening;
  return [
    opensAt === undefined
      ? t('hours.closedDay', { place, day })
      : t('hours.closedDayNext', { place, day, when: momentText(opensAt, now, context) }),
  ];
}

function nowSentence({ opening }: OpeningHoursData, { t, now, ...context }: Asked['context']): string[] {
  const full = { t, now, ...context };
  if (opening.state === 'closed') {
    return opening.opensAt === undefined || dateOf(opening.opensAt) === dateOf(now)
      ? [t('hours.nowClosed')]
      : [t('places.closedOpens', { when: momentText(opening.opensAt, now, full) })];
  }
  return [t('hours.nowOpen')];
}
