import type { ExhibitorsData, ExhibitorView } from '../../tools/exhibitors.ts';
import type { FaqData } from '../../tools/faq.ts';
import type { ServiceInfoData } from '../../tools/hotel-service.ts';
import { listText, onFloor } from '../../tools/speech-words.ts';
import { textIn } from '../../venue/model.ts';
import type { Thing } from '../dialogue.ts';
import { type Asked, nothingFound, orNone, type Reply } from './reply.ts';
import { firstSentences, withStop } from './shorten.ts';

const SPOKEN = 4;

export function answerFaq(data: FaqData, { context, yesNo }: Asked): Reply {
  const { t } = context;
  if (data.id === null) return nothingFound(`${t('nothing.found')} ${t('nothing.offer')}`, data.question);
  const place = data.placeId === undefined ? undefined : context.know.places.get(data.placeId);
  const focus: Thing[] = place === undefined ? [] : [{ kind: 'place', id: place.id, name: textIn(place.name, context.locale) }];
  return {
    // Policy wording is given as it stands.
    sentences: [data.exact || yesNo === true ? data.answer : withoutYes(data.answer)],
    outcome: 'answered',
    chips: place === undefined ? ['chip.whatsOn', 'chip.eat', 'chip.staff'] : ['chip.wayThere', 'chip.openUntil', 'chip.staff'],
    focus,
  };
}

/** "Yes, in the east corridor" answers "is there a gym"; to "gym" it is "In the east corridor". */
function withoutYes(answer: string): string {
  const rest = answer.replace(/^(yes|no|ja|nein)[,.!] +/i, '');
  return rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}

export function answerExhibitors(data: ExhibitorsData, asked: Asked): Reply {
  const { context } = asked;
  const { t } = context;
  const first = data.exhibitors[0];
  if (first === undefined) return nothingFound(t('exhibitor.none'), data.about ?? data.asked);
  const listed = data.exhibitors.map(({ id, name }): Thing => ({ kind: 'exhibitor', id, name }));
  if (data.total === 1) {
    const about = first.description === '' ? [] : [withStop(firstSentences(first.description, 1, 220))];
    const where = whereText(first, context);
    const place: Thing[] = first.placeId === undefined ? [] : [{ kind: 'place', id: first.placeId, name: first.placeName }];
    const sentences = asked.aspect === 'about' || asked.aspect === 'who' ? [...about, where] : [where, ...about];
    return { sentences, outcome: 'answered', chips: ['chip.wayThere', 'chip.openUntil', 'chip.staff'], focus: [...listed, ...place] };
  }
  const names = listText(
    data.exhibitors.slice(0, SPOKEN).map((item) => t('exhibitor.item', { name: item.name, stand: orNone(item.stand) })),
    context,
  );
  return {
    sentences: [t(data.total > SPOKEN ? 'exhibitor.many' : 'exhibitor.some', { count: data.total, names })],
    outcome: 'answered',
    chips: ['chip.wayThere', 'chip.staff'],
    listed,
  };
}

function whereText({ name, stand, placeName, floorName }: ExhibitorView, context: Asked['context']): string {
  const { t } = context;
  const floor = floorName === '' ? '' : onFloor(floorName, context);
  // The hall says more than its floor, where the stand itself is not on the plan.
  const hall = placeName === '' || placeName.includes(stand) ? floor : placeName;
  if (stand !== '') return t('exhibitor.at', { name, stand, place: orNone(placeName), floor: hall });
  return placeName === '' ? t('exhibitor.noPlace', { name }) : t('exhibitor.atPlace', { name, place: placeName, floor });
}

export function answerService(data: ServiceInfoData, { aspect, context }: Asked): Reply {
  const { t } = context;
  const first = data.services[0];
  if (first === undefined) return nothingFound(t('service.none'), data.asked);
  if (data.total > 1) {
    const names = listText(
      data.services.slice(0, 5).map((service) => service.name),
      context,
    );
    const listed = data.services.map(({ id, name }): Thing => ({ kind: 'service', id, name }));
    return { sentences: [t('service.list', { count: data.total, names })], outcome: 'answered', chips: ['chip.eat', 'chip.staff'], listed };
  }
  const price = first.price === '' ? [] : [t('service.price', { price: first.price.replace(/\.$/, '') })];
  const sentences =
    aspect === 'price' && price.length > 0
      ? [t('service.costs', { service: first.name, price: first.price.replace(/\.$/, '') })]
      : [
          first.description === '' && first.price === '' && first.placeName === ''
            ? t('service.exists', { service: first.name })
            : first.description === ''
              ? first.name
              : `${first.name}: ${firstSentences(first.description, 2, 260)}`,
          ...price,
          ...(first.placeName === '' ? [] : [t('service.where', { place: first.placeName, floor: onFloor(first.floorName, context) })]),
          ...(first.requestable ? [t('service.askFor')] : []),
        ];
  const place: Thing[] = first.placeId === undefined ? [] : [{ kind: 'place', id: first.placeId, name: first.placeName }];
  return {
    sentences,
    outcome: 'answered',
    chips: first.requestable ? ['chip.yes', 'chip.no', 'chip.openUntil'] : ['chip.wayThere', 'chip.openUntil', 'chip.staff'],
    focus: [{ kind: 'service', id: first.id, name: first.name }, ...place],
    ...(first.requestable
      ? {
          pending: {
            kind: 'offer' as const,
            call: { name: 'hotel_service' as const, input: { service: first.id, detail: '' } },
            aspect: 'info' as const,
          },
        }
      : {}),
  };
}
