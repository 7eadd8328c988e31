import type {
  Activity,
  Capabilities,
  Card,
  CaseView,
  Chip,
  DraftView,
  EditView,
  LeadView,
  Locale,
  MemoryView,
  MicState,
  OperatorView,
  PinAsk,
  RequestRow,
  SessionSnapshot,
  StaffBooking,
  ToScreenOf,
  TraceStep,
  TurnMetrics,
  UnansweredGroup,
  VersionView,
} from '../../core/contract/index.ts';
import { type AccessUi, DEFAULT_ACCESS } from '../access/access-state.ts';

/**
 * How the screen stands with the kiosk. "replaced": a newer guest screen took over, so this one
 * stays quiet instead of taking it back in a loop.
 */
export type LinkState = 'connecting' | 'online' | 'lost' | 'replaced';

export type SpeechTiming = Pick<ToScreenOf<'speech.sentence'>, 'durationMs' | 'words' | 'visemes'>;

export interface AnswerSentence {
  readonly sentence: number;
  readonly text: string;
  /** Present once the kiosk has spoken it; absent for captions only. */
  readonly speech?: SpeechTiming;
}

export interface Turn {
  readonly turn: number;
  readonly question: string | null;
  readonly sentences: readonly AnswerSentence[];
  readonly cards: readonly Card[];
  /** Null while the turn runs. */
  readonly outcome: ToScreenOf<'turn.done'>['outcome'] | null;
}

export interface Session {
  readonly id: string;
  readonly guest: SessionSnapshot['guest'];
  readonly turns: readonly Turn[];
  readonly chips: readonly Chip[];
}

export interface TurnTrace {
  /** Counts up; turn numbers repeat between guests. */
  readonly id: number;
  readonly turn: number;
  readonly steps: readonly TraceStep[];
  readonly metrics: TurnMetrics | null;
}

export interface StaffState {
  readonly pinSet: boolean;
  /** None is set, and it is too late to choose one at a screen. */
  readonly pinLate?: boolean;
  readonly signedIn: boolean;
  /** Milliseconds to wait after a wrong PIN; null when none was refused. */
  readonly retryAfterMs: number | null;
  /** Why staff are out again; null before they were in. */
  readonly ended: ToScreenOf<'staff.signedOut'>['reason'] | null;
  /** What the kiosk last said of each; undefined while it has said nothing, and a draft is null when there is none. */
  readonly draft?: DraftView | null;
  readonly versions?: readonly VersionView[];
  readonly edits?: readonly EditView[];
  readonly unanswered?: readonly UnansweredGroup[];
  readonly bookings?: readonly StaffBooking[];
  readonly items?: Pick<ToScreenOf<'staff.items'>, 'lost' | 'found' | 'matches'>;
  readonly cases?: readonly CaseView[];
  readonly leads?: readonly LeadView[];
  /** Of the upload that runs, or ran last. */
  readonly progress: ToScreenOf<'staff.import.progress'> | null;
  readonly requests: readonly RequestRow[] | null;
  /** Newest last, at most MAX_TRACES. */
  readonly traces: readonly TurnTrace[];
}

export const MAX_TRACES = 12;

/** What lies over the conversation: one thing at a time. */
export type Panel = 'none' | 'keyboard' | 'help' | 'scan' | 'access' | 'operator' | 'privacy';

/** Choices of the guest in front of the screen; gone with the session. */
export interface GuestUi {
  readonly panel: Panel;
  readonly draft: string;
  readonly speechOn: boolean;
  /** The language in which neither the kiosk nor the screen has a voice; null or left out: none that was needed. */
  readonly voiceless?: Locale | null;
  readonly micMuted: boolean;
  /** The talk button is down, or was tapped and what follows is not over yet. */
  readonly talking: boolean;
  readonly access: AccessUi;
}

export interface ScreenState {
  readonly link: LinkState;
  readonly kiosk: Pick<
    ToScreenOf<'welcome'>,
    | 'look'
    | 'kioskName'
    | 'companionName'
    | 'locales'
    | 'venue'
    | 'openers'
    | 'now'
    | 'nowPinned'
    | 'idle'
    | 'phonePageUrl'
    | 'privacy'
    | 'talkMode'
    | 'accessKeys'
  > | null;
  /** Screen clock (ms) at which `kiosk.now` was true. */
  readonly kioskNowAtMs: number;
  readonly capabilities: Capabilities | null;
  readonly locale: Locale;
  readonly session: Session | null;
  readonly activity: Activity;
  readonly partial: string;
  /** Leading words of `partial` that stay as they are. */
  readonly settledWords: number;
  readonly hearingHint: string | null;
  /** Screen clock (ms) at which the session will end; null while nobody needs to be asked. */
  readonly idleEndsAtMs: number | null;
  readonly consentTextVersion: string | null;
  /** The badge has a name on it, which would be kept. */
  readonly consentBadgeName: boolean;
  /** The pad for the guest's PIN; null: closed. */
  readonly pin: PinAsk | null;
  /** Screen clock (ms) from which a try counts again. */
  readonly pinWaitUntilMs: number;
  /** What the kiosk knows about the guest, on their own screen; null: closed. */
  readonly memory: MemoryView | null;
  /** The operator's menu over everything; null: closed. */
  readonly operator: OperatorView | null;
  readonly badgeHint: string | null;
  readonly faultHint: string | null;
  readonly mic: MicState;
  readonly ui: GuestUi;
  readonly staff: StaffState;
}

export const INITIAL_UI: GuestUi = { panel: 'none', draft: '', speechOn: true, micMuted: false, talking: false, access: DEFAULT_ACCESS };

export const INITIAL_STATE: ScreenState = {
  link: 'connecting',
  kiosk: null,
  kioskNowAtMs: 0,
  capabilities: null,
  locale: 'en',
  session: null,
  activity: 'idle',
  partial: '',
  settledWords: 0,
  hearingHint: null,
  idleEndsAtMs: null,
  consentTextVersion: null,
  consentBadgeName: false,
  pin: null,
  pinWaitUntilMs: 0,
  memory: null,
  operator: null,
  badgeHint: null,
  faultHint: null,
  mic: 'off',
  ui: INITIAL_UI,
  staff: { pinSet: true, signedIn: false, retryAfterMs: null, ended: null, progress: null, requests: null, traces: [] },
};
