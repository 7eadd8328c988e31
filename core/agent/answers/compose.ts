import type { ToolOutcome } from '../../tools/registry.ts';
import type { Goal } from '../goals/goal.ts';
import type { Reading } from '../reading.ts';
import { answerBooking } from './answer-booking.ts';
import { answerConnected } from './answer-connected.ts';
import {
  answerCancelRequest,
  answerCheckIn,
  answerCloseCase,
  answerInterest,
  answerLostStatus,
  answerMyCases,
  answerOpenCase,
  answerPhone,
  answerReportFound,
  answerReportLost,
  answerRequestStatus,
} from './answer-desk.ts';
import { answerDirections } from './answer-directions.ts';
import { answerAboutGuest, answerEmergency, answerForget, answerRemember, answerRequest, answerStaff, askToKeep } from './answer-guest.ts';
import { answerHours } from './answer-hours.ts';
import { answerExhibitors, answerFaq, answerService } from './answer-house.ts';
import { answerNews, answerRecall } from './answer-memory.ts';
import { answerMenu } from './answer-menu.ts';
import { answerPeople } from './answer-people.ts';
import { answerPlaces } from './answer-places.ts';
import { answerWhatsOn } from './answer-programme.ts';
import { answerSession } from './answer-session.ts';
import { lostPlace } from './lost-place.ts';
import { type Asked, offerStaff, type Reply } from './reply.ts';

/** Puts the outcomes of a turn's tools into words; the last that answers decides the chips. */
export function compose(
  outcomes: readonly ToolOutcome[],
  reading: Extract<Reading, { kind: 'call' }>,
  context: Asked['context'],
  goal: Goal | null = null,
): Reply {
  const asked: Asked = { aspect: reading.aspect, context, goal, yesNo: reading.yesNo === true };
  const topic = outcomes.find((outcome) => outcome.name === 'remember')?.data.topic;
  if (topic !== undefined || isLost(reading)) return answerLost(outcomes, asked);
  const found = outcomes.find((outcome) => outcome.name === 'find_places');
  const led = outcomes.find((outcome) => outcome.name === 'directions');
  const both = found !== undefined && led?.data.to?.id === found.data.places[0]?.id && reading.aspect === 'where';
  const replies = outcomes.flatMap((outcome) =>
    outcome.name === 'remember' && outcomes.length > 1 ? [acknowledge(outcome, asked)] : [answer(outcome, asked)],
  );
  const [only] = replies;
  if (replies.length === 1 && only !== undefined) return only;
  const last = replies.at(-1);
  const next = replies.flatMap((reply) => reply.next ?? []);
  const remembered = outcomes.find((outcome) => outcome.name === 'remember');
  const toKeep = remembered === undefined || last?.pending !== undefined ? null : askToKeep(remembered.data, context);
  return {
    // Where it is has been said already: of the way, only the steps.
    // Of several places' hours, one sentence each.
    sentences: [
      ...replies.flatMap((reply, index) =>
        outcomes[index]?.name === 'opening_hours'
          ? reply.sentences.slice(0, 1)
          : both && index > 0 && outcomes[index] === led
            ? reply.sentences.slice(1)
            : reply.sentences,
      ),
      ...(toKeep?.sentences ?? []),
    ],
    outcome: replies.some((reply) => reply.outcome === 'answered') ? 'answered' : (last?.outcome ?? 'nothing-found'),
    chips: toKeep?.chips ?? last?.chips ?? [],
    focus: replies.flatMap((reply) => reply.focus ?? []),
    ...listedIn(replies),
    ...pendingOf(toKeep ?? last),
    ...(next.length === 0 ? {} : { next }),
  };
}

function pendingOf(reply: Reply | undefined): Pick<Reply, 'pending'> {
  return reply?.pending === undefined ? {} : { pending: reply.pending };
}

/** The last list that was shown. */
function listedIn(replies: readonly Reply[]): Pick<Reply, 'listed'> {
  const listed = replies.findLast((reply) => reply.listed !== undefined)?.listed;
  return listed === undefined ? {} : { listed };
}

function answer(outcome: ToolOutcome, asked: Asked): Reply {
  switch (outcome.name) {
    case 'find_places':
      return answerPlaces(outcome.data, asked);
    case 'directions':
      return answerDirections(outcome.data, asked);
    case 'whats_on':
      return answerWhatsOn(outcome.data, asked);
    case 'session_details':
      return answerSession(outcome.data, asked);
    case 'find_people':
      return answerPeople(outcome.data, asked);
    case 'opening_hours':
      return answerHours(outcome.data, asked);
    case 'menu':
      return answerMenu(outcome.data, asked);
    case 'faq':
      return answerFaq(outcome.data, asked);
    case 'exhibitors':
      return answerExhibitors(outcome.data, asked);
    case 'service_info':
      return answerService(outcome.data, asked);
    case 'hotel_service':
      return answerRequest(outcome.data, asked);
    case 'call_staff':
      return answerStaff(outcome.data, asked);
    case 'request_status':
      return answerRequestStatus(outcome.data, asked);
    case 'cancel_request':
      return answerCancelRequest(outcome.data, asked);
    case 'report_lost':
      return answerReportLost(outcome.data, asked);
    case 'report_found':
      return answerReportFound(outcome.data, asked);
    case 'lost_status':
      return answerLostStatus(outcome.data, asked);
    case 'register_interest':
      return answerInterest(outcome.data, asked);
    case 'open_case':
      return answerOpenCase(outcome.data, asked);
    case 'my_cases':
      return answerMyCases(outcome.data, asked);
    case 'close_case':
      return answerCloseCase(outcome.data, asked);
    case 'send_to_phone':
      return answerPhone(outcome.data, asked);
    case 'check_in_info':
      return answerCheckIn(outcome.data, asked);
    case 'availability':
    case 'book':
    case 'change_booking':
    case 'cancel_booking':
    case 'my_bookings':
      return answerBooking(outcome.data, asked);
    case 'connected_info':
    case 'connected_request':
      return answerConnected(outcome.data, asked);
    case 'emergency':
      return answerEmergency(outcome.data, asked);
    case 'remember':
      return answerRemember(outcome.data, asked);
    case 'forget':
      return answerForget(outcome.data, asked);
    case 'about_guest':
      return answerAboutGuest(outcome.data, asked);
    case 'recall':
      return answerRecall(outcome.data, asked);
    case 'whats_new':
      return answerNews(outcome.data, asked);
  }
}

/** Beside another answer, what is kept is said in one sentence. */
function acknowledge(outcome: Extract<ToolOutcome, { name: 'remember' }>, asked: Asked): Reply {
  const reply = answerRemember(outcome.data, asked);
  return { ...reply, sentences: reply.sentences.slice(0, outcome.data.facts.length) };
}

function isLost(reading: Extract<Reading, { kind: 'call' }>): boolean {
  return (
    reading.calls.some((call) => call.name === 'find_places' && call.input.category === 'lost-found') &&
    reading.calls.some((call) => call.name === 'faq')
  );
}

/** The venue's own words on lost property where it has some, else its place; then a person. */
function answerLost(outcomes: readonly ToolOutcome[], { context }: Asked): Reply {
  const { t } = context;
  const first = outcomes.find((outcome) => outcome.name === 'find_places')?.data.places[0];
  const topic = outcomes.find((outcome) => outcome.name === 'remember')?.data.topic ?? '';
  const pending = offerStaff(topic);
  return {
    sentences: [t('lost.start'), ...lostPlace(outcomes, context), t('lost.staff')],
    outcome: 'answered',
    chips: ['chip.yes', 'chip.no', 'chip.wayThere'],
    focus: first === undefined ? [] : [{ kind: 'place', id: first.id, name: first.name }],
    pending: pending.kind === 'offer' ? { ...pending, call: { name: 'call_staff', input: { reason: 'lost', detail: topic } } } : pending,
  };
}
