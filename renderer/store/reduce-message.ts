import type { Activity, SessionSnapshot, ToScreen, ToScreenOf, TurnView } from '../../core/contract/index.ts';
import { meetStaff, reduceStaff } from './reduce-staff.ts';
import { INITIAL_UI, type ScreenState, type Session, type Turn } from './screen-state.ts';
import { addCards, addSentence, addSpeech, changeRequest, finishTurn, startTurn } from './turns.ts';

/** What one message from the kiosk makes of the screen. */
export function reduceMessage(state: ScreenState, message: ToScreen, atMs: number): ScreenState {
  switch (message.type) {
    case 'welcome':
      return onWelcome(state, message, atMs);
    case 'capabilities':
      return { ...state, capabilities: message.capabilities };
    case 'session.started':
      return { ...withoutGuest(state), locale: message.session.locale, session: fromSnapshot(message.session), ui: state.ui };
    case 'session.ended':
      return { ...withoutGuest(state), locale: state.kiosk?.locales[0] ?? state.locale };
    case 'idle.warning':
      return { ...state, idleEndsAtMs: atMs + message.endsInMs };
    case 'idle.cleared':
      return { ...state, idleEndsAtMs: null };
    case 'locale.changed':
      return { ...state, locale: message.locale };
    case 'activity':
      return onActivity(state, message.activity);
    case 'hearing.partial':
      return { ...state, partial: message.text, settledWords: message.settledWords ?? 0, hearingHint: null };
    case 'hearing.nothing':
      return { ...state, partial: '', hearingHint: message.hint ?? null };
    case 'consent.ask':
      return {
        ...state,
        consentTextVersion: message.textVersion,
        consentBadgeName: message.badgeName ?? false,
        ui: { ...state.ui, panel: 'none' },
      };
    case 'consent.closed':
      return { ...state, consentTextVersion: null };
    case 'guest.pin':
      return { ...state, pin: message.ask, pinWaitUntilMs: atMs + (message.ask?.retryAfterMs ?? 0) };
    case 'memory':
      return { ...state, memory: message.view, ui: message.view === null ? state.ui : { ...state.ui, panel: 'none' } };
    case 'privacy.show':
      return { ...state, ui: { ...state.ui, panel: 'privacy' } };
    case 'operator.view':
      return { ...state, operator: message.view, ui: { ...state.ui, panel: message.view === null ? 'none' : 'operator' } };
    case 'venue.banner':
      return { ...state, kiosk: withNotice(state.kiosk, message.banner) };
    case 'badge.refused':
      return { ...state, badgeHint: message.hint };
    case 'fault':
      return { ...state, faultHint: message.hint };
    case 'trace':
    case 'metrics':
    case 'staff.signedIn':
    case 'staff.refused':
    case 'staff.requests':
    case 'staff.signedOut':
    case 'staff.draft':
    case 'staff.versions':
    case 'staff.edits':
    case 'staff.unanswered':
    case 'staff.bookings':
    case 'staff.items':
    case 'staff.cases':
    case 'staff.leads':
    case 'staff.import.progress':
      return { ...state, staff: reduceStaff(state.staff, message) };
    case 'turn.started':
    case 'answer.sentence':
    case 'cards':
    case 'chips':
    case 'turn.done':
    case 'turn.withdrawn':
    case 'speech.sentence':
    case 'guest.recognised':
    case 'request.updated':
      return state.session === null ? state : reduceSession(state, state.session, message);
    default:
      // What is left is for the loudspeaker and the console.
      return state;
  }
}

type SessionMessage = Extract<
  ToScreen,
  {
    type:
      | 'turn.started'
      | 'answer.sentence'
      | 'cards'
      | 'chips'
      | 'turn.done'
      | 'turn.withdrawn'
      | 'speech.sentence'
      | 'guest.recognised'
      | 'request.updated';
  }
>;

function reduceSession(state: ScreenState, session: Session, message: SessionMessage): ScreenState {
  switch (message.type) {
    case 'turn.started':
      return {
        ...state,
        partial: '',
        hearingHint: null,
        faultHint: null,
        badgeHint: null,
        session: { ...session, turns: startTurn(session.turns, message), chips: [] },
      };
    case 'request.updated':
      return { ...state, session: { ...session, turns: changeRequest(session.turns, message) } };
    case 'chips':
      return { ...state, session: { ...session, chips: message.chips } };
    case 'guest.recognised':
      return { ...state, session: { ...session, guest: message.guest } };
    case 'answer.sentence':
      return { ...state, session: { ...session, turns: addSentence(session.turns, message) } };
    case 'speech.sentence':
      // What is read out is on the screen already.
      return message.reading ? state : { ...state, session: { ...session, turns: addSpeech(session.turns, message) } };
    case 'cards':
      return { ...state, session: { ...session, turns: addCards(session.turns, message) } };
    case 'turn.withdrawn':
      return { ...state, session: { ...session, turns: session.turns.filter(({ turn }) => turn !== message.turn) } };
    case 'turn.done':
      return { ...state, session: { ...session, turns: finishTurn(session.turns, message) } };
  }
}

function onWelcome(state: ScreenState, message: ToScreenOf<'welcome'>, atMs: number): ScreenState {
  const { kioskName, companionName, locales, venue, openers, now, nowPinned, idle, phonePageUrl, talkMode, accessKeys, privacy } = message;
  // The kiosk decides what this screen shows after a reconnect: its session, or nobody's.
  const sameSession = message.session !== null && message.session.id === state.session?.id;
  const base = sameSession ? state : withoutGuest(state);
  return {
    ...base,
    link: 'online',
    kiosk: {
      kioskName,
      companionName,
      locales,
      venue,
      openers,
      now,
      nowPinned: nowPinned ?? false,
      idle,
      phonePageUrl,
      privacy,
      talkMode: talkMode ?? 'open',
      ...(message.look === undefined ? {} : { look: message.look }),
      ...(accessKeys === undefined ? {} : { accessKeys }),
    },
    kioskNowAtMs: atMs,
    capabilities: message.capabilities,
    locale: message.session?.locale ?? message.locale,
    session: message.session === null ? null : fromSnapshot(message.session),
    staff: meetStaff(base.staff, message.staff),
  };
}

/** A tap is good for one utterance: the kiosk tells when it has stopped listening. */
function onActivity(state: ScreenState, activity: Activity): ScreenState {
  const ended = listens(state.activity) && !listens(activity) && state.kiosk?.talkMode === 'tap-to-talk';
  return { ...state, activity, ui: ended && state.ui.talking ? { ...state.ui, talking: false } : state.ui };
}

function listens(activity: Activity): boolean {
  return activity === 'listening' || activity === 'hearing';
}

/** The screen as nobody left it: everything of the guest gone, drafts and choices included. */
function withoutGuest(state: ScreenState): ScreenState {
  return {
    ...state,
    session: null,
    activity: 'idle',
    partial: '',
    hearingHint: null,
    idleEndsAtMs: null,
    consentTextVersion: null,
    consentBadgeName: false,
    pin: null,
    pinWaitUntilMs: 0,
    memory: null,
    badgeHint: null,
    faultHint: null,
    ui: INITIAL_UI,
  };
}

function fromSnapshot(snapshot: SessionSnapshot): Session {
  return { id: snapshot.id, guest: snapshot.guest, chips: snapshot.chips, turns: snapshot.turns.map(fromView) };
}

function fromView(view: TurnView): Turn {
  return {
    turn: view.turn,
    question: view.question,
    sentences: view.answer === '' ? [] : [{ sentence: 0, text: view.answer }],
    cards: view.cards,
    outcome: view.done ? 'answered' : null,
  };
}

function withNotice(kiosk: ScreenState['kiosk'], banner: ToScreenOf<'venue.banner'>['banner']): ScreenState['kiosk'] {
  if (kiosk === null || kiosk.venue === null) return kiosk;
  const { banner: _before, ...venue } = kiosk.venue;
  return { ...kiosk, venue: banner === null ? venue : { ...venue, banner } };
}
