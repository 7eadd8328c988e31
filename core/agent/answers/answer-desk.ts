import { upperFirst } from '../../tools/booking/booking-views.ts';
import type { CancelRequestData } from '../../tools/cancel-request.ts';
import type { CheckInInfoData } from '../../tools/check-in-info.ts';
import type { CloseCaseData } from '../../tools/close-case.ts';
import type { LostStatusData } from '../../tools/lost-status.ts';
import type { MyCasesData } from '../../tools/my-cases.ts';
import type { OpenCaseData } from '../../tools/open-case.ts';
import type { RegisterInterestData } from '../../tools/register-interest.ts';
import type { ReportFoundData } from '../../tools/report-found.ts';
import type { ReportLostData } from '../../tools/report-lost.ts';
import type { RequestStatusData } from '../../tools/request-status.ts';
import type { SendToPhoneData } from '../../tools/send-to-phone.ts';
import { listText, onFloor } from '../../tools/speech-words.ts';
import { type Asked, nothingFound, orNone, type Reply } from './reply.ts';

/** What is said of requests, lost things, leads and cases. */

const SAID = 3;

export function answerRequestStatus({ requests, asked, hidden }: RequestStatusData, { context }: Asked): Reply {
  const { t } = context;
  const more = hidden > 0 ? [t('request.name')] : [];
  if (requests.length === 0 && hidden > 0) return { sentences: more, outcome: 'answered', chips: ['chip.staff'] };
  if (requests.length === 0) return { sentences: [t('request.none')], outcome: 'nothing-found', chips: ['chip.staff'] };
  const sentences = requests
    .slice(0, asked === '' ? SAID : 1)
    .flatMap(({ title, status, note }) => [
      t('request.state', { title, status }),
      ...(note === undefined ? [] : [t('request.note', { note })]),
    ]);
  return { sentences: [...sentences, ...more], outcome: 'answered', chips: ['chip.staff', 'chip.whatsOn'] };
}

export function answerCancelRequest({ title, tooLate }: CancelRequestData, { context }: Asked): Reply {
  const { t } = context;
  if (title === null) return { sentences: [t('request.none')], outcome: 'nothing-found', chips: ['chip.staff'] };
  if (tooLate) return nothingFound(t('request.tooLate', { title }), title);
  return { sentences: [t('request.withdrawn', { title })], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
}

export function answerReportLost({ what, state, ticket, desk, remembered }: ReportLostData, { context }: Asked): Reply {
  const { t } = context;
  const where = desk === null ? [] : [t('lost.where', { place: desk.name, floor: onFloor(desk.floorName, context) })];
  return {
    sentences: [
      t('lostItem.noted', { what }),
      t('lostItem.state', { state }),
      t('ticket.yours', { ticket }),
      ...(remembered ? [t('lostItem.remembered')] : []),
      ...where,
    ],
    outcome: 'answered',
    chips: desk === null ? ['chip.staff'] : ['chip.wayThere', 'chip.staff'],
    focus: desk === null ? [] : [{ kind: 'place', id: desk.id, name: desk.name }],
  };
}

export function answerReportFound({ desk }: ReportFoundData, { context }: Asked): Reply {
  const { t } = context;
  return {
    sentences: [t('found.thanks'), t('found.handIn', { place: orNone(desk?.name) })],
    outcome: 'answered',
    chips: desk === null ? ['chip.staff'] : ['chip.wayThere'],
    focus: desk === null ? [] : [{ kind: 'place', id: desk.id, name: desk.name }],
  };
}

export function answerLostStatus({ items, desk, hidden }: LostStatusData, { context }: Asked): Reply {
  const { t } = context;
  const more = hidden > 0 && items.length === 0 ? [t('lostItem.name')] : [];
  if (more.length > 0) return { sentences: more, outcome: 'answered', chips: ['chip.staff'] };
  if (items.length === 0) return { sentences: [t('lostItem.none')], outcome: 'nothing-found', chips: ['chip.staff'] };
  const collect = desk !== null && items.some(({ state }) => state === 'found' || state === 'maybe');
  return {
    sentences: [
      ...items
        .slice(0, SAID)
        .map(({ what, state }) => t('lostItem.of', { what: upperFirst(what, context), state: t('lostItem.state', { state }) })),
      ...(collect ? [t('lostItem.collect', { place: desk.name })] : []),
    ],
    outcome: 'answered',
    chips: desk === null ? ['chip.staff'] : ['chip.wayThere', 'chip.staff'],
    focus: desk === null ? [] : [{ kind: 'place', id: desk.id, name: desk.name }],
  };
}

export function answerInterest({ person, placeName, reachable }: RegisterInterestData, { context }: Asked): Reply {
  const { t } = context;
  return {
    sentences: [
      t('lead.noted'),
      ...(person ? [t('lead.person', { place: placeName })] : []),
      t(reachable ? 'lead.contact' : 'lead.noContact'),
    ],
    outcome: 'answered',
    chips: ['chip.whatsOn', 'chip.staff'],
  };
}

export function answerOpenCase(data: OpenCaseData, { context }: Asked): Reply {
  const { t } = context;
  const { about, ticket } = data.case;
  const names = listText(
    data.earlier.slice(0, SAID).map((one) => one.about),
    context,
  );
  return {
    sentences: [
      t('case.opened', { about }),
      t('ticket.yours', { ticket }),
      ...(data.earlier.length === 0 ? [] : [t('case.earlier', { count: data.earlier.length, names })]),
    ],
    outcome: 'answered',
    chips: ['chip.whatsOn', 'chip.staff'],
  };
}

export function answerMyCases({ cases, pinForMore }: MyCasesData, { context }: Asked): Reply {
  const { t } = context;
  const more = pinForMore ? [t('case.pin')] : [];
  if (cases.length === 0 && pinForMore) return { sentences: more, outcome: 'answered', chips: ['chip.staff'] };
  if (cases.length === 0) return nothingFound(t('case.none'), '');
  const sentences = cases
    .slice(0, SAID)
    .flatMap(({ about, ticket, status, note }) => [
      t('case.one', { about, ticket, status }),
      ...(note === '' ? [] : [t('request.note', { note })]),
    ]);
  return { sentences: [...sentences, ...more], outcome: 'answered', chips: ['chip.staff', 'chip.whatsOn'] };
}

export function answerCloseCase(data: CloseCaseData, { context }: Asked): Reply {
  const { t } = context;
  if (data.case === null) return nothingFound(t('case.unknown'), data.asked);
  return { sentences: [t('case.closed', { about: data.case.about })], outcome: 'answered', chips: ['chip.whatsOn', 'chip.staff'] };
}

export function answerPhone({ what, title }: SendToPhoneData, { context }: Asked): Reply {
  const { t } = context;
  if (title === null) return { sentences: [t('phone.nothing', { what })], outcome: 'nothing-found', chips: ['chip.staff'] };
  return { sentences: [t('phone.ready')], outcome: 'answered', chips: ['chip.whatsOn', 'chip.eat'] };
}

export function answerCheckIn({ answers, place, services }: CheckInInfoData, { context }: Asked): Reply {
  const { t } = context;
  const [first] = answers;
  const service = services[0];
  const words = first?.answer ?? (service === undefined || service.description === '' ? null : `${service.name}: ${service.description}`);
  if (words === null && place === null) return nothingFound(t('checkin.none'), '');
  const where =
    place === null
      ? []
      : [
          t('checkin.where', {
            place: place.name,
            floor: orNone(onFloor(place.floorName, context)),
            hours: orNone(place.hours === t('hours.open') ? undefined : place.hours),
          }),
        ];
  return {
    sentences: [...(words === null ? [] : [words]), ...where],
    outcome: 'answered',
    chips: place === null ? ['chip.staff'] : ['chip.wayThere', 'chip.staff'],
    focus: place === null ? [] : [{ kind: 'place', id: place.id, name: place.name }],
  };
}
