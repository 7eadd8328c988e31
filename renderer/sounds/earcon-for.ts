import type { Card } from '../../core/contract/index.ts';
import type { ScreenState } from '../store/screen-state.ts';
import { isVoiceless, latestTurn } from '../store/selectors.ts';
import type { Earcon } from './earcons.ts';

/** What a change of the screen sounds like; null: like nothing. Speech itself needs no sound before it. */
export function earconFor(before: ScreenState, after: ScreenState): Earcon | null {
  if (after.link === 'lost' && before.link === 'online') return 'error';
  if (after.faultHint !== null && after.faultHint !== before.faultHint) return 'error';
  if (after.badgeHint !== null && after.badgeHint !== before.badgeHint) return 'error';
  if (after.session === null) return null;
  if (after.idleEndsAtMs !== null && before.idleEndsAtMs === null) return 'time';
  if (sentCards(after) > sentCards(before) && before.session?.id === after.session.id) return 'sent';
  if (isAnsweredInSilence(before, after)) return 'answer';
  return ofListening(before, after);
}

function ofListening(before: ScreenState, after: ScreenState): Earcon | null {
  const [was, is] = [before.activity, after.activity];
  if (was === is && before.session !== null) return null;
  // Only a turn of the voice: who typed or touched knows that it has been taken.
  if (is === 'thinking' && was === 'hearing') return 'heard';
  if (is === 'listening' && (before.session === null || was === 'idle') && after.mic === 'on') return 'listening';
  return null;
}

function sentCards({ session }: ScreenState): number {
  const sends = ({ kind }: Card) => kind === 'request' || kind === 'booking';
  return session?.turns.reduce((sum, { cards }) => sum + cards.filter(sends).length, 0) ?? 0;
}

/** The answer is there to be read, and no voice says so. */
function isAnsweredInSilence(before: ScreenState, after: ScreenState): boolean {
  const speaks = after.ui.speechOn && after.capabilities?.speaking.state === 'ready' && !isVoiceless(after);
  const [was, is] = [latestTurn(before), latestTurn(after)];
  return !speaks && is !== null && was?.turn === is.turn && was.sentences.length === 0 && is.sentences.length > 0;
}
