import type { Card } from '../../core/contract/index.ts';
import type { ScreenState, Turn } from './screen-state.ts';

export function latestTurn(state: ScreenState): Turn | null {
  return state.session?.turns.at(-1) ?? null;
}

/** One and the same: a selection that is a new one each time has React draw without end. */
const NO_CARDS = { turn: -1, cards: [] as readonly Card[] };

/**
 * Cards to show: the latest turn's; while that turn is still at work without any, the ones before
 * it, so that "and how do I get there?" does not blank the place it is about.
 */
export function shownCards(state: ScreenState): { readonly turn: number; readonly cards: readonly Card[] } {
  const turns = state.session?.turns ?? [];
  const latest = turns.at(-1);
  if (latest === undefined) return NO_CARDS;
  if (latest.cards.length > 0 || latest.outcome !== null) return latest;
  return turns.at(-2) ?? latest;
}

export type GuestBanner =
  | 'lost'
  | 'replaced'
  | 'no-venue'
  | 'fault'
  | 'badge'
  | 'mic-denied'
  | 'mic-absent'
  | 'no-hearing'
  | 'no-voice'
  | null;

/** The one thing a guest should be told, the most pressing first. */
export function guestBanner(state: ScreenState): GuestBanner {
  if (state.link === 'lost') return 'lost';
  if (state.link === 'replaced') return 'replaced';
  if (state.kiosk !== null && state.kiosk.venue === null) return 'no-venue';
  if (state.faultHint !== null) return 'fault';
  if (state.badgeHint !== null) return 'badge';
  if (state.mic === 'denied') return 'mic-denied';
  if (state.mic === 'absent' || state.mic === 'failed') return 'mic-absent';
  const hearing = state.capabilities?.hearing.state;
  if (hearing === 'unavailable' || hearing === 'off') return 'no-hearing';
  return state.ui.speechOn && isVoiceless(state) ? 'no-voice' : null;
}

/** Answers in the guest's language can only be read here. */
export function isVoiceless({ locale, ui }: ScreenState): boolean {
  return ui.voiceless === locale;
}

/** The kiosk listens only while its talk button is used. */
export function hasTalkButton(state: ScreenState): boolean {
  return (state.kiosk?.talkMode ?? 'open') !== 'open';
}

/** What the microphone line shows: the kiosk's ear and the screen's microphone together. */
export type MicStatus = 'listening' | 'waiting' | 'hearing' | 'thinking' | 'speaking' | 'muted' | 'starting' | 'unavailable';

export function micStatus(state: ScreenState): MicStatus {
  const hearing = state.capabilities?.hearing.state;
  if (state.link !== 'online') return 'starting';
  if (hearing === 'unavailable' || hearing === 'off') return 'unavailable';
  if (state.mic === 'denied' || state.mic === 'absent' || state.mic === 'failed') return 'unavailable';
  if (state.mic === 'muted' || state.ui.micMuted) return 'muted';
  if (state.mic !== 'on' || hearing === 'starting') return 'starting';
  if (state.activity === 'hearing' || state.activity === 'thinking' || state.activity === 'speaking') return state.activity;
  return hasTalkButton(state) && state.activity === 'idle' ? 'waiting' : 'listening';
}
